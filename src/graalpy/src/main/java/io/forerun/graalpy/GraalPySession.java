package io.forerun.graalpy;

import io.forerun.chunk.Chunk;
import io.forerun.execute.BatchListener;
import io.forerun.execute.BatchOutcome;
import io.forerun.execute.Limits;
import io.forerun.execute.PythonError;
import io.forerun.execute.Session;
import io.forerun.execute.SessionStoppedException;
import io.forerun.execute.StopReason;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.jboss.logging.Logger;

/** One program's interpreter: runs its chunks, watches the limits, and stops it. */
final class GraalPySession implements Session {
  private static final Logger LOG = Logger.getLogger(GraalPySession.class);
  private static final Duration BETWEEN_INTERRUPTS = Duration.ofMillis(10);

  private final Interpreter interpreter;
  private final Limits limits;
  private final GraalPyConfig config;
  private final ScheduledExecutorService timer;
  private final IntConsumer stuck;
  private final Consumer<GraalPySession> onClose;
  private final ProgramOutput output;
  private final ProgramText text = new ProgramText();

  // Guarded by this.
  private StopReason stopReason;
  private Work inFlight;
  private boolean quarantined;

  // Of the interpreter's thread.
  private Value lastValue;
  private boolean leftAtOnce;

  private volatile Position position = new Position(0, System.nanoTime());

  /**
   * @param stuck told 1 when the interpreter's thread turns out not to stop, and -1 if it does
   *     later
   */
  GraalPySession(
      Interpreter interpreter,
      Limits limits,
      GraalPyConfig config,
      ScheduledExecutorService timer,
      IntConsumer stuck,
      Consumer<GraalPySession> onClose) {
    this.interpreter = interpreter;
    this.limits = limits;
    this.config = config;
    this.timer = timer;
    this.stuck = stuck;
    this.onClose = onClose;
    output = interpreter.output();
    output.limit(
        limits.outputBytes(),
        () -> close(new StopReason.OutputBytes(limits.outputBytes())),
        this::lose);
  }

  @Override
  public Uni<BatchOutcome> run(List<Chunk> batch, BatchListener listener) {
    if (batch.isEmpty()) {
      throw new IllegalArgumentException("The batch is empty");
    }
    return start(
        () -> runChunks(batch, listener),
        (outcome, reason) ->
            outcome.complete(
                new BatchOutcome.Stopped(position.chunk(), position.elapsed(), reason)),
        batch.getFirst().index());
  }

  @Override
  public Uni<String> finish(BatchListener listener) {
    return start(
        () -> finishProgram(listener),
        (value, reason) -> value.completeExceptionally(new SessionStoppedException(reason)),
        position.chunk());
  }

  @Override
  public void close(StopReason reason) {
    Work running;
    synchronized (this) {
      if (stopReason != null) {
        return;
      }
      stopReason = reason;
      running = inFlight;
    }
    output.cut();
    onClose.accept(this);
    if (running == null) {
      interpreter.retire();
    } else {
      Thread.ofPlatform().daemon().name("python-stopper").start(() -> stop(running));
    }
  }

  /** Something of ours broke; the session cannot go on. */
  private void lose(RuntimeException failure) {
    LOG.error("A session is lost", failure);
    close(new StopReason.ExecutorLost("The executor failed; this is not the program's fault."));
  }

  // --- One piece of work at a time, on the interpreter's thread ---------------------------------

  /** Where the program is, and since when. */
  private record Position(int chunk, long startNanos) {
    Duration elapsed() {
      return Duration.ofNanos(System.nanoTime() - startNanos);
    }
  }

  /**
   * @param stopped completes the work's result without waiting for the interpreter's thread
   */
  private record Work(Consumer<StopReason> stopped, CountDownLatch done) {}

