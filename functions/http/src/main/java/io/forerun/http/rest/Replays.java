package io.forerun.http.rest;

import io.forerun.generate.ReplayModel;
import io.forerun.http.config.ForerunConfig;
import io.forerun.http.run.InvalidRunRequestException;
import io.forerun.http.run.RequestedLimits;
import io.forerun.http.run.Runs;
import io.forerun.http.run.TrackedRun;
import io.forerun.intake.IntakeFormat;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;

/** Runs answers that are complete already, as if they were being generated. */
@ApplicationScoped
class Replays {
  private final Runs runs;
  private final ForerunConfig config;

  Replays(Runs runs, ForerunConfig config) {
    this.runs = runs;
    this.config = config;
  }

  /**
   * @param replay null if the request had no body
   * @throws InvalidRunRequestException if the request makes no sense
   * @throws io.forerun.http.run.TooManyRunsException if as many runs are active as may be
   */
  TrackedRun start(ReplayRequest replay) {
    if (replay == null || replay.code() == null) {
      throw new InvalidRunRequestException(
          "The request has no code; send {\"code\": \"…\"} with the program.");
    }
    IntakeFormat format = replay.format() == null ? IntakeFormat.PLAIN : replay.format();
    RequestedLimits limits = replay.limits() == null ? RequestedLimits.NONE : replay.limits();
    return runs.start(
        format.open(), limits.within(config), deltas(replay.code(), replay.tokensPerSecond()));
  }

  private static Multi<String> deltas(String code, Double tokensPerSecond) {
    if (tokensPerSecond == null) {
      return Multi.createFrom().item(code);
    }
    if (!(tokensPerSecond > 0)) {
      throw new InvalidRunRequestException(
          "tokensPerSecond is %s; give a number above 0, or leave it out.".formatted(tokensPerSecond));
    }
    return new ReplayModel(tokensPerSecond).generate(code);
  }
}
