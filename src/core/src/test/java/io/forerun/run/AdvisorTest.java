package io.forerun.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.forerun.chunk.Chunk;
import io.forerun.chunk.Chunker;
import io.forerun.gate.HoldReason;
import io.forerun.gate.Policy;
import io.forerun.generate.DemoProgram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdvisorTest {
  private static final Duration GENERATION = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofMillis(500);
  private static final String MAIN =
      """
      import json

      def main():
          print(json.dumps([1]))

      """;

  @Test
  void definitionsAloneLeaveNothingToRun() {
    assertThat(advice(Policy.EFFECTS, DemoProgram.GEOMETRY.source(), SHORT))
        .extracting(Advice::code)
        .containsExactly("definitions_only");
  }

  @Test
  void oneBlockAroundEverythingRunsWhenItIsComplete() {
    assertThat(advice(Policy.EFFECTS, DemoProgram.GUARDED_IMPORT.source(), LONG))
        .singleElement()
        .satisfies(
            advice -> {
              assertThat(advice.code()).isEqualTo("one_block");
              assertThat(advice.message()).startsWith("Lines 7 to 54 are one statement");
            });
  }

  @Test
  void aMainGuardIsTheEnd() {
    assertThat(advice(Policy.EFFECTS, MAIN + "if __name__ == '__main__':\n    main()\n", LONG))
        .extracting(Advice::code)
        .containsExactly("main_at_end");
  }

  @Test
  void soIsTheCallOfOneFunction() {
    assertThat(advice(Policy.EFFECTS, MAIN + "main()\n", LONG))
        .extracting(Advice::code)
        .containsExactly("main_at_end");
  }

  @ParameterizedTest
  @EnumSource(names = {"SALES_REPORT", "ACCESS_LOG", "WORD_STATISTICS", "STOCK_SYNC"})
  void whatWorksAtTopLevelNeedsNoAdvice(DemoProgram program) {
    assertThat(advice(Policy.EFFECTS, program.source(), LONG)).isEmpty();
  }

  @Test
  void whatComesInOnePieceCannotOverlap() {
    var advisor = seen(Policy.EFFECTS, "x = 1\nprint(x)\n");

    assertThat(advisor.advice(1, SHORT, List.of(SHORT, LONG)))
        .extracting(Advice::code)
        .containsExactly("one_piece");
  }

  @Test
  void theSerialPolicyOverlapsNothing() {
    assertThat(advice(Policy.SERIAL, "x = 1\nprint(x)\n", LONG))
        .extracting(Advice::code)
        .containsExactly("serial_policy");
  }

  @Test
  void aDeniedNameHoldsWhatFollows() {
    var advisor = seen(Policy.STATIC, "import os\nprint(1)\n");
    advisor.denied(
        new RunEvent.GateHeld(SHORT, null, 0, 1, HoldReason.DENIED_NAME, null, "use os", null));

    assertThat(advisor.advice(9, GENERATION, List.of(SHORT, LONG)))
        .singleElement()
        .satisfies(
            advice -> {
              assertThat(advice.code()).isEqualTo("denied_name");
              assertThat(advice.message()).contains("from line 1 on").contains("use os");
            });
  }

  @Test
  void anEffectThatWaitedLongIsNamed() {
    var advisor = seen(Policy.EFFECTS, "send()\nx = 1\nprint(x)\n");
    advisor.held(3, Duration.ofMillis(50));
    advisor.held(1, Duration.ofSeconds(4));

    assertThat(advisor.advice(9, GENERATION, List.of(SHORT, SHORT, SHORT)))
        .singleElement()
        .satisfies(
            advice -> {
              assertThat(advice.code()).isEqualTo("gate_hold");
              assertThat(advice.message()).startsWith("The effect in line 1 waited 4000 ms");
            });
  }

  /** Advice about a program whose last statement took this long, and each other a millisecond. */
  private static List<Advice> advice(Policy policy, String program, Duration last) {
    var advisor = seen(policy, program);
    var execution = new ArrayList<>(Collections.nCopies(chunks(program).size(), SHORT));
    execution.set(execution.size() - 1, last);
    return advisor.advice(900, GENERATION, execution);
  }

  private static Advisor seen(Policy policy, String program) {
    var advisor = new Advisor(policy);
    chunks(program).forEach(advisor::detected);
    return advisor;
  }

  private static List<Chunk> chunks(String program) {
    var chunks = new ArrayList<Chunk>();
    var chunker = new Chunker(1 << 20);
    chunker.accept(program, chunks::add);
    chunker.end(chunks::add);
    return chunks;
  }
}