  private <T> Uni<T> start(
      Supplier<T> task, BiConsumer<CompletableFuture<T>, StopReason> stopped, int chunk) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Work work = new Work(reason -> stopped.accept(result, reason), new CountDownLatch(1));
    StopReason before;
    synchronized (this) {
      before = stopReason;
      if (before == null) {
        if (inFlight != null) {
          throw new IllegalStateException("The session is busy");
        }
        inFlight = work;
        position = new Position(chunk, System.nanoTime());
      }
    }
    if (before == null) {
      interpreter.execute(() -> perform(task, work, result));
    } else {
      work.stopped().accept(before);
    }
    return Uni.createFrom().completionStage(result::copy);
  }

  private <T> void perform(Supplier<T> task, Work work, CompletableFuture<T> result) {
    Runnable complete;
    try {
      T value = task.get();
      complete = () -> result.complete(value);
    } catch (SessionStoppedException e) {
      complete = () -> work.stopped().accept(e.reason());
    } catch (RuntimeException e) {
      StopReason reason = stopReason();
      if (reason == null) {
        lose(e);
      }
      complete = () -> work.stopped().accept(stopReason());
    }
    end(work);
    complete.run();
  }

  private void end(Work work) {
    boolean stopped;
    synchronized (this) {
      inFlight = null;
      stopped = stopReason != null;
      if (quarantined) {
        quarantined = false;
        stuck.accept(-1);
      }
    }
    output.detach();
    work.done().countDown();
    if (stopped) {
      interpreter.retire();
    }
  }

  private synchronized StopReason stopReason() {
    return stopReason;
  }

  private void checkStopped() {
    StopReason reason = stopReason();
    if (reason != null) {
      throw new SessionStoppedException(reason);
    }
  }

  private Future<?> limitTime() {
    return timer.schedule(
        () -> close(new StopReason.ChunkTime(limits.chunkTime())),
        limits.chunkTime().toNanos(),
        TimeUnit.NANOSECONDS);
  }

  // --- The program ------------------------------------------------------------------------------

  private BatchOutcome runChunks(List<Chunk> batch, BatchListener listener) {
    checkStopped();
    Bootstrap bootstrap = interpreter.bootstrap();
    Chunk first = batch.getFirst();
    StringBuilder source = new StringBuilder();
    batch.forEach(chunk -> source.append(chunk.text()));
    bootstrap.addSource(first.startLine(), source.toString());
    for (Chunk chunk : batch) {
      BatchOutcome ended = runChunk(chunk, listener, bootstrap);
      if (ended != null) {
        return ended;
      }
    }
    return new BatchOutcome.Completed();
  }

  /** How the chunk ended the batch; null if it completed. */
  private BatchOutcome runChunk(Chunk chunk, BatchListener listener, Bootstrap bootstrap) {
    checkStopped();
    Position here = new Position(chunk.index(), System.nanoTime());
    position = here;
    listener.started(chunk.index());
    output.attach(chunk.index(), listener);
    Future<?> limit = limitTime();
    try {
      lastValue = null;
      Value value = interpreter.context().eval(text.place(chunk));
      String shown = bootstrap.settle(value);
      Duration elapsed = here.elapsed();
      checkStopped();
      lastValue = value;
      text.executed(chunk, bootstrap);
      limit.cancel(false);
      listener.finished(chunk.index(), elapsed, shown);
      return null;
    } catch (PolyglotException e) {
      return ended(chunk, here, e, bootstrap);
    } finally {
      limit.cancel(false);
    }
  }

  private BatchOutcome ended(
      Chunk chunk, Position here, PolyglotException exception, Bootstrap bootstrap) {
    checkStopped();
    try {
      if (exception.isExit()) {
        return exited(chunk, here, exception, bootstrap);
      }
      Duration elapsed = here.elapsed();
      PythonError error = PythonErrors.of(exception, bootstrap);
      bootstrap.flush();
      checkStopped();
      return new BatchOutcome.Failed(chunk.index(), elapsed, error);
    } catch (PolyglotException whileReporting) {
      checkStopped();
      return new BatchOutcome.Failed(
          chunk.index(), here.elapsed(), PythonErrors.unreported(exception));
    }
  }

  private BatchOutcome exited(
      Chunk chunk, Position here, PolyglotException exception, Bootstrap bootstrap) {
    leftAtOnce = bootstrap.leftAtOnce();
    Duration elapsed = here.elapsed();
    if (!leftAtOnce) {
      Value systemExit = exception.getGuestObject();
      if (systemExit != null && exception.getMessage() != null) {
        bootstrap.exitMessage(systemExit);
      }
      bootstrap.flush();
    }
    checkStopped();
    return new BatchOutcome.Exited(chunk.index(), elapsed, exception.getExitStatus() & 0xFF);
  }

  private String finishProgram(BatchListener listener) {
    checkStopped();
    if (leftAtOnce) {
      return null;
    }
    Bootstrap bootstrap = interpreter.bootstrap();
    Future<?> limit = limitTime();
    try {
      String value = finalValue(bootstrap);
      output.attach(position.chunk(), listener);
      bootstrap.end();
      output.end();
      checkStopped();
      return value;
    } catch (PolyglotException e) {
      checkStopped();
      LOG.debugf(e, "A program's end failed");
      return null;
    } finally {
      limit.cancel(false);
    }
  }

  /** Evaluated while nobody is told of output: what a repr prints is not the program's doing. */
  private String finalValue(Bootstrap bootstrap) {
    if (lastValue == null) {
      return null;
    }
    output.detach();
    try {
      return bootstrap.finalRepr(lastValue);
    } catch (PolyglotException e) {
      checkStopped();
      return null;
    }
  }

  // --- Stopping
  // -----------------------------------------------------------------------------------

  /**
   * Interrupts until the work has ended; then closes the context on this thread, for better or
   * worse.
   */
  private void stop(Work work) {
    long deadline = System.nanoTime() + config.interruptGrace().toNanos();
    long left = config.interruptGrace().toNanos();
    while (left > 0) {
      interpreter.interrupt(Duration.ofNanos(left));
      if (awaitEnd(work)) {
        return;
      }
      left = deadline - System.nanoTime();
    }
    try {
      timer.schedule(() -> quarantine(work), config.closeGrace().toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException shutDown) {
      quarantine(work);
    }
    interpreter.cancel();
  }

  private static boolean awaitEnd(Work work) {
    try {
      return work.done().await(BETWEEN_INTERRUPTS.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** The thread is still in Python: the user gets an answer without it. */
  private void quarantine(Work work) {
    StopReason reason;
    synchronized (this) {
      if (inFlight != work) {
        return;
      }
      quarantined = true;
      stuck.accept(1);
      reason = stopReason;
    }
    LOG.warnf("%s is stuck: %s", interpreter, reason.type());
    work.stopped().accept(reason);
  }
}
