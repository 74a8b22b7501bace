package io.forerun.graalpy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What one thread has used since this was made. May be asked on any thread. */
final class ThreadUsage {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long thread;
  private final long cpuNanosBefore;
  private final long bytesBefore;

  ThreadUsage(Thread thread) {
    this.thread = thread.threadId();
    cpuNanosBefore = THREADS.getThreadCpuTime(this.thread);
    bytesBefore = THREADS.getThreadAllocatedBytes(this.thread);
  }

  /** Processor time; zero when the thread has ended. */
  Duration cpuTime() {
    return Duration.ofNanos(Math.max(0, THREADS.getThreadCpuTime(thread) - cpuNanosBefore));
  }

  /** Heap that was allocated, whether or not it is still held; zero when the thread has ended. */
  long allocatedBytes() {
    return Math.max(0, THREADS.getThreadAllocatedBytes(thread) - bytesBefore);
  }
}
