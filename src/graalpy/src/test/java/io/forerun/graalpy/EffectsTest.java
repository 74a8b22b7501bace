package io.forerun.graalpy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import io.forerun.execute.HostFunction;
import io.forerun.execute.IdempotencyKeys;
import io.forerun.execute.Limits;
import io.forerun.execute.SessionOptions;
import io.forerun.gate.Effect;
import io.forerun.gate.HoldReason;
import io.forerun.gate.Policy;
import io.forerun.gate.ReleaseReason;
import io.forerun.run.RunEvent;
import io.forerun.run.RunResult;
import io.forerun.run.RunResult.ChunkState;
import io.forerun.run.RunStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What waits for what, under each policy, with a function of the host that cannot be undone. */
class EffectsTest {
  private final List<JsonNode> sent = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final SessionOptions session = session(Limits.DEFAULTS);

  private SessionOptions session(Limits limits) {
    return SessionOptions.of(limits)
        .with(
            new HostFunction(
                "send",
                "Sends a message.",
                json(
                    "{'type':'object','properties':{'to':{'type':'string'},'n':{'type':'integer'}}}"),
                true,
                Duration.ofSeconds(10),
                call -> {
                  sent.add(call.arguments());
                  keys.add(call.idempotencyKey());
                  return IntNode.valueOf(sent.size());
                }));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource(Policy.class)
  void theResultIsTheSameUnderEveryPolicy(Policy policy) {
    RunResult result =
        LiveRun.of(
            session,
            policy,
            """
            from forerun import send
            import os
            import time
            total = 0
            for i in range(3):
                total += send(f'user{i}', n=i)
            print(total)
            def last():
                return send(to='last')
            last()
            1 / 0
            """);

    assertThat(result.stdout()).isEqualTo("6\n");
    assertThat(sent)
        .containsExactly(
            json("{'to':'user0','n':0}"),
            json("{'to':'user1','n':1}"),
            json("{'to':'user2','n':2}"),
            json("{'to':'last'}"));
    assertThat(result.error().type()).isEqualTo("ZeroDivisionError");
    assertThat(result.error().line()).isEqualTo(11);
    assertThat(result.chunks())
        .extracting(RunResult.ChunkResult::state)
        .containsExactly(
            ChunkState.COMPLETED,
            ChunkState.COMPLETED,
            ChunkState.COMPLETED,
            ChunkState.COMPLETED,
            ChunkState.COMPLETED,
            ChunkState.COMPLETED,
            ChunkState.COMPLETED,
            ChunkState.COMPLETED,
            ChunkState.FAILED);
  }

  @Test
  void immediatelyMeansBeforeTheLastToken() {
    LiveRun run = new LiveRun(session, Policy.IMMEDIATE);
    run.writes("from forerun import send\nprint(send('a'))\n").writes("x");

    assertThat(run.awaitEvent(RunEvent.Output.class).text()).isEqualTo("1\n");
    assertThat(sent).hasSize(1);
    run.ends().result();
    assertThat(run.events(RunEvent.GateHeld.class)).isEmpty();
  }

  @Test
  void anEffectHappensAfterTheLastTokenAndStatementsBeforeItRunAtOnce() {
    LiveRun run = new LiveRun(session, Policy.EFFECTS);
    run.writes("from forerun import send\nprint('first')\nn = send('a') + \\\n  send('b')\n");
    assertThat(run.awaitEvent(RunEvent.Output.class).text()).isEqualTo("first\n");

    RunEvent.GateHeld held = run.held();
    assertThat(held.effectKind()).isEqualTo(Effect.Kind.HOST_FUNCTION);
    assertThat(held.effect()).isEqualTo("call send({\"to\": \"a\"})");
    assertThat(held.line()).isEqualTo(3);
    run.writes("print(n)");
    assertThat(sent).isEmpty();

    assertThat(run.ends().result().stdout()).isEqualTo("first\n3\n");
    assertThat(sent).hasSize(2);
    assertThat(run.events(RunEvent.GateHeld.class)).hasSize(1);
    assertThat(run.awaitEvent(RunEvent.GateReleased.class).hold()).isEqualTo(held.hold());
  }

  @Test
  void deniedNamesHoldAllThatFollows() {
    LiveRun run = new LiveRun(session, Policy.STATIC);
    run.writes("print('a')\nimport os\nprint('b')\n");

    assertThat(run.awaitEvent(RunEvent.Output.class).text()).isEqualTo("a\n");
    RunEvent.GateHeld held = run.held();
    assertThat(held.reason()).isEqualTo(HoldReason.DENIED_NAME);
    assertThat(held.chunk()).isEqualTo(1);
    assertThat(held.line()).isEqualTo(2);
    assertThat(held.effect()).isEqualTo("use os");
    assertThat(run.events(RunEvent.BatchDispatched.class)).hasSize(1);

    assertThat(run.ends().result().stdout()).isEqualTo("a\nb\n");
    assertThat(run.awaitEvent(RunEvent.GateReleased.class).reason())
        .isEqualTo(ReleaseReason.GENERATION_FINISHED);
  }

  @Test
  void seriallyMeansOneBatchAfterTheLastToken() {
    LiveRun run = new LiveRun(session, Policy.SERIAL);
    run.writes("print('a')\nprint('b')\nprint('c')\n").ends();

    assertThat(run.result().stdout()).isEqualTo("a\nb\nc\n");
    RunEvent.BatchDispatched batch = run.awaitEvent(RunEvent.BatchDispatched.class);
    assertThat(batch.chunks()).containsExactly(0, 1, 2);
    assertThat(batch.at())
        .isGreaterThanOrEqualTo(run.awaitEvent(RunEvent.GenerationFinished.class).at());
    assertThat(run.events(RunEvent.BatchDispatched.class)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(value = Policy.class, names = "IMMEDIATE", mode = EnumSource.Mode.EXCLUDE)
  void aSyntaxErrorAtTheEndPreventsTheEffect(Policy policy) {
    LiveRun run = new LiveRun(session, policy);
    run.writes("from forerun import send\nsend('a')\nx = 1\n");
    RunResult result = run.writes("y = = 2\n").ends().result();

    assertThat(sent).isEmpty();
    assertThat(result.status()).isEqualTo(RunStatus.FAILED);
    assertThat(result.error().type()).isEqualTo("PermissionError");
    assertThat(result.error().message())
        .isEqualTo(
            "Not done: call send({\"to\": \"a\"}). The program is not valid Python: SyntaxError:"
                + " invalid syntax, line 4.");
    assertThat(result.error().line()).isEqualTo(2);
  }

  @Test
  void aProgramThatCatchesTheRefusalStillHasItsSyntaxError() {
    RunResult result =
        LiveRun.of(
            session,
            Policy.EFFECTS,
            "from forerun import send\nfor i in range(2):\n  try: send('a')\n  except PermissionError: print('refused')\nx = = 1\n");

    assertThat(sent).isEmpty();
    assertThat(result.stdout()).isEqualTo("refused\nrefused\n");
    assertThat(result.error().type()).isEqualTo("SyntaxError");
  }

  @Test
  void checkingTheProgramGivesNoWarningTwice() {
    String program = "from forerun import send\nsend('a')\nx = '\\d'\nprint(x is 1)\n";
    String immediate = LiveRun.of(session, Policy.IMMEDIATE, program).stderr();

    assertThat(immediate).contains("SyntaxWarning");
    assertThat(LiveRun.of(session, Policy.EFFECTS, program).stderr()).isEqualTo(immediate);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel", "clientGoesAway", "generationFails"})
  void nothingHappensWhenTheRunIsGivenUpWhileTheEffectIsHeld(String how) {
    LiveRun run = new LiveRun(session, Policy.EFFECTS);
    run.writes(
        "from forerun import send\nwhile True:\n  try: send('a')\n  except BaseException: pass\n");
    run.writes("x\n").held();
    switch (how) {
      case "cancel" -> run.run().cancel("Enough.");
      case "clientGoesAway" -> run.clientGoesAway();
      default -> run.fails();
    }

    RunStatus status = run.run().whenFinished().await().atMost(Program.PATIENCE).status();
    assertThat(status).isIn(RunStatus.CANCELLED, RunStatus.ERROR);
    assertThat(sent).isEmpty();
  }

  @Test
  void theRunsTimeLimitEndsTheWait() {
    Limits limits =
        new Limits(
            Duration.ofSeconds(30), Duration.ofSeconds(6), Duration.ofSeconds(30), 1000, 10_000);
    LiveRun run = new LiveRun(session(limits), Policy.EFFECTS);
    run.writes("from forerun import send\nsend('a')\nx\n").held();

    assertThat(run.result().status()).isEqualTo(RunStatus.TIMED_OUT);
    assertThat(run.result().error().type()).isEqualTo("run_time_limit");
    assertThat(sent).isEmpty();
  }

  @Test
  void whoeverApprovesLetsOneEffectHappenEarly() {
    LiveRun run = new LiveRun(session, Policy.EFFECTS);
    run.writes("from forerun import send\nprint(send('a'))\nprint(send('b'))\nx = 1\n");
    int first = run.held().hold();

    assertThat(run.run().approve(first + 1)).isFalse();
    assertThat(run.run().approve(first)).isTrue();
    assertThat(run.run().approve(first)).isFalse();
    assertThat(run.awaitEvent(RunEvent.Output.class).text()).isEqualTo("1\n");
    assertThat(run.awaitEvent(RunEvent.GateReleased.class).reason())
        .isEqualTo(ReleaseReason.APPROVED);
    run.held(2);
    assertThat(sent).hasSize(1);

    assertThat(run.ends().result().stdout()).isEqualTo("1\n2\n");
  }

  @Test
  void whoeverRefusesGivesTheProgramAnException() {
    LiveRun run = new LiveRun(session, Policy.EFFECTS);
    run.writes(
        "from forerun import send\ntry:\n  send('a')\nexcept PermissionError as e:\n  print(e)\nsend('b')\nx\n");
    assertThat(run.run().refuse(run.held().hold(), "Ann said no.")).isTrue();

    assertThat(run.awaitEvent(RunEvent.Output.class).text())
        .isEqualTo("Not done: call send({\"to\": \"a\"}). Ann said no.\n");
    RunEvent.GateRefused refused = run.awaitEvent(RunEvent.GateRefused.class);
    assertThat(refused.reason()).isEqualTo("Ann said no.");
    run.held(2);
    run.writes("x = 1").ends().result();
    assertThat(sent).containsExactly(json("{'to':'b'}"));
  }

  @Test
  void anExitFunctionOfAProgramThatWasNeverWrittenToItsEndHasNoEffect() {
    LiveRun run = new LiveRun(session, Policy.EFFECTS);
    run.writes(
        "import atexit\nfrom forerun import send\natexit.register(send, 'a')\nraise ValueError\n");

    assertThat(run.result().error().type()).isEqualTo("ValueError");
    assertThat(sent).isEmpty();
    assertThat(run.result().stderr())
        .contains("The program ended before the model had written all of it.");
  }

  @Test
  void anExitFunctionOfACompleteProgramHasItsEffect() {
    LiveRun.of(
        session,
        Policy.EFFECTS,
        "import atexit\nfrom forerun import send\natexit.register(send, 'a')\n");

    assertThat(sent).hasSize(1);
  }

  @Test
  void aCallHasTheKeyThatTheGateShows() {
    LiveRun run = new LiveRun(session, Policy.EFFECTS);
    run.writes("from forerun import send\nsend('a')\nsend('a')\nx = 1\n");
    RunEvent.GateHeld held = run.held();
    run.ends().result();

    assertThat(keys).hasSize(2).doesNotHaveDuplicates().first().isEqualTo(held.key());
    assertThat(held.key()).isEqualTo(new IdempotencyKeys("live").of("send", sent.getFirst()));
    assertThat(run.awaitEvent(RunEvent.GateReleased.class).key()).isEqualTo(held.key());
  }

  @Test
  void inOneScopeARepeatedEffectHasTheSameKey() {
    String program = "from forerun import send\nsend('a', n=1)\n";
    LiveRun.of(session.inScope("generation-1"), Policy.EFFECTS, program);
    LiveRun.of(
        session.inScope("generation-1"),
        Policy.EFFECTS,
        "from forerun import send\nsend(n=1, to='a')\n");
    LiveRun.of(session.inScope("generation-2"), Policy.EFFECTS, program);

    assertThat(keys.get(1)).isEqualTo(keys.get(0));
    assertThat(keys.get(2)).isNotEqualTo(keys.get(0));
  }

  @Test
  void aCallThatWasRefusedIsStillTheSameEffectWhenItIsMadeAgain() {
    LiveRun run = new LiveRun(session, Policy.EFFECTS);
    run.writes(
        "from forerun import send\ntry:\n  send('a')\nexcept PermissionError: pass\nsend('a')\nx\n");
    run.run().refuse(run.held().hold(), "Not yet.");

    String second = run.held(2).key();
    assertThat(run.events(RunEvent.GateHeld.class))
        .extracting(RunEvent.GateHeld::key)
        .containsExactly(second, second);
    run.writes("x = 1").ends().result();
    assertThat(keys).containsExactly(second);
  }
}
