package io.forerun.graalpy;

import java.time.Duration;

/**
 * How long a piece of work has executed, without the time in which it was stopped because it waits.
 * Thread-safe.
 */
final class ExecutionClock {
  private long executedNanos;
  private long startNanos;
  private boolean running;

  synchronized void start() {
    startNanos = System.nanoTime();
    running = true;
  }

  /** Does nothing if it does not run. */
  synchronized void stop() {
    if (running) {
      executedNanos = nanos();
      running = false;
    }
  }

  synchronized Duration elapsed() {
    return Duration.ofNanos(nanos());
  }

  /** Whether it runs and has run longer than this. */
  synchronized boolean exceeds(Duration limit) {
    return running && nanos() > limit.toNanos();
  }

  private long nanos() {
    return running ? executedNanos + System.nanoTime() - startNanos : executedNanos;
  }
}
