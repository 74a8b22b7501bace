package io.forerun.graalpy;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.forerun.execute.HostFunction;
import io.forerun.execute.Limits;
import io.forerun.execute.SessionOptions;
import io.forerun.gate.Approval;
import io.forerun.gate.EffectResult;
import io.forerun.gate.GateOptions;
import io.forerun.gate.HoldReason;
import io.forerun.gate.Policy;
import io.forerun.run.RunEvent;
import io.forerun.run.RunResult;
import io.forerun.run.RunStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Runs that end before an effect which needs consent, and go on with it in another run. */
class ApprovalTest {
  private static final String PROGRAM =
      """
      from forerun import pay
      print('first', pay(10))
      try:
          print('second', pay(20))
      except BaseException as error:
          print('never', error)
      """;

  private final List<Integer> paid = new ArrayList<>();

  private LiveRun start(Set<String> approved, List<EffectResult> before) {
    var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    schema.putObject("properties").putObject("amount");
    var pay =
        new HostFunction(
            "pay",
            "Pays.",
            schema,
            true,
            Duration.ofSeconds(10),
            call -> {
              paid.add(call.arguments().get("amount").asInt());
              return IntNode.valueOf(paid.size());
            });
    return new LiveRun(
        SharedExecutor.get(),
        SessionOptions.of(Limits.DEFAULTS)
            .with(pay)
            .inScope("order 7")
            .after(before.stream().collect(toMap(EffectResult::key, EffectResult::value))),
        GateOptions.of(Policy.EFFECTS).with(new Approval(true, approved)));
  }

  private RunResult run(Set<String> approved, List<EffectResult> before) {
    return start(approved, before).writes(PROGRAM).ends().result();
  }

  @Test
  void aRunEndsBeforeTheFirstEffectWithoutConsent() {
    var result = run(Set.of(), List.of());

    assertThat(result.status()).isEqualTo(RunStatus.HELD);
    assertThat(result.held().effect()).isEqualTo("call pay({\"amount\": 10})");
    assertThat(result.held().line()).isEqualTo(2);
    assertThat(result.held().key()).hasSize(64);
    assertThat(result.error().type()).isEqualTo("approval_needed");
    assertThat(result.stdout()).isEmpty();
    assertThat(result.effects()).isNull();
    assertThat(paid).isEmpty();
  }

  @Test
  void nobodyIsAskedBeforeTheProgramIsComplete() {
    var run = start(Set.of(), List.of()).writes(PROGRAM);

    assertThat(run.held().reason()).isEqualTo(HoldReason.IRREVERSIBLE);
    run.ends();
    assertThat(run.result().status()).isEqualTo(RunStatus.HELD);
    assertThat(run.events(RunEvent.GateHeld.class))
        .extracting(RunEvent.GateHeld::reason)
        .containsExactly(HoldReason.IRREVERSIBLE, HoldReason.APPROVAL);
  }

  @Test
  void runAfterRunEachEffectHappensOnceWithConsent() {
    Set<String> approved = new HashSet<>();
    var first = run(approved, List.of());
    approved.add(first.held().key());
    var second = run(approved, List.of());

    assertThat(second.status()).isEqualTo(RunStatus.HELD);
    assertThat(second.stdout()).isEqualTo("first 1\n");
    assertThat(second.held().line()).isEqualTo(4);
    assertThat(second.effects()).extracting(EffectResult::recorded).containsExactly(false);
    assertThat(paid).containsExactly(10);

    approved.add(second.held().key());
    var third = run(approved, second.effects());

    assertThat(third.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(third.stdout()).isEqualTo("first 1\nsecond 2\n");
    assertThat(third.effects()).extracting(EffectResult::recorded).containsExactly(true, false);
    assertThat(third.effects())
        .extracting(EffectResult::key)
        .containsExactly(first.held().key(), second.held().key());
    assertThat(paid).containsExactly(10, 20);
  }

  @Test
  void whatHappenedBeforeIsAnsweredWithoutConsent() {
    var approved = run(Set.of(), List.of()).held().key();
    var before = run(Set.of(approved), List.of()).effects();
    var again = run(Set.of(), before);

    assertThat(again.stdout()).isEqualTo("first 1\n");
    assertThat(again.status()).isEqualTo(RunStatus.HELD);
    assertThat(again.held().line()).isEqualTo(4);
    assertThat(paid).containsExactly(10);
  }

  @Test
  void anEffectOfAnExitFunctionNeedsConsentToo() {
    var run =
        start(Set.of(), List.of())
            .writes("import atexit\nfrom forerun import pay\natexit.register(pay, 10)\nx = 1\n")
            .ends();

    assertThat(run.result().status()).isEqualTo(RunStatus.HELD);
    assertThat(run.result().held().effect()).contains("pay");
    assertThat(paid).isEmpty();
  }
}
