package io.forerun.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class EffectGateTest {
  private static final Effect EFFECT = new Effect(Effect.Kind.DELETE, "delete /data/x", null, 3, 7);
  private static final SyntaxCheck VALID = program -> Optional.empty();

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<String> checked = new CopyOnWriteArrayList<>();
  private final EffectGate gate = gate(Policy.EFFECTS);

  @Test
  void nothingWaitsWhereEffectsAreImmediate() throws Exception {
    gate(Policy.IMMEDIATE).await(EFFECT, VALID);
    assertThat(told).containsExactly("passed");
  }

  @Test
  void anEffectWaitsUntilTheWholeProgramParses() throws Exception {
    var waiting = start(VALID);
    await().until(() -> told.equals(List.of("held 0")));
    gate.complete("x = 1\n");

    waiting.get();
    assertThat(told).containsExactly("held 0", "released 0 PROGRAM_VALID");
  }

  @Test
  void afterThatNoEffectWaitsAndTheProgramIsParsedOnce() throws Exception {
    gate.complete("x = 1\n");
    gate.await(EFFECT, this::checks);
    gate.await(EFFECT, this::checks);

    assertThat(checked).containsExactly("x = 1\n");
    assertThat(told).containsExactly("passed", "passed");
  }

  @Test
  void noEffectOfAnInvalidProgramHappens() {
    var waiting = start(program -> Optional.of("bad, line 4"));
    await().until(() -> !told.isEmpty());
    gate.complete("x = = 1\n");

    assertRefused(waiting, "The program is not valid Python: bad, line 4.");
    assertThatThrownBy(() -> gate.await(EFFECT, VALID)).isInstanceOf(EffectRefusedException.class);
  }

  @Test
  void anApprovalCountsOnce() throws Exception {
    var first = start(VALID);
    await().until(() -> !told.isEmpty());
    assertThat(gate.approve(1)).isFalse();
    assertThat(gate.approve(0)).isTrue();
    first.get();
    assertThat(gate.approve(0)).isFalse();

    var second = start(VALID);
    await().until(() -> told.contains("held 1"));
    assertThat(gate.refuse(1, "No.")).isTrue();
    assertRefused(second, "No.");
    assertThat(told).containsExactly("held 0", "released 0 APPROVED", "held 1", "refused 1 No.");
  }

  @Test
  void closingRefusesWhatIsHeldAndWhatComes() {
    var waiting = start(VALID);
    await().until(() -> !told.isEmpty());
    gate.close("Cancelled.");

    assertRefused(waiting, "Cancelled.");
    assertThatThrownBy(() -> gate.await(EFFECT, VALID)).hasMessageEndingWith("Cancelled.");
    assertThat(gate.approve(0)).isFalse();
  }

  @Test
  void aGateThatIsClosedWhileTheProgramIsParsedStaysClosed() {
    gate.complete("x = 1\n");
    assertThatThrownBy(
            () ->
                gate.await(
                    EFFECT,
                    program -> {
                      gate.close("Cancelled.");
                      return Optional.empty();
                    }))
        .hasMessageEndingWith("Cancelled.");
  }

  @Test
  void aProgramThatWillNeverBeCompleteIsRefusedUnlessItIsComplete() throws Exception {
    gate.complete("x = 1\n");
    gate.incomplete("Too late.");
    gate.await(EFFECT, VALID);

    var other = gate(Policy.EFFECTS);
    other.incomplete("Broken off.");
    assertThatThrownBy(() -> other.await(EFFECT, VALID))
        .hasMessage("Not done: delete /data/x. Broken off.");
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    var waiting = new FutureTask<Void>(() -> waitFor(VALID));
    var thread = Thread.ofPlatform().start(waiting);
    await().until(() -> !told.isEmpty());
    thread.interrupt();

    assertThatThrownBy(waiting::get).hasCauseInstanceOf(InterruptedException.class);
    assertThat(gate.approve(0)).isFalse();
  }

  @Test
  void anEffectThatNeedsConsentWaitsForTheProgramAndThenForTheEndOfTheRun() throws Exception {
    var strict = gate(Policy.EFFECTS, new Approval(true, Set.of("other")));
    var waiting = start(strict, VALID);
    await().until(() -> told.equals(List.of("held 0")));
    strict.complete("x = 1\n");
    await().until(() -> told.contains("needs approval delete /data/x"));
    strict.close("Ended.");

    assertRefused(waiting, "Ended.");
    assertThat(told).hasSize(2);
  }

  @Test
  void withConsentAnEffectWaitsForTheProgramOnly() throws Exception {
    var strict = gate(Policy.EFFECTS, new Approval(true, Set.of("the key")));
    strict.complete("x = 1\n");
    strict.await(new Effect(Effect.Kind.HOST_FUNCTION, "call f()", "the key", 3, 7), VALID);
    assertThat(told).containsExactly("passed");
  }

  @Test
  void anInvalidProgramIsRefusedBeforeAnybodyIsAsked() {
    var strict = gate(Policy.EFFECTS, new Approval(true, Set.of()));
    strict.complete("x = = 1\n");
    assertThatThrownBy(() -> strict.await(EFFECT, program -> Optional.of("bad, line 1")))
        .hasMessageEndingWith("The program is not valid Python: bad, line 1.");
    assertThat(told).isEmpty();
  }

  private Optional<String> checks(String program) {
    checked.add(program);
    return Optional.empty();
  }

  private FutureTask<Void> start(SyntaxCheck check) {
    return start(gate, check);
  }

  private static FutureTask<Void> start(EffectGate gate, SyntaxCheck check) {
    var task =
        new FutureTask<Void>(
            () -> {
              gate.await(EFFECT, check);
              return null;
            });
    Thread.ofPlatform().daemon().start(task);
    return task;
  }

  private Void waitFor(SyntaxCheck check) throws Exception {
    gate.await(EFFECT, check);
    return null;
  }

  private static void assertRefused(FutureTask<Void> waiting, String reason) {
    assertThatThrownBy(waiting::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(EffectRefusedException.class)
        .hasMessage("Not done: delete /data/x. " + reason);
  }

  private EffectGate gate(Policy policy) {
    return gate(policy, Approval.NOT_REQUIRED);
  }

  private EffectGate gate(Policy policy, Approval approval) {
    return new EffectGate(
        policy,
        approval,
        new EffectGate.Listener() {
          @Override
          public void passed(Effect effect) {
            told.add("passed");
          }

          @Override
          public void held(int hold, Effect effect) {
            told.add("held " + hold);
          }

          @Override
          public void released(int hold, Effect effect, ReleaseReason reason) {
            told.add("released %d %s".formatted(hold, reason));
          }

          @Override
          public void refused(int hold, Effect effect, String reason) {
            told.add("refused %d %s".formatted(hold, reason));
          }

          @Override
          public void needsApproval(Effect effect) {
            told.add("needs approval " + effect.description());
          }
        });
  }
}
