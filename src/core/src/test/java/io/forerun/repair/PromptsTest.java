package io.forerun.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forerun.chunk.ChunkKind;
import io.forerun.conversation.ProgramResult;
import io.forerun.conversation.RoundResult;
import io.forerun.run.RunError;
import io.forerun.run.RunResult;
import io.forerun.run.RunResult.ChunkResult;
import io.forerun.run.RunResult.ChunkState;
import io.forerun.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptsTest {
  private static final RunError ERROR =
      new RunError("KeyError", "'a'", "Traceback …\nKeyError: 'a'\n", 4);

  private final Prompts prompts = Prompts.builtIn();

  @Test
  void aResultIsWhatWasPrintedAndTheValue() {
    assertThat(prompts.result(program("1\n", "careful\n", "42", List.of())))
        .isEqualTo("1\nOn stderr:\ncareful\nValue of the last statement: 42");
  }

  @Test
  void aProgramThatSaidNothingIsSaidToHaveSucceeded() {
    assertThat(prompts.result(program("", "", null, List.of())))
        .isEqualTo("The program succeeded and printed nothing.");
  }

  @Test
  void codeAndTracebacksAreNotTakenForTemplates() {
    assertThat(prompts.result(program("{value} {#if} <b>&", "", null, List.of())))
        .isEqualTo("{value} {#if} <b>&");
  }

  @Test
  void ofALongTextTheBeginningAndTheEndAreShown() {
    assertThat(prompts.result(program("a".repeat(3_000) + "b".repeat(3_000), "", null, List.of())))
        .startsWith("aaa")
        .contains("a\n[… 2000 characters left out …]\nb")
        .endsWith("bbb")
        .hasSizeLessThan(4_100);
  }

  @Test
  void aRepairSaysWhatRanWhatFailedAndHowToGoOn() {
    assertThat(prompts.repair(failed(List.of("call send({})")), true, false, true))
        .isEqualTo(
            """
            Your program was stopped: KeyError: 'a'

            Traceback …
            KeyError: 'a'

            Lines 1 to 2 ran to their end. The statement in lines 3 to 5 failed, and may have run in part. Nothing after it ran.

            It printed:
            1

            These effects have happened and cannot be taken back. Do not repeat them:
            - call send({})

            Go on in the same session, from the failed statement: all names that were defined are still there. Do not repeat what ran: write only the corrected statement and the rest of the program.
            Call the tool "python" with it.""");
  }

  @Test
  void whereTheSessionIsGoneTheProgramIsWrittenAnew() {
    assertThat(prompts.repair(failed(List.of()), false, false, false))
        .endsWith(
            """
            The session is gone, and all names with it. Write the whole program anew.
            Answer with one Python code block.""");
  }

  @Test
  void callsThatAreRecordedMayStandInTheNextProgram() {
    assertThat(prompts.repair(failed(List.of("call send({})")), false, true, false))
        .endsWith(
            """
            - call send({})

            The session is gone, and all names with it. Write the whole program anew. A call that has happened is not made again: with the same arguments, it returns what it returned. Leave out all other effects that have happened.
            Answer with one Python code block.""");
  }

  @Test
  void aDirectoryReplacesWhatItHas(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("result.txt"), "Out: {stdout}");
    var own = Prompts.in(directory);

    assertThat(own.result(program("1\n", "", null, List.of()))).isEqualTo("Out: 1");
    assertThat(own.overlap()).isEqualTo(prompts.overlap());
  }

  @Test
  void aTemplateThatCannotBeRenderedIsToldAtOnce(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("repair.txt"), "{#if error}{nothing.of.it}{/if}");

    assertThatThrownBy(() -> Prompts.in(directory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(directory.toString())
        .hasMessageContaining("repair.txt");
  }

  private static RoundResult failed(List<String> effects) {
    return new RoundResult(
        1,
        RunStatus.FAILED,
        ERROR,
        "",
        List.of(program("1\n", "", null, effects)),
        List.of(),
        null,
        null);
  }

  private static ProgramResult program(
      String stdout, String stderr, String value, List<String> effects) {
    var chunks =
        List.of(
            new ChunkResult(0, ChunkKind.SIMPLE, 1, 2, ChunkState.COMPLETED, null, null),
            new ChunkResult(1, ChunkKind.FOR, 3, 5, ChunkState.FAILED, null, null),
            new ChunkResult(2, ChunkKind.SIMPLE, 6, 6, ChunkState.NOT_RUN, null, null));
    return new ProgramResult(
        "c",
        "",
        new RunResult(
            "r",
            RunStatus.FAILED,
            1,
            stdout,
            stderr,
            null,
            value,
            ERROR,
            chunks,
            List.of(),
            null,
            null),
        effects);
  }
}
