package io.forerun.generate.openai;

import io.forerun.generate.GenerationException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The attempts at one generation: which failure is followed by another attempt, and when. What was
 * received may have been executed, so nothing is asked again after the first delta.
 */
final class Attempts {
  /** How far a wait may be from the planned one, so that not all come back at once. */
  private static final double JITTER = 0.5;

  private final UpstreamConfig config;
  private final long deadline;
  private int failed;
  private volatile boolean accepted;

  /**
   * @param deadline when the whole generation must be done, in terms of {@link System#nanoTime}
   */
  Attempts(UpstreamConfig config, long deadline) {
    this.config = config;
    this.deadline = deadline;
  }

  /** A delta was passed on. */
  void accepted() {
    accepted = true;
  }

  /** Emits when the next attempt is due; fails if there is none. */
  Multi<?> next(Multi<Throwable> failures) {
    return failures.onItem().transformToUniAndConcatenate(this::next);
  }

  private Uni<Throwable> next(Throwable thrown) {
    AttemptFailure attempt = (AttemptFailure) thrown;
    failed++;
    if (accepted || failed > config.retries()) {
      return Uni.createFrom().failure(failure(attempt));
    }
    Duration asked = attempt.retryAfter();
    Duration delay = delay(asked);
    boolean tooLate = delay.toNanos() >= deadline - System.nanoTime();
    if (tooLate || asked != null && asked.compareTo(config.maxRetryDelay()) > 0) {
      return Uni.createFrom().failure(failure(attempt));
    }
    return Uni.createFrom().item(thrown).onItem().delayIt().by(delay);
  }

  /** Rounded up: timers refuse what is less than 1 ms. */
  private Duration delay(Duration asked) {
    long planned = config.retryDelay().toMillis() << Math.min(failed - 1, 20);
    double factor = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
    Duration own =
        Duration.ofMillis(
            Math.clamp(Math.round(planned * factor), 1, config.maxRetryDelay().toMillis()));
    return asked == null || asked.compareTo(own) < 0 ? own : asked.plusNanos(999_999);
  }

  private GenerationException failure(AttemptFailure attempt) {
    GenerationException last = attempt.failure();
    return failed == 1
        ? last
        : new GenerationException(
            last.type(), "%s (%d attempts)".formatted(last.getMessage(), failed), last);
  }
}
