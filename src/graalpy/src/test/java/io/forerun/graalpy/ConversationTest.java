package io.forerun.graalpy;

import static io.forerun.generate.ScriptedModel.arguments;
import static io.forerun.generate.ScriptedModel.call;
import static io.forerun.generate.ScriptedModel.endless;
import static io.forerun.generate.ScriptedModel.fails;
import static io.forerun.generate.ScriptedModel.paced;
import static io.forerun.generate.ScriptedModel.python;
import static io.forerun.generate.ScriptedModel.text;
import static io.forerun.generate.ScriptedModel.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.forerun.conversation.Conversation;
import io.forerun.conversation.ConversationOptions;
import io.forerun.conversation.ConversationResult;
import io.forerun.conversation.ConversationSession;
import io.forerun.conversation.FollowUp;
import io.forerun.conversation.Messages;
import io.forerun.conversation.PythonTool;
import io.forerun.conversation.ToolCall;
import io.forerun.conversation.Usage;
import io.forerun.execute.HostFunction;
import io.forerun.execute.Limits;
import io.forerun.execute.SessionOptions;
import io.forerun.gate.GateOptions;
import io.forerun.gate.Policy;
import io.forerun.generate.FinishReason;
import io.forerun.generate.ModelEvent;
import io.forerun.generate.ModelRequest;
import io.forerun.generate.ScriptedModel;
import io.forerun.generate.Upstream;
import io.forerun.intake.IntakeFormat;
import io.forerun.repair.Prompts;
import io.forerun.repair.Repair;
import io.forerun.repair.Reports;
import io.forerun.run.RunEvent;
import io.forerun.run.RunStatus;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models' answers in the real executor: their programs, what stops them, and their repair. */
class ConversationTest {
  private static final double FAST = 2_000;
  private static final Repair REPAIR = new Repair(2, new Reports(Prompts.builtIn()));

  private final ScriptedModel model = new ScriptedModel();
  private final List<RunEvent> events = new CopyOnWriteArrayList<>();
  private IntakeFormat format = IntakeFormat.TOOL_CALL;
  private FollowUp followUp = FollowUp.NONE;
  private SessionOptions session = SessionOptions.of(Limits.DEFAULTS);
  private Policy policy = Policy.EFFECTS;
  private boolean reset;
  private Duration time = Duration.ofSeconds(20);

  // --- programs in answers ---

