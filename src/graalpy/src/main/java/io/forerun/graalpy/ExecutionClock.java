package io.forerun.graalpy;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * How long a piece of work has executed, and the alarm for when that is too long. It can be stopped
 * while the work waits and does not execute. Thread-safe.
 */
final class ExecutionClock {
  private final ScheduledExecutorService timer;
  private final long limitNanos;
  private final Runnable onLimit;

  private long executedNanos;
  private long startNanos;
  private Future<?> alarm;

  /**
   * @param onLimit called once on the timer's thread when the work has executed for this long
   */
  ExecutionClock(ScheduledExecutorService timer, Duration limit, Runnable onLimit) {
    this.timer = timer;
    this.limitNanos = limit.toNanos();
    this.onLimit = onLimit;
  }

  synchronized void start() {
    startNanos = System.nanoTime();
    alarm = timer.schedule(onLimit, limitNanos - executedNanos, TimeUnit.NANOSECONDS);
  }

  /** Does nothing if it does not run. */
  synchronized void stop() {
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
      executedNanos += System.nanoTime() - startNanos;
    }
  }

  synchronized Duration elapsed() {
    return Duration.ofNanos(
        alarm == null ? executedNanos : executedNanos + System.nanoTime() - startNanos);
  }
}
