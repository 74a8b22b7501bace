package io.forerun.bench;

import io.forerun.graalpy.GraalPyExecutor;
import java.util.concurrent.locks.LockSupport;

/** Waits until nothing warms up any more beside what is measured. */
public final class WarmPool {
  private static final long POLL_NANOS = 10_000_000;

  private WarmPool() {}

  /** Returns when an interpreter is ready and none is being started. */
  public static void await(GraalPyExecutor executor) {
    var statistics = executor.statistics();
    while (statistics.warm() == 0 || statistics.warming() > 0) {
      LockSupport.parkNanos(POLL_NANOS);
      statistics = executor.statistics();
    }
  }
}
