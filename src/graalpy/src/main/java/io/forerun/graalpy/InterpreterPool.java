package io.forerun.graalpy;

import io.forerun.execute.ExecutorBusyException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps warm interpreters ready and hands each out once. Starts a new one in the background for
 * each that leaves, one at a time unless somebody waits. When there is nothing left to do, stores
 * the bytecode of modules that they will import.
 */
final class InterpreterPool implements Interpreter.Owner {
  private static final Logger LOG = Logger.getLogger(InterpreterPool.class);

  private final GraalPyConfig config;
  private final Sandbox sandbox;
  private final ScheduledExecutorService timer;
  private final ThreadGroup threads = new ThreadGroup("python");
  private final int parallelStarts = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  // All below is guarded by this.
  private final Set<Interpreter> starting = new HashSet<>();
  private final Deque<Interpreter> importing = new ArrayDeque<>();
  private final Deque<Interpreter> warm = new ArrayDeque<>();
  private final Set<Interpreter> claimed = new HashSet<>();
  private final Deque<CompletableFuture<Interpreter>> waiters = new ArrayDeque<>();

  /** Imports modules for their bytecode; null if none does. */
  private Interpreter compiler;

  private boolean compiled;
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
    compiled = config.library() != null || config.compiledModules().isEmpty();
    refill();
  }

  /**
   * An interpreter that nobody else has; to be given back by {@link Interpreter#retire}. Fails with
   * {@link ExecutorBusyException}. Whoever cancels it gives up the place in the queue.
   */
  CompletableFuture<Interpreter> acquire() {
    CompletableFuture<Interpreter> grant = new CompletableFuture<>();
    Runnable answer;
    synchronized (this) {
      pauseCompilation();
      answer = place(grant);
      refill();
    }
    answer.run();
    return grant;
  }

  private Runnable place(CompletableFuture<Interpreter> grant) {
    if (closed) {
      return () -> grant.completeExceptionally(shutDown());
    }
    Interpreter interpreter = claimIdle();
    if (interpreter != null) {
      hits++;
      return () -> grant.complete(interpreter);
    }
    misses++;
    if (waiters.size() >= config.maxWaiting()) {
      return () ->
          grant.completeExceptionally(
              new ExecutorBusyException(
                  "All %d sessions are in use and %d requests wait already; try again later."
                      .formatted(config.maxSessions(), config.maxWaiting())));
    }
    waiters.add(grant);
    Future<?> timeout =
        timer.schedule(
            () -> giveUp(grant), config.acquireTimeout().toNanos(), TimeUnit.NANOSECONDS);
    return () ->
        grant.whenComplete(
            (interpreterOrNull, failure) -> {
              timeout.cancel(false);
              forget(grant);
            });
  }

  private static ExecutorBusyException shutDown() {
    return new ExecutorBusyException("The service is shutting down.");
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

  private void giveUp(CompletableFuture<Interpreter> grant) {
    grant.completeExceptionally(
        new ExecutorBusyException(
            "No interpreter became free within %d ms; try again later."
                .formatted(config.acquireTimeout().toMillis())));
  }

  private synchronized void forget(CompletableFuture<Interpreter> grant) {
    waiters.remove(grant);
  }

  @Override
  public void usable(Interpreter interpreter) {
    synchronized (this) {
      if (!starting.remove(interpreter) || closed) {
        interpreter.retire();
        return;
      }
      importing.add(interpreter);
    }
    serve();
  }

  @Override
  public synchronized boolean withdrawn(Interpreter interpreter) {
    return importing.remove(interpreter);
  }

  @Override
  public synchronized void warm(Interpreter interpreter, Duration warmUp) {
    if (importing.remove(interpreter)) {
      warm.add(interpreter);
      notifyAll();
    }
    lastWarmUp = warmUp;
    refill();
    compile();
  }

  @Override
  public void ended(Interpreter interpreter, Throwable failure) {
    List<CompletableFuture<Interpreter>> refused = new ArrayList<>();
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
    for (CompletableFuture<Interpreter> grant : refused) {
      grant.completeExceptionally(
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
      CompletableFuture<Interpreter> grant;
      Interpreter interpreter;
      synchronized (this) {
        if (waiters.isEmpty()) {
          return;
        }
        interpreter = claimIdle();
        if (interpreter == null) {
          return;
        }
        grant = waiters.poll();
        refill();
      }
      if (!grant.complete(interpreter)) {
        interpreter.retire();
      }
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
          new Interpreter("python-" + ++started, threads, sandbox, config.preImports(), this);
      starting.add(interpreter);
      interpreter.start();
    }
  }

  private synchronized void compile() {
    boolean idle =
        waiters.isEmpty()
            && starting.isEmpty()
            && importing.isEmpty()
            && warm.size() >= config.poolSize();
    if (!idle || closed || compiled || compiler != null) {
      return;
    }
    compiler =
        new Interpreter(
            "python-compiler", threads, sandbox, config.compiledModules(), new Compilation());
    compiler.start();
  }

  /** Others have work for the processors: what is compiled stays, the rest is for later. */
  private void pauseCompilation() {
    if (compiler != null) {
      compiler.retire();
    }
  }

  /** The life of the interpreter that imports modules for their bytecode. */
  private final class Compilation implements Interpreter.Owner {
    @Override
    public void usable(Interpreter interpreter) {}

    @Override
    public boolean withdrawn(Interpreter interpreter) {
      return true;
    }

    @Override
    public void warm(Interpreter interpreter, Duration warmUp) {
      synchronized (InterpreterPool.this) {
        compiled = true;
      }
      interpreter.retire();
    }

    @Override
    public void ended(Interpreter interpreter, Throwable failure) {
      synchronized (InterpreterPool.this) {
        compiler = null;
        if (failure != null) {
          LOG.error("The modules that programs often import could not be compiled", failure);
          compiled = true;
        }
      }
      compile();
    }
  }

  /** As {@link GraalPyExecutor#awaitWarm}. */
  synchronized boolean awaitWarm(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (warm.size() < config.poolSize()) {
      long left = deadline - System.nanoTime();
      if (closed || left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  /** As {@link GraalPyExecutor#renew}. */
  synchronized void renew() {
    importing.forEach(Interpreter::retire);
    warm.forEach(Interpreter::retire);
    importing.clear();
    warm.clear();
    starting.clear(); // Each of them ends when it finds that nobody waits for it.
    refill();
  }

  synchronized PoolStatistics statistics(boolean heapExhausted) {
    return new PoolStatistics(
        warm.size(),
        starting.size() + importing.size() + (compiler == null ? 0 : 1),
        claimed.size(),
        stuck,
        heapExhausted,
        waiters.size(),
        hits,
        misses,
        lastWarmUp);
  }

  /** Refuses whoever waits, and ends the interpreters that nobody has. */
  void close() {
    List<CompletableFuture<Interpreter>> refused;
    synchronized (this) {
      closed = true;
      refused = List.copyOf(waiters);
      waiters.clear();
      importing.forEach(Interpreter::retire);
      warm.forEach(Interpreter::retire);
      pauseCompilation();
      notifyAll();
    }
    refused.forEach(grant -> grant.completeExceptionally(shutDown()));
  }

  /** Whether all interpreters' threads have ended or are about to. */
  synchronized boolean isEmpty() {
    return starting.isEmpty()
        && importing.isEmpty()
        && warm.isEmpty()
        && claimed.isEmpty()
        && compiler == null;
  }
}
