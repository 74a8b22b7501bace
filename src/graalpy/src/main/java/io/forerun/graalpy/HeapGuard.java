package io.forerun.graalpy;

import io.forerun.execute.StopReason;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Ends the greediest session when the sessions together hold too much of the heap, before the
 * collector runs all the time and every session suffers.
 *
 * <p>All sessions share one heap, and the JVM does not know which of them holds an object. What it
 * does know is what each one's thread allocates. From time to time the threads get different parts
 * of the processor, so that the heap's growth tells in the end whose allocations stay. That is an
 * estimate: where it errs, another session is ended first.
 *
 * <p>What is looked at is the old generation, since the young one is full of garbage at any time.
 * The old one may hold garbage as well, so a full collection has the last word. Of one thread.
 */
final class HeapGuard {
  private static final Logger LOG = Logger.getLogger(HeapGuard.class);
  private static final double LEARNING_RATE = 0.5;

  /** Growth of less than this part of the limit is not put down to anybody yet. */
  private static final int GROWTH_PER_LIMIT = 100;

  /** A generation of fixed size takes what is promoted only as long as it has room. */
  private static final int PERCENT_OF_OLD_GENERATION = 90;

  /** How many times as long as a collection took none is asked for again while there is room. */
  private static final int QUIET = 10;

  private final long limitBytes;
  private final long criticalBytes;
  private final Duration patience;
  private final Set<GraalPySession> sessions;

  private final List<MemoryPoolMXBean> oldGeneration =
      ManagementFactory.getMemoryPoolMXBeans().stream().filter(HeapGuard::isOld).toList();

  private final Map<GraalPySession, Share> shares = new HashMap<>();
  private long lastUsed;
  private long collectedAt = System.nanoTime();
  private long collectionNanos;
  private GraalPySession ended;
  private long endedAt;

  private volatile boolean exhausted;

  /** What of the heap is put down to a session. */
  private static final class Share {
    private double heldBytes;
    private double allocatedBytes;
    private double recentBytes;

    /** The part of its recent allocations that is not garbage, by estimate. */
    private double kept;

    private void allocate(double bytes) {
      recentBytes = Math.max(0, bytes - allocatedBytes);
      allocatedBytes = bytes;
    }

    private void learn(double correction) {
      kept = Math.clamp(kept + LEARNING_RATE * correction, 0, 1);
      heldBytes += kept * recentBytes;
    }
  }

  /**
   * @param limitBytes live heap beyond which a session is ended; less where the collector has an
   *     old generation that cannot hold as much
   * @param patience how long an ended session has to let go of what it holds
   * @param sessions those that may be ended; concurrent
   */
  HeapGuard(long limitBytes, Duration patience, Set<GraalPySession> sessions) {
    this.patience = patience;
    this.sessions = sessions;
    long capacity = oldGenerationCapacity();
    this.limitBytes = Math.min(limitBytes, capacity / 100 * PERCENT_OF_OLD_GENERATION);
    criticalBytes = (this.limitBytes + capacity) / 2;
  }

  /** On the JVM, only of the old generation a threshold can be watched; in a binary, of none. */
  private static boolean isOld(MemoryPoolMXBean pool) {
    return pool.getType() == MemoryType.HEAP
        && (pool.isUsageThresholdSupported() || pool.getName().startsWith("old generation"));
  }

  private long oldGenerationCapacity() {
    return oldGeneration.stream()
        .mapToLong(pool -> pool.getUsage().getMax())
        .filter(bytes -> bytes > 0)
        .findFirst()
        .orElse(Runtime.getRuntime().maxMemory());
  }

  /** Whether the heap stays too full although there is no session left that could be ended. */
  boolean exhausted() {
    return exhausted;
  }

  /**
   * To be called often: in between, the heap must not fill up.
   *
   * @return whether more is in use than may be, garbage included, so that the next look is urgent
   */
  boolean look() {
    if (ended != null) {
      if (ended.isAlive() && System.nanoTime() - endedAt < patience.toNanos()) {
        return false;
      }
      ended = null;
      judge(collect());
      return false;
    }
    long used = 0;
    for (MemoryPoolMXBean pool : oldGeneration) {
      used += pool.getUsage().getUsed();
    }
    if (Math.abs(used - lastUsed) > limitBytes / GROWTH_PER_LIMIT) {
      attribute(used);
    }
    if (used <= limitBytes) {
      exhausted = false;
      return false;
    }
    if (mayCollect(used)) {
      judge(collect());
      return false;
    }
    return true;
  }

  /** The fuller the heap is, the sooner; a bomb may fill the rest faster than it is collected. */
  private boolean mayCollect(long used) {
    double room = Math.max(0, criticalBytes - used);
    double quiet = QUIET * room / (criticalBytes - limitBytes);
    return System.nanoTime() - collectedAt >= quiet * collectionNanos;
  }

  /** Collects all garbage there is; what is in use afterwards. */
  private long collect() {
    long start = System.nanoTime();
    System.gc();
    collectedAt = System.nanoTime();
    collectionNanos = collectedAt - start;
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /**
   * Corrects what part of its allocations each session seems to keep, so that together they explain
   * the growth; sessions that allocated much in this interval are corrected most (normalised least
   * mean squares). A heap that shrank had garbage of them all.
   */
  private void attribute(long used) {
    long growth = used - lastUsed;
    lastUsed = used;
    shares.keySet().retainAll(sessions);
    sessions.forEach(session -> shares.putIfAbsent(session, new Share()));
    double squares = 0;
    double explained = 0;
    double held = 0;
    for (var entry : shares.entrySet()) {
      Share share = entry.getValue();
      share.allocate(entry.getKey().usage().allocatedBytes());
      squares += share.recentBytes * share.recentBytes;
      explained += share.recentBytes * share.kept;
      held += share.heldBytes;
    }
    for (Share share : shares.values()) {
      if (growth < 0) {
        share.heldBytes *= Math.max(0, 1 + growth / Math.max(held, 1));
      } else if (squares > 0) {
        share.learn((growth - explained) * share.recentBytes / squares);
      }
    }
  }

  private void judge(long live) {
    attribute(live);
    if (live <= limitBytes) {
      exhausted = false;
      return;
    }
    var greediest =
        shares.entrySet().stream()
            .max(Comparator.comparingDouble(entry -> entry.getValue().heldBytes));
    if (greediest.isEmpty()) {
      exhausted = true;
      return;
    }
    ended = greediest.get().getKey();
    endedAt = System.nanoTime();
    ended.close(new StopReason.Heap(limitBytes));
    LOG.warnf(
        "%d MiB of heap are in use: the session that took about %d MiB of it is ended",
        live >> 20, (long) greediest.get().getValue().heldBytes >> 20);
  }
}