  @Test
  void theBlocksOfAMarkdownAnswerAreItsProgram() {
    format = IntakeFormat.MARKDOWN;
    var round =
        run(text("I add:\n\n```python\nprint(1 + 2)\n```\nDone.\n", FAST)).rounds().getFirst();

    assertThat(round.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(round.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(round.usage()).isEqualTo(new Usage(10, 20));
    assertThat(round.answer()).isEqualTo("I add:\n\n```python\nprint(1 + 2)\n```\nDone.\n");
    assertThat(round.programs()).hasSize(1);
    assertThat(round.programs().getFirst().code()).isEqualTo("print(1 + 2)\n");
    assertThat(round.programs().getFirst().run().stdout()).isEqualTo("3\n");
    assertThat(said()).isEqualTo("I add:\n\nDone.\n");
    assertThat(events.getFirst()).isInstanceOf(RunEvent.RoundStarted.class);
    assertThat(events.getLast())
        .isInstanceOfSatisfying(
            RunEvent.RoundFinished.class, finished -> assertThat(finished.last()).isTrue());
  }

  @Test
  void eachCallOfPythonIsAProgramAndTheNextOneFindsItsNames() {
    var round =
        run(paced(
                Multi.createBy()
                    .concatenating()
                    .streams(
                        Multi.createFrom().item(new ModelEvent.Text("Let me see.")),
                        call(0, "a", "python", arguments("x = 20\nprint(x)"), FAST),
                        call(1, "b", "python", arguments("x + 22"), FAST)),
                FinishReason.TOOL_CALLS))
            .rounds()
            .getFirst();

    assertThat(round.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(round.programs()).extracting("call").containsExactly("a", "b");
    assertThat(round.programs().getFirst().run().stdout()).isEqualTo("20\n");
    assertThat(round.programs().getLast().run().value()).isEqualTo("42");
    assertThat(events(RunEvent.RunStarted.class)).extracting("call").containsExactly("a", "b");
    assertThat(said()).isEqualTo("Let me see.");
  }

  /** The statement is complete while the answer goes on, or only with the program's end. */
  @ParameterizedTest
  @ValueSource(strings = {"raise SystemExit(0)\nprint('more')", "raise SystemExit(0)"})
  void aProgramThatEndsItselfIsTheLastOfItsAnswer(String program) {
    var round =
        run(paced(
                Multi.createBy()
                    .concatenating()
                    .streams(
                        call(0, "a", "python", arguments(program), FAST),
                        call(1, "b", "python", arguments("print('b')"), FAST)),
                FinishReason.TOOL_CALLS))
            .rounds()
            .getFirst();

    assertThat(round.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(round.programs()).extracting("call").containsExactly("a");
    assertThat(printed()).isEmpty();
  }

  @Test
  void callsMayBeWrittenInTurns() {
    var first = arguments("print('first')\n");
    var second = arguments("print('second')\n");
    Multi<ModelEvent> turns =
        Multi.createFrom()
            .items(
                new ModelEvent.ToolCall(0, "a", "python"),
                new ModelEvent.ToolCall(1, "b", "python"),
                new ModelEvent.ToolArguments(1, second.substring(0, 9)),
                new ModelEvent.ToolArguments(0, first.substring(0, 5)),
                new ModelEvent.ToolArguments(1, second.substring(9)),
                new ModelEvent.ToolArguments(0, first.substring(5)));
    var round = run(paced(turns, FinishReason.TOOL_CALLS)).rounds().getFirst();

    assertThat(round.programs()).extracting("call").containsExactly("a", "b");
    assertThat(printed()).isEqualTo("first\nsecond\n");
  }

  @Test
  void aProgramThatWaitsForOneWithoutEndHasABound() {
    Multi<ModelEvent> turns =
        Multi.createFrom()
            .items(
                new ModelEvent.ToolCall(0, "a", "python"),
                new ModelEvent.ToolCall(1, "b", "python"),
                new ModelEvent.ToolArguments(1, "{\"code\": \"" + "#".repeat(70_000)),
                new ModelEvent.ToolArguments(1, "\"}"));
    var round = run(endless(turns)).rounds().getFirst();

    assertThat(round.status()).isEqualTo(RunStatus.ERROR);
    assertThat(round.error().type()).isEqualTo("upstream_invalid");
    assertThat(round.error().message()).contains("in turns");
    assertThat(model.stopped()).isEqualTo(1);
  }

  @Test
  void aProgramThatIsLongerThanTheBoundWaitsForOneThatRuns() {
    var round =
        run(paced(
                Multi.createBy()
                    .concatenating()
                    .streams(
                        call(0, "a", "python", arguments("import time; time.sleep(0.3)"), FAST),
                        call(1, "b", "python", arguments("#\n".repeat(60_000) + "5"), 0)),
                FinishReason.TOOL_CALLS))
            .rounds()
            .getFirst();

    assertThat(round.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(round.programs().getLast().run().value()).isEqualTo("5");
  }

  @Test
  void otherToolsCallsAreTheCallers() {
    var round =
        run(paced(call(0, "w", "weather", "{\"city\": \"Rom\"}", FAST), FinishReason.TOOL_CALLS))
            .rounds()
            .getFirst();

    assertThat(round.programs()).isEmpty();
    assertThat(round.calls()).containsExactly(new ToolCall("w", "weather", "{\"city\": \"Rom\"}"));
  }

  @Test
  void aProgramRunsWhileItsAnswerGoesOn() {
    start(endless(call(0, "a", "python", arguments("print('early')"), FAST)));

    await().atMost(Program.PATIENCE).until(() -> printed().equals("early\n"));
    await().atMost(Program.PATIENCE).until(() -> !events(RunEvent.RunFinished.class).isEmpty());
    assertThat(model.stopped()).isZero();
  }

  // --- what stops the model ---

  @Test
  void aFailedStatementStopsTheModel() {
    format = IntakeFormat.MARKDOWN;
    var round =
        run(endless(words("```python\nx = 1\n1 / 0\nprint(x)\n", FAST))).rounds().getFirst();

    assertThat(round.status()).isEqualTo(RunStatus.FAILED);
    assertThat(round.error().type()).isEqualTo("ZeroDivisionError");
    assertThat(round.finishReason()).isNull();
    assertThat(model.stopped()).isEqualTo(1);
    assertThat(events(RunEvent.GenerationCancelled.class))
        .singleElement()
        .satisfies(cancelled -> assertThat(cancelled.deltas()).isPositive());
  }

  @Test
  void aProgramThatFailsStopsThoseAfterIt() {
    var round =
        run(endless(
                call(0, "a", "python", arguments("print(1)\n1 / 0"), FAST),
                call(1, "b", "python", "{\"code\": \"print(2)", FAST)))
            .rounds()
            .getFirst();

    assertThat(round.status()).isEqualTo(RunStatus.FAILED);
    assertThat(round.programs()).extracting("call").containsExactly("a");
    assertThat(printed()).isEqualTo("1\n");
    assertThat(model.stopped()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(IntakeFormat.class)
  void anAnswerThatWasCutOffIsNotComplete(IntakeFormat given) {
    format = given;
    var cut =
        switch (given) {
          case PLAIN -> Multi.createFrom().item(new ModelEvent.Text("x = 1\n"));
          case MARKDOWN -> Multi.createFrom().item(new ModelEvent.Text("```python\nx = 1\n"));
          case TOOL_CALL -> call(0, "a", "python", "{\"code\": \"x = 1\\n", 0);
        };
    var round = run(paced(cut, FinishReason.LENGTH)).rounds().getFirst();

    assertThat(round.status()).isEqualTo(RunStatus.ERROR);
    assertThat(round.error().type()).isEqualTo("generation_truncated");
    assertThat(round.finishReason()).isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void anUpstreamThatFailsIsTheRoundsError() {
    var round = run(fails("Nobody there.")).rounds().getFirst();

    assertThat(round.status()).isEqualTo(RunStatus.ERROR);
    assertThat(round.error().type()).isEqualTo("upstream_unavailable");
    assertThat(round.error().message()).isEqualTo("Nobody there.");
    assertThat(round.programs()).isEmpty();
  }

  @Test
  void anAnswerThatIsTooLongIsStopped() {
    var round = run(endless(words("word ".repeat(300_000), 0))).rounds().getFirst();

    assertThat(round.error().type()).isEqualTo("upstream_invalid");
    assertThat(round.error().message()).contains("1000000 characters");
    assertThat(model.stopped()).isEqualTo(1);
  }

  @Test
  void theTimeOfAllRoundsHasALimit() {
    time = Duration.ofMillis(300);
    followUp = REPAIR;
    var result = run(endless(words("Hm.", FAST)));

    assertThat(result.status()).isEqualTo(RunStatus.TIMED_OUT);
    assertThat(result.error().type()).isEqualTo("generation_time_limit");
    assertThat(result.rounds()).hasSize(1);
    assertThat(model.stopped()).isEqualTo(1);
  }

  // --- repair ---

  @ParameterizedTest
  @EnumSource(names = {"MARKDOWN", "TOOL_CALL"})
  void theSecondRoundGoesOnFromTheFailedStatement(IntakeFormat given) {
    format = given;
    followUp = REPAIR;
    var result =
        run(
            program("numbers = [1, 2, 3]\nprint('sum')\nprint(total(numbers))\n"),
            program("print(sum(numbers))"));

    assertThat(result.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(result.rounds())
        .extracting("status")
        .containsExactly(RunStatus.FAILED, RunStatus.SUCCEEDED);
    assertThat(printed()).isEqualTo("sum\n6\n");
    var told = told(1);
    assertThat(told)
        .contains("NameError: name 'total' is not defined")
        .contains("Lines 1 to 2 ran to their end. The statement in line 3 failed")
        .contains("It printed:\nsum\n")
        .contains("Go on in the same session")
        .doesNotContain("effects");
    var answer = model.requests().get(1).messages().get(1);
    assertThat(answer.path("role").asText()).isEqualTo("assistant");
    assertThat(answer.toString()).contains("total(numbers)");
    assertThat(events(RunEvent.RoundFinished.class))
        .extracting("last")
        .containsExactly(false, true);
    assertThat(result.usage().completionTokens()).isGreaterThanOrEqualTo(20);
  }

  @Test
  void repairGivesUpAfterItsRounds() {
    followUp = REPAIR;
    var result = run(program("1 / 0"), program("2 / 0"), program("3 / 0"), program("4"));

    assertThat(result.status()).isEqualTo(RunStatus.FAILED);
    assertThat(result.rounds()).hasSize(3);
    assertThat(model.requests()).hasSize(3);
    assertThat(model.requests().get(2).messages()).hasSize(5);
  }

  @Test
  void aSessionMayBeResetForEachRound() {
    followUp = REPAIR;
    reset = true;
    var result = run(program("x = 1\n1 / 0"), program("print('x' in globals())"));

    assertThat(printed()).isEqualTo("False\n");
    assertThat(told(1)).contains("The session is gone").contains("Write the whole program anew");
    assertThat(result.status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void aSessionThatALimitEndedIsSaidToBeGone() {
    followUp = REPAIR;
    session =
        SessionOptions.of(
            new Limits(
                Duration.ofMillis(300),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                1_000,
                10_000));
    var result = run(program("while True: pass\n"), program("print('x')"));

    assertThat(told(1)).contains("chunk_time_limit").contains("The session is gone");
    assertThat(result.status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void anUpstreamThatFailsInTheSecondRoundKeepsWhatTheFirstDid() {
    followUp = REPAIR;
    var result = run(program("print('done')\n1 / 0"), fails("Gone."));

    assertThat(result.status()).isEqualTo(RunStatus.ERROR);
    assertThat(result.error().type()).isEqualTo("upstream_unavailable");
    assertThat(result.rounds()).hasSize(2);
    assertThat(result.rounds().getFirst().programs().getFirst().run().stdout()).isEqualTo("done\n");
  }

  @Test
  void theModelIsToldWhatTookEffect() {
    followUp = REPAIR;
    policy = Policy.IMMEDIATE;
    var calls = new CopyOnWriteArrayList<HostFunction.Call>();
    session = SessionOptions.of(Limits.DEFAULTS).with(send(calls));
    run(program("from forerun import send\nsend('ann')\n1 / 0"), program("send('ann')"));

    assertThat(told(1))
        .contains("cannot be taken back. Do not repeat them:\n- call send({\"to\": \"ann\"})");
    assertThat(calls).hasSize(2);
    assertThat(calls).extracting(HostFunction.Call::idempotencyKey).doesNotContainNull();
    assertThat(calls.getFirst().idempotencyKey()).isEqualTo(calls.getLast().idempotencyKey());
    assertThat(events(RunEvent.GatePassed.class))
        .extracting(RunEvent.GatePassed::key)
        .containsExactly(calls.getFirst().idempotencyKey(), calls.getLast().idempotencyKey());
  }

  @Test
  void aRoundCanBeCancelled() {
    followUp = REPAIR;
    var conversation =
        start(
            program("1 / 0"),
            endless(call(0, "a", "python", arguments("print('x')\nwhile True: pass"), FAST)));
    await().atMost(Program.PATIENCE).until(() -> printed().equals("x\n"));
    conversation.cancel("Enough.");
    await().atMost(Program.PATIENCE).until(() -> isOver());

    var result = conversation.result();
    assertThat(result.status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(result.error().message()).isEqualTo("Enough.");
    assertThat(result.rounds()).hasSize(2);
    assertThat(model.stopped()).isPositive();
  }

  @Test
  void theFirstRoundCanBeCancelledBeforeItsFirstToken() {
    followUp = REPAIR;
    var conversation = start(endless());
    await().atMost(Program.PATIENCE).until(() -> !model.requests().isEmpty());
    conversation.cancel("Enough.");

    await().atMost(Program.PATIENCE).until(() -> isOver());
    assertThat(model.stopped()).isEqualTo(1);
    assertThat(conversation.result().status()).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void whoStopsListeningStopsTheModelAndTheProgram() {
    format = IntakeFormat.MARKDOWN;
    model.answers(endless(words("```python\nprint('x')\nwhile True: pass\n\n", FAST)));
    var before = SharedExecutor.get().statistics().sessions();
    var subscription = conversation().events().subscribe().with(events::add);
    await().atMost(Program.PATIENCE).until(() -> printed().equals("x\n"));
    subscription.cancel();

    await().atMost(Program.PATIENCE).until(() -> model.stopped() == 1);
    await()
        .atMost(Program.PATIENCE)
        .until(() -> SharedExecutor.get().statistics().sessions() <= before);
  }

  private static HostFunction send(List<HostFunction.Call> calls) {
    var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    schema.putObject("properties").putObject("to").put("type", "string");
    return new HostFunction(
        "send",
        "Sends.",
        schema,
        true,
        Duration.ofSeconds(1),
        given -> {
          calls.add(given);
          return null;
        });
  }

  /** An answer with this program, in the test's format. */
  private Multi<ModelEvent> program(String code) {
    return format == IntakeFormat.TOOL_CALL
        ? python("call_" + code.hashCode(), code, FAST)
        : text("```python\n" + code + "\n```\n", FAST);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private ConversationResult run(Multi<ModelEvent>... answers) {
    var conversation = start(answers);
    await().atMost(Program.PATIENCE).until(this::isOver);
    return conversation.result();
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private Conversation start(Multi<ModelEvent>... answers) {
    model.answers(answers);
    var conversation = conversation();
    conversation.events().subscribe().with(events::add);
    return conversation;
  }

  private Conversation conversation() {
    var request =
        new ModelRequest(
            Upstream.CONFIGURED,
            "scripted",
            List.of(Messages.user("Do it.")),
            format == IntakeFormat.TOOL_CALL ? List.of(PythonTool.definition("")) : List.of(),
            Map.of());
    return new Conversation(
        model,
        ConversationSession.own(SharedExecutor.get()),
        new ConversationOptions(
            "c", format, session, GateOptions.of(policy), reset, 1_000_000, time),
        followUp,
        request);
  }

  private boolean isOver() {
    return events(RunEvent.RoundFinished.class).stream().anyMatch(RunEvent.RoundFinished::last);
  }

  private <E extends RunEvent> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private String printed() {
    return events(RunEvent.Output.class).stream()
        .map(RunEvent.Output::text)
        .collect(Collectors.joining());
  }

  private String said() {
    return events(RunEvent.Text.class).stream()
        .map(RunEvent.Text::text)
        .collect(Collectors.joining());
  }

  /** The last message of a request. */
  private String told(int request) {
    return model.requests().get(request).messages().getLast().path("content").asText();
  }
}
