package io.forerun.graalpy;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.forerun.chunk.Chunk;
import io.forerun.execute.BatchListener;
import io.forerun.execute.BatchOutcome;
import io.forerun.execute.HostFunction;
import io.forerun.execute.Limits;
import io.forerun.execute.PythonError;
import io.forerun.execute.Session;
import io.forerun.execute.SessionOptions;
import io.forerun.execute.SessionStoppedException;
import io.forerun.execute.StopReason;
import io.forerun.gate.Effect;
import io.forerun.gate.EffectRefusedException;
import io.forerun.gate.EffectResult;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
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
  private final GraalPyConfig config;
  private final ScheduledExecutorService timer;
  private final IntConsumer stuck;
  private final Consumer<GraalPySession> onClose;
  private final ThreadUsage usage;
  private final ProgramOutput output;

  // Of the program; changed between programs only.
  private volatile Limits limits;
  private volatile Duration cpuTimeBefore;
  private Map<String, HostFunction> functions;
  private EffectLedger effects;
  private boolean functionsDeclared;
  private ProgramText text = new ProgramText(ProgramText.FIRST_FILE);
  private int programs = 1;

  // Guarded by this.
  private StopReason stopReason;
  private Work inFlight;
  private boolean quarantined;

  // Of the interpreter's thread.
  private Value lastValue;
  private boolean leftAtOnce;
  private String begun = ProgramText.FIRST_FILE;
  private BatchListener listener;

  private volatile Position position;

  /**
   * @param stuck told 1 when the interpreter's thread turns out not to stop, and -1 if it does
   *     later
   */
  GraalPySession(
      Interpreter interpreter,
      SessionOptions options,
      List<MountPoint> mounts,
      GraalPyConfig config,
      ScheduledExecutorService timer,
      IntConsumer stuck,
      Consumer<GraalPySession> onClose) {
    this.interpreter = interpreter;
    this.config = config;
    this.timer = timer;
    this.stuck = stuck;
    this.onClose = onClose;
    usage = interpreter.measure();
    output = interpreter.output();
    use(options, mounts);
  }

  private void use(SessionOptions options, List<MountPoint> mounts) {
    limits = options.limits();
    cpuTimeBefore = usage.cpuTime();
    output.limit(
        limits.outputBytes(),
        () -> close(new StopReason.OutputBytes(limits.outputBytes())),
        this::lose);
    interpreter
        .files()
        .mount(mounts.stream().map(mount -> new MountedFiles(mount, this::awaitEffect)).toList());
    functions =
        options.functions().stream().collect(toMap(HostFunction::name, Function.identity()));
    functionsDeclared = false;
    effects = new EffectLedger(options, () -> position.chunk(), this::effectHappened);
    position = new Position(0, 1, new ExecutionClock());
  }

  @Override
  public void begin(SessionOptions options) {
    use(options, MountPoint.of(options.mounts()));
    text = new ProgramText("main_%d.py".formatted(++programs));
    lastValue = null;
    leftAtOnce = false;
  }

  @Override
  public boolean isOpen() {
    return stopReason() == null;
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
        batch.getFirst().index(),
        batch.getFirst().firstLine());
  }

  @Override
  public Uni<String> finish(BatchListener listener) {
    return start(
        () -> finishProgram(listener),
        (value, reason) -> value.completeExceptionally(new SessionStoppedException(reason)),
        position.chunk(),
        position.line());
  }

  @Override
  public void close(StopReason reason) {
    Work running;
    synchronized (this) {
      if (stopReason != null) {
        return;
      }
      running = inFlight;
      if (running != null) {
        // First: if there is no memory for a thread, the session stays open to be closed later.
        Thread.ofPlatform().daemon().name("python-stopper").start(() -> stop(running));
      }
      stopReason = reason;
    }
    output.cut();
    onClose.accept(this);
    if (running == null) {
      interpreter.execute(() -> lastValue = null);
      interpreter.retire();
    }
  }

  /** What the session has used so far. */
  ThreadUsage usage() {
    return usage;
  }

  /** Stops the session if its chunk or its program has taken more time than it may. */
  void limitTime() {
    if (position.clock().exceeds(limits.chunkTime())) {
      close(new StopReason.ChunkTime(limits.chunkTime()));
    } else if (usage.cpuTime().minus(cpuTimeBefore).compareTo(limits.cpuTime()) > 0) {
      close(new StopReason.CpuTime(limits.cpuTime()));
    }
  }

  /** Whether the session's thread has not ended. */
  boolean isAlive() {
    return interpreter.isAlive();
  }

  /** Something of ours broke; the session cannot go on. */
  private void lose(Throwable failure) {
    if (!isOpen()) {
      return;
    }
    LOG.error("A session is lost", failure);
    close(new StopReason.ExecutorLost("The executor failed; this is not the program's fault."));
  }

  // --- One piece of work at a time, on the interpreter's thread ---------------------------------

  /** Where the program is, and how long it has been executing there. */
  private record Position(int chunk, int line, ExecutionClock clock) {
    Duration elapsed() {
      return clock.elapsed();
    }
  }

  /**
   * @param stopped completes the work's result without waiting for the interpreter's thread
   */
  private record Work(Consumer<StopReason> stopped, CountDownLatch done) {}

  private <T> Uni<T> start(
      Supplier<T> task, BiConsumer<CompletableFuture<T>, StopReason> stopped, int chunk, int line) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Work work = new Work(reason -> stopped.accept(result, reason), new CountDownLatch(1));
    StopReason before;
    synchronized (this) {
      before = stopReason;
      if (before == null && inFlight != null) {
        throw new IllegalStateException("The session is busy");
      }
      if (inFlight == null) {
        // Also if it will not run: what is told of is this, not what ran before.
        position = new Position(chunk, line, new ExecutionClock());
      }
      if (before == null) {
        inFlight = work;
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
    Runnable complete = () -> work.stopped().accept(stopReason());
    Runnable close = () -> {};
    try {
      T value = task.get();
      complete = () -> result.complete(value);
    } catch (SessionStoppedException e) {
      complete = () -> work.stopped().accept(e.reason());
    } catch (OutOfMemoryError e) {
      // Not in the program but in the interpreter; its memory is free again.
      close = () -> close(new StopReason.Heap(config.heapLimitBytes()));
    } catch (RuntimeException | Error e) {
      close = () -> lose(e);
    } finally {
      conclude(work, close, complete);
    }
  }

  /** Each step is taken even if one before it fails, for lack of memory: somebody waits. */
  private void conclude(Work work, Runnable close, Runnable complete) {
    try {
      end(work);
    } finally {
      try {
        close.run(); // After the work has ended: it needs no thread that stops it.
      } finally {
        complete.run();
      }
    }
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
    detach();
    work.done().countDown();
    if (stopped) {
      lastValue = null;
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

  // --- The program ------------------------------------------------------------------------------

  private BatchOutcome runChunks(List<Chunk> batch, BatchListener listener) {
    checkStopped();
    Bootstrap bootstrap = interpreter.bootstrap();
    if (!text.file().equals(begun)) {
      bootstrap.begin(text.file());
      begun = text.file();
    }
    declareFunctions(bootstrap);
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
    Position here = new Position(chunk.index(), chunk.firstLine(), new ExecutionClock());
    position = here;
    checkStopped();
    listener.started(chunk.index());
    attach(listener);
    here.clock().start();
    try {
      lastValue = null;
      Value value = interpreter.context().eval(text.place(chunk));
      String shown = bootstrap.settle(value);
      Duration elapsed = here.elapsed();
      checkStopped();
      lastValue = value;
      text.executed(chunk, bootstrap);
      here.clock().stop();
      listener.finished(chunk.index(), elapsed, shown);
      return null;
    } catch (PolyglotException e) {
      return ended(chunk, here, e, bootstrap);
    } finally {
      here.clock().stop();
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
      PythonError error = PythonErrors.of(exception, text.file(), bootstrap);
      bootstrap.flush();
      checkStopped();
      return new BatchOutcome.Failed(chunk.index(), elapsed, error);
    } catch (PolyglotException whileReporting) {
      checkStopped();
      return new BatchOutcome.Failed(
          chunk.index(), here.elapsed(), PythonErrors.unreported(exception, text.file()));
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
    ExecutionClock clock = position.clock();
    clock.start();
    try {
      String value = finalValue(bootstrap);
      attach(listener);
      try {
        bootstrap.end();
      } catch (PolyglotException e) {
        LOG.debugf(e, "A program's end failed");
      }
      output.end();
      checkStopped();
      return value;
    } finally {
      clock.stop();
    }
  }

  /** Evaluated while nobody is told of output: what a repr prints is not the program's doing. */
  private String finalValue(Bootstrap bootstrap) {
    if (lastValue == null) {
      return null;
    }
    detach();
    try {
      return bootstrap.finalRepr(lastValue);
    } catch (PolyglotException e) {
      checkStopped();
      return null;
    }
  }

  private void attach(BatchListener told) {
    listener = told;
    output.attach(position.chunk(), told);
  }

  private void detach() {
    listener = null;
    output.detach();
  }

  private void declareFunctions(Bootstrap bootstrap) {
    if (functionsDeclared) {
      return;
    }
    functionsDeclared = true;
    for (HostFunction function : functions.values()) {
      bootstrap.declare(
          function.name(),
          function.description(),
          parameters(function).toString(),
          new HostCall(
              function.name(),
              name -> functions.get(name),
              () -> effects,
              this::awaitEffect,
              timer));
    }
  }

  private static ArrayNode parameters(HostFunction function) {
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    function.parameters().forEach(names::add);
    return names;
  }

  // --- The gate ---------------------------------------------------------------------------------

  /** Called inside the call that is about to have the effect. */
  private void awaitEffect(Effect.Kind kind, String description, String key)
      throws EffectRefusedException, InterruptedException {
    Position here = position;
    here.clock().stop();
    try {
      Bootstrap bootstrap = interpreter.bootstrap();
      Effect effect =
          new Effect(
              kind, description, key, here.chunk(), bootstrap.currentLine().orElse(here.line()));
      if (listener == null) {
        throw new EffectRefusedException(effect, "No statement of the program is being executed.");
      }
      listener.effect(effect, bootstrap::syntaxError);
    } finally {
      here.clock().start();
    }
    if (stopReason() != null) {
      throw new InterruptedException();
    }
  }

  private void effectHappened(EffectResult result) {
    if (listener != null) {
      listener.effectHappened(result);
    }
  }

  // --- Stopping ----------------------------------------------------------------------------------

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
