package io.forerun.http.rest;

import io.forerun.generate.ReplayModel;
import io.forerun.http.config.ForerunConfig;
import io.forerun.http.run.InvalidRunRequestException;
import io.forerun.http.run.JsonInput;
import io.forerun.http.run.RequestedLimits;
import io.forerun.http.run.Runs;
import io.forerun.http.run.TrackedRun;
import io.forerun.intake.IntakeFormat;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Runs answers that are complete already, as if they were being generated. */
@ApplicationScoped
class Replays {
  private final ReplayModel model = new ReplayModel();
  private final JsonInput json;
  private final Runs runs;
  private final ForerunConfig config;

  Replays(JsonInput json, Runs runs, ForerunConfig config) {
    this.json = json;
    this.runs = runs;
    this.config = config;
  }

  /**
   * @param body a {@link ReplayRequest} in JSON
   * @throws InvalidRunRequestException if the request makes no sense
   * @throws io.forerun.http.run.TooManyRunsException if as many runs are active as may be
   */
  TrackedRun start(String body) {
    return start(json.read(body, ReplayRequest.class));
  }

  /** As {@link #start(String)}. */
  TrackedRun start(ReplayRequest replay) {
    if (replay.code() == null) {
      throw new InvalidRunRequestException(
          "The request has no code; send {\"code\": \"…\"} with the program.");
    }
    IntakeFormat format = replay.format() == null ? IntakeFormat.PLAIN : replay.format();
    RequestedLimits limits = replay.limits() == null ? RequestedLimits.NONE : replay.limits();
    return runs.start(replay.sessionId(), format.open(), limits.within(config), deltas(replay));
  }

  private Multi<String> deltas(ReplayRequest replay) {
    double speed = replay.tokensPerSecond() == null ? 0 : replay.tokensPerSecond();
    if (speed < 0) {
      throw new InvalidRunRequestException(
          "tokensPerSecond is %s; give a number above 0, or leave it out.".formatted(speed));
    }
    return model.generate(replay.code(), speed, Duration.ZERO);
  }
}
