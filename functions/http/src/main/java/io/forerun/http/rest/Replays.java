package io.forerun.http.rest;

import io.forerun.generate.ReplayModel;
import io.forerun.http.run.Runs;
import io.forerun.http.run.TrackedRun;
import io.forerun.intake.IntakeFormat;
import io.forerun.request.InvalidRequestException;
import io.forerun.request.RequestReader;
import io.forerun.request.RequestedOptions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Runs answers that are complete already, as if they were being generated. */
@ApplicationScoped
class Replays {
  private static final RequestReader<ReplayRequest> REQUESTS =
      new RequestReader<>(ReplayRequest.class);

  private final ReplayModel model = new ReplayModel();
  private final Runs runs;

  Replays(Runs runs) {
    this.runs = runs;
  }

  /**
   * @param body a {@link ReplayRequest} in JSON
   * @param more options from the request's address
   * @throws InvalidRequestException if the request makes no sense
   * @throws io.forerun.http.run.TooManyRunsException if as many runs are active as may be
   */
  TrackedRun start(String body, RequestedOptions more) {
    return start(REQUESTS.read(body), more);
  }

  /** As {@link #start(String, RequestedOptions)}. */
  TrackedRun start(ReplayRequest replay, RequestedOptions more) {
    if (replay.code() == null) {
      throw new InvalidRequestException(
          "The request has no code; send {\"code\": \"…\"} with the program.");
    }
    IntakeFormat format = replay.format() == null ? IntakeFormat.PLAIN : replay.format();
    return runs.start(replay.options().and(more), format.open(), deltas(replay));
  }

  private Multi<String> deltas(ReplayRequest replay) {
    double speed = replay.tokensPerSecond() == null ? 0 : replay.tokensPerSecond();
    // Not "< 0", which is false of what is no number.
    if (!(speed >= 0)) {
      throw new InvalidRequestException(
          "tokensPerSecond is %s; give a number above 0, or leave it out.".formatted(speed));
    }
    // It takes a while to cut a long program into tokens, and this thread is an event loop.
    return Uni.createFrom()
        .item(() -> model.generate(replay.code(), speed, Duration.ZERO))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .onItem()
        .transformToMulti(deltas -> deltas);
  }
}
