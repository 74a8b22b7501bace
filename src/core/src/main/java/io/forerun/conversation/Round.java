package io.forerun.conversation;

import io.forerun.gate.Effect;
import io.forerun.generate.FinishReason;
import io.forerun.generate.GenerationException;
import io.forerun.generate.Model;
import io.forerun.generate.ModelEvent;
import io.forerun.generate.ModelRequest;
import io.forerun.intake.IntakeFormat;
import io.forerun.run.Mailbox;
import io.forerun.run.Part;
import io.forerun.run.Pipeline;
import io.forerun.run.Run;
import io.forerun.run.RunError;
import io.forerun.run.RunEvent;
import io.forerun.run.RunOptions;
import io.forerun.run.RunRecorder;
import io.forerun.run.RunStatus;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.jboss.logging.Logger;

/**
 * One answer of the model, whose programs run while it is written, one after the other.
 *
 * <p>As in a {@link Run}, everything comes through the mailbox: the answer, the events of the run
 * that is active, demand, cancellation. The first program that does not succeed stops the model,
 * and programs after it do not run.
 */
final class Round {
  private static final Logger LOG = Logger.getLogger(Round.class);
  private static final int WAITING_EVENTS = 256;
  private static final int WAITING_CHARS = 65_536;
  private static final int READ_AHEAD = 64;
  private static final int MAX_EFFECTS = 100;

  private final int number;
  private final ModelRequest request;
  private final Model model;
  private final Pipeline pipeline;
  private final ConversationOptions options;
  private final long startedAt;

  private final Mailbox mailbox = new Mailbox(this::broke);
  private final UnicastProcessor<RunEvent> events = UnicastProcessor.create();
  private long waitingEvents;
  private boolean abandoned;
  private boolean started;
  private boolean over;
  private volatile RoundResult result;

  private Flow.Subscription answer;
  private int eventsRequested;
  private boolean answerOver;
  private final StringBuilder text = new StringBuilder();
  private long answerChars;
  private final Map<Integer, Program> written = new LinkedHashMap<>();
  private final Map<Integer, OtherCall> otherCalls = new LinkedHashMap<>();
  private FinishReason finishReason;
  private Usage usage;
  private RunError answerError;
  private RunStatus stopStatus;
  private RunError stopError;

  private final Deque<Program> waiting = new ArrayDeque<>();
  private Program active;
  private volatile Run run;
  private Flow.Subscription runEvents;
  private boolean runEventRequested;
  private RunRecorder recorder;
  private List<String> effects;
  private final List<ProgramResult> programs = new ArrayList<>();
  private RunStatus failedStatus;

  private record OtherCall(String id, String name, StringBuilder arguments) {}

  Round(
      int number,
      ModelRequest request,
      Model model,
      Pipeline pipeline,
      ConversationOptions options,
      long startedAt) {
    this.number = number;
    this.request = request;
    this.model = model;
    this.pipeline = pipeline;
    this.options = options;
    this.startedAt = startedAt;
  }

  /** To be subscribed to once; ends when nothing of the round runs any more. Never fails. */
  Multi<RunEvent> events() {
    return Multi.createFrom()
        .deferred(
            () -> {
              send(this::start);
              return events
                  .onItem()
                  .invoke(() -> send(this::eventTaken))
                  .onCancellation()
                  .invoke(this::abandon);
            });
  }

  /** Null until the events have ended. */
  RoundResult result() {
    return result;
  }

  /** Stops the model and its program; the events still end. The first call counts. */
  void stop(RunStatus status, RunError error) {
    send(
        () -> {
          if (stopStatus == null && !over) {
            stopStatus = status;
            stopError = error;
            stopAnswer();
            if (run != null) {
              run.cancel(error.message());
            }
          }
        });
  }

  /** The run that is active; null if none is. */
  Run activeRun() {
    return run;
  }

  private void abandon() {
    send(() -> abandoned = true);
    stop(RunStatus.CANCELLED, cancelled("The client went away."));
  }

  static RunError cancelled(String reason) {
    return new RunError("cancelled", reason, null, null);
  }

  private void send(Runnable task) {
    mailbox.execute(
        () -> {
          task.run();
          settle();
        });
  }

  private void broke(Throwable thrown) {
    LOG.errorf(thrown, "A round of %s broke", options.id());
    answerError =
        new RunError("internal_error", "The round broke; see the service's log.", null, null);
    stopAnswer();
    if (run != null) {
      run.cancel(answerError.message());
    }
    settle();
  }

