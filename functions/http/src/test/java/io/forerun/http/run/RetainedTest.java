package io.forerun.http.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.forerun.chunk.ChunkKind;
import io.forerun.gate.EffectResult;
import io.forerun.run.RunError;
import io.forerun.run.RunResult;
import io.forerun.run.RunResult.ChunkResult;
import io.forerun.run.RunResult.ChunkState;
import io.forerun.run.RunStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetainedTest {
  private static final String TEXT = "x".repeat(100_000);

  @Test
  void everyTextOfAResultCounts() {
    RunResult run =
        new RunResult(
            "run",
            RunStatus.FAILED,
            1,
            TEXT,
            TEXT,
            TEXT,
            TEXT,
            new RunError(TEXT, TEXT, TEXT, 1),
            List.of(
                new ChunkResult(
                    0, ChunkKind.SIMPLE, 1, 1, ChunkState.COMPLETED, Duration.ZERO, TEXT)),
            List.of(new EffectResult(TEXT, TEXT, 0, TextNode.valueOf(TEXT), false)),
            null,
            null);

    assertThat(Retained.chars(run)).isBetween(11L * TEXT.length(), 11L * TEXT.length() + 1_000);
  }

  @Test
  void whatIsMissingCountsNothing() {
    RunResult run =
        new RunResult(
            "run", RunStatus.SUCCEEDED, 0, "", "", null, null, null, List.of(), null, null, null);

    assertThat(Retained.chars(run)).isZero();
  }
}
