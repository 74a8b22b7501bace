package io.forerun.lambda;

import io.forerun.execute.StopReason;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * When Lambda ends the invocation that is being served; an environment serves one at a time.
 * Thread-safe.
 */
@Singleton
final class Deadline {
  private final Duration margin;
  private volatile Instant end;

  Deadline(LambdaConfig config) {
    this.margin = config.deadlineMargin();
  }

  /** An invocation begins that will be ended then. */
  void set(Instant end) {
    this.end = end;
  }

  /** How long the invocation can still take; negative after its end, empty if nobody said. */
  Optional<Duration> remaining() {
    Instant known = end;
    return known == null ? Optional.empty() : Optional.of(Duration.between(Instant.now(), known));
  }

  /**
   * How long something may take that is not worth the answer.
   *
   * @param wanted as much as that, if there is time
   * @param rest what has to be left afterwards
   * @return zero or negative if there is no time for it
   */
  Duration timeFor(Duration wanted, Duration rest) {
    return remaining()
        .map(left -> left.minus(rest))
        .filter(left -> left.compareTo(wanted) < 0)
        .orElse(wanted);
  }

  /**
   * Has work stopped in time for its answer.
   *
   * @param work ends soon when it was stopped
   * @param stop to be called at most once, perhaps before the work has begun
   * @return the work
   */
  <T> Uni<T> keep(Uni<T> work, Consumer<StopReason> stop) {
    Optional<Duration> left = remaining();
    if (left.isEmpty()) {
      return work;
    }
    Duration time = left.get().minus(margin);
    if (!time.isPositive()) {
      stop.accept(new StopReason.InvocationTime(Duration.ZERO));
      return work;
    }
    Future<?> timer =
        Infrastructure.getDefaultWorkerPool()
            .schedule(
                () -> stop.accept(new StopReason.InvocationTime(time)),
                time.toNanos(),
                TimeUnit.NANOSECONDS);
    return work.onTermination().invoke(() -> timer.cancel(false));
  }
}
