package io.forerun.graalpy;

import io.forerun.execute.ExecutorBusyException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps warm interpreters ready and hands each out once. Starts a new one in the background for
 * each that leaves, one at a time unless somebody waits.
 */
final class InterpreterPool implements Interpreter.Owner {
  private static final Logger LOG = Logger.getLogger(InterpreterPool.class);

  private final GraalPyConfig config;
  private final Sandbox sandbox;
  private final ScheduledExecutorService timer;
  private final int parallelStarts = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  // All below is guarded by this.
  private final Set<Interpreter> starting = new HashSet<>();
  private final Deque<Interpreter> importing = new ArrayDeque<>();
  private final Deque<Interpreter> warm = new ArrayDeque<>();
  private final Set<Interpreter> claimed = new HashSet<>();
  private final Deque<Waiter> waiters = new ArrayDeque<>();
  private int started;
  private int stuck;
  private long hits;
  private long misses;
  private Duration lastWarmUp = Duration.ZERO;
  private boolean closed;

  InterpreterPool(GraalPyConfig config, Sandbox sandbox, ScheduledExecutorService timer) {
    this.config = config;
    this.sandbox = sandbox;
    this.timer = timer;
    refill();
  }

  /**
   * An interpreter that nobody else has; to be given back by {@link Interpreter#retire}. Fails with
   * {@link ExecutorBusyException}.
   */
  Uni<Interpreter> acquire() {
    return Uni.createFrom().emitter(this::acquire);
  }

  private void acquire(UniEmitter<? super Interpreter> emitter) {
    Runnable answer;
    synchronized (this) {
      answer = place(emitter);
      refill();
    }
    answer.run();
  }

  private Runnable place(UniEmitter<? super Interpreter> emitter) {
    if (closed) {
      return () -> emitter.fail(new ExecutorBusyException("The service is shutting down."));
    }
    Interpreter interpreter = claimIdle();
    if (interpreter != null) {
      hits++;
      return () -> emitter.complete(interpreter);
    }
    misses++;
    if (waiters.size() >= config.maxWaiting()) {
      return () ->
          emitter.fail(
              new ExecutorBusyException(
                  "All %d sessions are in use and %d requests wait already; try again later."
                      .formatted(config.maxSessions(), config.maxWaiting())));
    }
    Waiter waiter = new Waiter(emitter);
    waiters.add(waiter);
    waiter.timeout =
        timer.schedule(
            () -> giveUp(waiter), config.acquireTimeout().toNanos(), TimeUnit.NANOSECONDS);
    return () -> emitter.onTermination(() -> forget(waiter));
  }

  private Interpreter claimIdle() {
    if (claimed.size() >= config.maxSessions()) {
      return null;
    }
    Interpreter interpreter = warm.isEmpty() ? importing.poll() : warm.poll();
    if (interpreter != null) {
      interpreter.claim();
      claimed.add(interpreter);
    }
    return interpreter;
  }

  private void giveUp(Waiter waiter) {
    if (forget(waiter)) {
      waiter.emitter.fail(
          new ExecutorBusyException(
              "No interpreter became free within %d ms; try again later."
                  .formatted(config.acquireTimeout().toMillis())));
    }
  }

  private synchronized boolean forget(Waiter waiter) {
    waiter.timeout.cancel(false);
    return waiters.remove(waiter);
  }

  @Override
  public void usable(Interpreter interpreter) {
    synchronized (this) {
      starting.remove(interpreter);
      if (closed) {
        interpreter.retire();
        return;
      }
      importing.add(interpreter);
    }
    serve();
  }

  @Override
  public synchronized void warm(Interpreter interpreter, Duration warmUp) {
    if (importing.remove(interpreter)) {
      warm.add(interpreter);
    }
    lastWarmUp = warmUp;
    refill();
  }

  @Override
  public void ended(Interpreter interpreter, Throwable failure) {
    Deque<Waiter> refused = new ArrayDeque<>();
    synchronized (this) {
      boolean neverUsable = starting.remove(interpreter);
      importing.remove(interpreter);
      warm.remove(interpreter);
      claimed.remove(interpreter);
      if (failure != null) {
        LOG.error("An interpreter broke", failure);
      }
      if (neverUsable && failure != null) {
        refused.addAll(waiters);
        waiters.clear();
      } else {
        refill();
      }
    }
    for (Waiter waiter : refused) {
      waiter.timeout.cancel(false);
      waiter.emitter.fail(
          new IllegalStateException("The Python interpreter could not be started.", failure));
    }
    serve();
  }

  /** The interpreter's thread does not end; it keeps its place until it does. */
  synchronized void stuck(int change) {
    stuck += change;
  }

  private void serve() {
    while (true) {
      Waiter waiter;
      Interpreter interpreter;
      synchronized (this) {
        if (waiters.isEmpty()) {
          return;
        }
        interpreter = claimIdle();
        if (interpreter == null) {
          return;
        }
        waiter = waiters.poll();
        refill();
      }
      waiter.timeout.cancel(false);
      waiter.emitter.complete(interpreter);
    }
  }

  private synchronized void refill() {
    if (closed) {
      return;
    }
    int free = config.maxSessions() - claimed.size();
    int waiting = Math.min(waiters.size(), free);
    int wanted = Math.max(config.poolSize(), waiting);
    int parallel = waiting > 0 ? parallelStarts : 1;
    while (starting.size() + importing.size() + warm.size() < wanted
        && starting.size() + importing.size() < parallel) {
      Interpreter interpreter =
          new Interpreter("python-" + ++started, sandbox, config.preImports(), this);
      starting.add(interpreter);
      interpreter.start();
    }
  }

  synchronized PoolStatistics statistics() {
    return new PoolStatistics(
        warm.size(),
        starting.size() + importing.size(),
        claimed.size(),
        stuck,
        waiters.size(),
        hits,
        misses,
        lastWarmUp);
  }

  /** Refuses whoever waits, and ends the interpreters that nobody has. */
  void close() {
    Set<Waiter> refused;
    synchronized (this) {
      closed = true;
      refused = Set.copyOf(waiters);
      waiters.clear();
      importing.forEach(Interpreter::retire);
      warm.forEach(Interpreter::retire);
    }
    for (Waiter waiter : refused) {
      waiter.timeout.cancel(false);
      waiter.emitter.fail(new ExecutorBusyException("The service is shutting down."));
    }
  }

  /** Whether all interpreters' threads have ended or are about to. */
  synchronized boolean isEmpty() {
    return starting.isEmpty() && importing.isEmpty() && warm.isEmpty() && claimed.isEmpty();
  }

  private static final class Waiter {
    private final UniEmitter<? super Interpreter> emitter;
    private ScheduledFuture<?> timeout;

    private Waiter(UniEmitter<? super Interpreter> emitter) {
      this.emitter = emitter;
    }
  }
}