  private void start() {
    started = true;
    emit(new RunEvent.RoundStarted(now(), number));
    if (stopStatus != null) {
      return;
    }
    if (options.format() != IntakeFormat.TOOL_CALL) {
      add(0, new Program(null, options.format().open()));
    }
    model.generate(request).subscribe().withSubscriber(new AnswerSubscriber());
  }

  // --- what the model writes ---

  private final class AnswerSubscriber implements Flow.Subscriber<ModelEvent> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      send(
          () -> {
            answer = subscription;
            if (answerOver) {
              subscription.cancel();
            } else {
              pull();
            }
          });
    }

    @Override
    public void onNext(ModelEvent event) {
      send(
          () -> {
            eventsRequested--;
            if (!answerOver) {
              read(event);
              pull();
            }
          });
    }

    @Override
    public void onError(Throwable failure) {
      send(() -> answerFailed(failure));
    }

    @Override
    public void onComplete() {
      send(Round.this::answerCompleted);
    }
  }

  private void read(ModelEvent event) {
    switch (event) {
      case ModelEvent.Text(var piece) -> {
        text.append(piece);
        count(piece);
        if (options.format() == IntakeFormat.TOOL_CALL) {
          emit(new RunEvent.Text(now(), piece));
        } else {
          written.get(0).write(piece);
        }
      }
      case ModelEvent.ToolCall(int index, var id, var name) -> {
        if (options.format() == IntakeFormat.TOOL_CALL && name.equals(PythonTool.NAME)) {
          add(index, new Program(id, options.format().open()));
        } else {
          otherCalls.put(index, new OtherCall(id, name, new StringBuilder()));
        }
      }
      case ModelEvent.ToolArguments(int index, var json) -> {
        count(json);
        if (otherCalls.containsKey(index)) {
          otherCalls.get(index).arguments().append(json);
        } else if (written.containsKey(index)) {
          written.get(index).write(json);
        } else {
          invalid("The model wrote arguments of a tool call that it had not begun.");
        }
      }
      case ModelEvent.Usage counted -> usage = Usage.of(counted);
      case ModelEvent.Finished(var reason) -> finished(reason);
    }
  }

  private void count(String piece) {
    answerChars += piece.length();
    if (answerChars > options.answerChars()) {
      invalid(
          "The model's answer has more than %d characters; ask for less."
              .formatted(options.answerChars()));
    }
  }

  private void add(int index, Program program) {
    written.put(index, program);
    waiting.add(program);
    startNext();
  }

  private void finished(FinishReason reason) {
    finishReason = reason;
    if (reason.truncated()) {
      incomplete(
          new GenerationException(
              GenerationException.Type.GENERATION_TRUNCATED,
              "The model was cut off (%s), so its program is incomplete; ask for less, or allow it more tokens."
                  .formatted(reason.json())));
    } else {
      written.values().forEach(Program::complete);
    }
  }

  private void answerCompleted() {
    if (answerOver) {
      return;
    }
    if (finishReason == null) {
      invalid("The model's answer ended without a reason; what ran until then stands.");
    }
    answerOver = true;
  }

  private void answerFailed(Throwable failure) {
    if (answerOver) {
      return;
    }
    answerOver = true;
    incomplete(failure);
  }

  private void invalid(String message) {
    incomplete(new GenerationException(GenerationException.Type.UPSTREAM_INVALID, message));
    stopAnswer();
  }

  /** What is not written to its end fails; of that, what has not begun to run never will. */
  private void incomplete(Throwable failure) {
    if (answerError == null) {
      LOG.debugf(failure, "An answer in %s is incomplete", options.id());
      answerError =
          failure instanceof GenerationException known
              ? new RunError(known.type().json(), known.getMessage(), null, null)
              : new RunError(
                  "generation_failed",
                  "The model's answer broke off; what ran until then stands.",
                  null,
                  null);
    }
    waiting.removeIf(program -> !program.isComplete());
    written.values().forEach(program -> program.fail(failure));
  }

  /** Nothing more of the answer matters. */
  private void stopAnswer() {
    waiting.clear();
    if (!answerOver) {
      answerOver = true;
      if (answer != null) {
        answer.cancel();
      }
    }
  }

  // --- what runs ---

  private void startNext() {
    if (active != null || waiting.isEmpty()) {
      return;
    }
    var program = waiting.remove();
    active = program;
    var id = "%s.%d.%d".formatted(options.id(), number, programs.size() + 1);
    recorder = new RunRecorder(id);
    effects = new ArrayList<>();
    run =
        pipeline.run(
            new RunOptions(id, program.intake(), options.session(), options.gate()),
            new Part(number, program.call(), startedAt),
            program
                .deltas()
                .onItem()
                .invoke(delta -> send(() -> taken(program, delta)))
                .onCancellation()
                .invoke(() -> send(this::stopAnswer)));
    run.events().subscribe().withSubscriber(new RunSubscriber());
  }

  private void taken(Program program, String delta) {
    program.taken(delta);
    pull();
  }

  private final class RunSubscriber implements Flow.Subscriber<RunEvent> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      send(
          () -> {
            runEvents = subscription;
            pull();
          });
    }

    @Override
    public void onNext(RunEvent event) {
      send(
          () -> {
            runEventRequested = false;
            happened(event);
            pull();
          });
    }

    @Override
    public void onError(Throwable failure) {
      throw new IllegalStateException("The events of a run do not fail.", failure);
    }

    @Override
    public void onComplete() {
      send(Round.this::runCompleted);
    }
  }

  private void happened(RunEvent event) {
    recorder.accept(event);
    emit(event);
    switch (event) {
      case RunEvent.ChunkFailed _ -> stopAnswer();
      case RunEvent.EffectHappened called -> tookEffect(called.result().effect());
      case RunEvent.GatePassed passed -> tookEffect(passed.effectKind(), passed.effect());
      case RunEvent.GateReleased released -> tookEffect(released.effectKind(), released.effect());
      default -> {}
    }
  }

  /** A call of a function has an event of its own when it has answered; a denied name is none. */
  private void tookEffect(Effect.Kind kind, String effect) {
    if (kind != null && kind != Effect.Kind.HOST_FUNCTION) {
      tookEffect(effect);
    }
  }

  private void tookEffect(String effect) {
    if (effects.size() < MAX_EFFECTS) {
      effects.add(effect);
    }
  }

  private void runCompleted() {
    var ended = recorder.result();
    programs.add(new ProgramResult(active.call(), run.program(), ended, List.copyOf(effects)));
    if (run.exited()) {
      stopAnswer();
    }
    active = null;
    run = null;
    runEvents = null;
    runEventRequested = false;
    if (ended.status() != RunStatus.SUCCEEDED) {
      failedStatus = ended.status();
      stopAnswer();
    }
    startNext();
  }

  // --- both ---

  /** Asks for the next events of the run and of the answer, where there is room for them. */
  private void pull() {
    if (waitingEvents >= WAITING_EVENTS && !abandoned) {
      return;
    }
    if (runEvents != null && !runEventRequested) {
      runEventRequested = true;
      runEvents.request(1);
    }
    if (answer != null && !answerOver && roomForAnswer() && eventsRequested <= READ_AHEAD / 2) {
      int more = READ_AHEAD - eventsRequested;
      eventsRequested += more;
      answer.request(more);
    }
  }

  private boolean roomForAnswer() {
    if (active != null && active.waitingChars() > WAITING_CHARS) {
      return false;
    }
    if (waiting.stream().mapToLong(Program::waitingChars).sum() <= WAITING_CHARS) {
      return true;
    }
    if (!active.isComplete()) {
      invalid(
          "The model writes several programs in turns, and more than %d characters wait for the first to end."
              .formatted(WAITING_CHARS));
    }
    return false;
  }

  private void emit(RunEvent event) {
    if (!abandoned) {
      waitingEvents++;
      events.onNext(event);
    }
  }

  private void eventTaken() {
    waitingEvents--;
    pull();
  }

  /** Ends the round once nothing of it is written or runs any more. */
  private void settle() {
    if (over || !started || !answerOver || active != null || !waiting.isEmpty()) {
      return;
    }
    over = true;
    result =
        new RoundResult(
            number,
            status(),
            error(),
            text.toString(),
            List.copyOf(programs),
            finishReason == null || finishReason.truncated()
                ? List.of()
                : otherCalls.values().stream()
                    .map(call -> new ToolCall(call.id(), call.name(), call.arguments().toString()))
                    .toList(),
            finishReason,
            usage);
    events.onComplete();
  }

  private RunStatus status() {
    if (stopStatus != null) {
      return stopStatus;
    }
    if (failedStatus != null) {
      return failedStatus;
    }
    return answerError == null ? RunStatus.SUCCEEDED : RunStatus.ERROR;
  }

  private RunError error() {
    if (stopStatus != null) {
      return stopError;
    }
    return failedStatus == null ? answerError : programs.getLast().run().error();
  }

  Duration now() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }
}
