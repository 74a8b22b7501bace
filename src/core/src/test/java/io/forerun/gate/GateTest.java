package io.forerun.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.forerun.chunk.Chunk;
import io.forerun.chunk.ChunkKind;
import org.junit.jupiter.api.Test;

class GateTest {
  private final Gate gate = new Gate(GateOptions.DEFAULTS);

  @Test
  void everythingPendingGoesAsOneBatch() {
    var first = chunk(0, ChunkKind.IMPORT);
    var second = chunk(1, ChunkKind.SIMPLE);
    gate.add(first);
    gate.add(second);

    assertThat(gate.release()).containsExactly(first, second);
    assertThat(gate.release()).isEmpty();
  }

  @Test
  void definitionsWaitForTheNextChunkThatDoesWork() {
    var function = chunk(0, ChunkKind.FUNCTION);
    var type = chunk(1, ChunkKind.CLASS);
    gate.add(function);
    gate.add(type);
    assertThat(gate.release()).isEmpty();

    var call = chunk(2, ChunkKind.SIMPLE);
    gate.add(call);
    assertThat(gate.release()).containsExactly(function, type, call);
  }

  @Test
  void aDefinitionAfterABatchWaitsAgain() {
    gate.add(chunk(0, ChunkKind.SIMPLE));
    gate.release();

    gate.add(chunk(1, ChunkKind.FUNCTION));
    assertThat(gate.release()).isEmpty();
  }

  @Test
  void atTheEndOfTheProgramDefinitionsGoToo() {
    var function = chunk(0, ChunkKind.FUNCTION);
    gate.add(function);
    gate.end();

    assertThat(gate.release()).containsExactly(function);
    assertThat(gate.release()).isEmpty();
  }

  private static Chunk chunk(int index, ChunkKind kind) {
    return new Chunk(index, kind, "…\n", index + 1, index + 1, index + 1);
  }
}
