package io.forerun.graalpy;

import io.forerun.execute.Executor;
import io.forerun.execute.Session;
import io.forerun.execute.SessionOptions;
import io.forerun.execute.StopReason;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs in GraalPy contexts of this process. Each session has a context and a thread of its
 * own, taken from a pool of warm ones, and thrown away when the session closes. Thread-safe.
 */
public final class GraalPyExecutor implements Executor, AutoCloseable {
  private final GraalPyConfig config;
  private final Sandbox sandbox;
  private final ScheduledThreadPoolExecutor timer;
  private final InterpreterPool pool;
  private final Set<GraalPySession> sessions = ConcurrentHashMap.newKeySet();
  private final HeapGuard heap;
  private final Watch watch;

  /** Starts to fill the pool in the background. */
  public GraalPyExecutor(GraalPyConfig config) {
    this.config = config;
    sandbox = new Sandbox(config);
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("python-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
    pool = new InterpreterPool(config, sandbox, timer);
    heap =
        new HeapGuard(
            config.heapLimitBytes(), config.interruptGrace().plus(config.closeGrace()), sessions);
    watch = new Watch(sessions, heap);
  }

  @Override
  public Uni<Session> open(SessionOptions options) {
    return Uni.createFrom().deferred(() -> openNow(options));
  }

  private Uni<Session> openNow(SessionOptions options) {
    List<MountPoint> mounts = MountPoint.of(options.mounts());
    CompletableFuture<Interpreter> grant = pool.acquire();
    CompletableFuture<Session> session =
        grant.thenApply(granted -> start(granted, options, mounts));
    return Uni.createFrom()
        .<Session>emitter(
            emitter ->
                session.whenComplete(
                    (opened, failure) -> {
                      if (failure == null) {
                        emitter.complete(opened);
                      } else {
                        emitter.fail(cause(failure));
                      }
                    }))
        .onCancellation()
        .invoke(
            () -> {
              if (!grant.cancel(false)) {
                session.thenAccept(unwanted -> unwanted.close(new StopReason.Released()));
              }
            });
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException wrapper ? wrapper.getCause() : failure;
  }

  private Session start(Interpreter interpreter, SessionOptions options, List<MountPoint> mounts) {
    GraalPySession session =
        new GraalPySession(
            interpreter, options, mounts, config, timer, pool::stuck, sessions::remove);
    sessions.add(session);
    return session;
  }

  /**
   * Waits until the pool is full. Blocks.
   *
   * @return false if it is not by then
   */
  public boolean awaitWarm(Duration patience) throws InterruptedException {
    return pool.awaitWarm(patience);
  }

  /**
   * Replaces all interpreters that no session has, in the background. To be called in a process
   * that has begun as another one's copy: what an interpreter drew at its start, such as the state
   * of {@code random}, is the same in all copies.
   */
  public void renew() {
    pool.renew();
  }

  /** What the pool holds and did so far. */
  public PoolStatistics statistics() {
    return pool.statistics(heap.exhausted());
  }

  /**
   * Stops all sessions and waits until their threads have ended, but not longer than stopping takes
   * by configuration. Blocks.
   */
  @Override
  public void close() {
    pool.close();
    for (GraalPySession session : sessions) {
      session.close(new StopReason.Cancelled("The service is shutting down."));
    }
    Duration patience = config.interruptGrace().plus(config.closeGrace()).multipliedBy(2);
    watch.close();
    boolean ended = awaitEnd(System.nanoTime() + patience.toNanos());
    timer.shutdownNow();
    if (ended) {
      sandbox.close();
    }
  }

  private boolean awaitEnd(long deadline) {
    try {
      while (!pool.isEmpty()) {
        if (System.nanoTime() > deadline) {
          return false;
        }
        TimeUnit.MILLISECONDS.sleep(5);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
