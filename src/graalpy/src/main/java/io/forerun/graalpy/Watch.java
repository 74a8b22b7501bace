package io.forerun.graalpy;

import java.time.Duration;
import java.util.Set;
import org.jboss.logging.Logger;

/** The one thread that looks after what all sessions use: time and heap. */
final class Watch implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Watch.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  /** What is left of a heap that fills up can be gone within few milliseconds. */
  private static final Duration BETWEEN_LOOKS_AT_A_FULL_HEAP = Duration.ofMillis(2);

  private final Set<GraalPySession> sessions;
  private final HeapGuard heap;
  private final Thread thread;

  Watch(Set<GraalPySession> sessions, HeapGuard heap) {
    this.sessions = sessions;
    this.heap = heap;
    thread = Thread.ofPlatform().daemon().name("python-watch").start(this::watch);
  }

  private void watch() {
    Duration pause = BETWEEN_LOOKS;
    while (true) {
      try {
        Thread.sleep(pause);
        sessions.forEach(GraalPySession::limitTime);
        pause = heap.look() ? BETWEEN_LOOKS_AT_A_FULL_HEAP : BETWEEN_LOOKS;
      } catch (InterruptedException closed) {
        return;
      } catch (OutOfMemoryError e) {
        // The next look finds room, or finds that there is none.
        Thread.onSpinWait();
      } catch (RuntimeException e) {
        LOG.error("The sessions' usage could not be watched", e);
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
