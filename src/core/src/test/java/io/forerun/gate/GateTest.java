package io.forerun.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.forerun.chunk.Chunk;
import io.forerun.chunk.ChunkKind;
import java.util.List;
import java.util.Set;
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
  void functionsWaitForTheNextChunkThatDoesWork() {
    var first = chunk(0, ChunkKind.FUNCTION);
    var second = chunk(1, ChunkKind.FUNCTION);
    gate.add(first);
    gate.add(second);
    assertThat(gate.release()).isEmpty();

    var call = chunk(2, ChunkKind.SIMPLE);
    gate.add(call);
    assertThat(gate.release()).containsExactly(first, second, call);
  }

  @Test
  void aClassIsWork() {
    var function = chunk(0, ChunkKind.FUNCTION);
    var type = chunk(1, ChunkKind.CLASS);
    gate.add(function);
    gate.add(type);
    assertThat(gate.release()).containsExactly(function, type);
  }

  @Test
  void aFunctionAfterABatchWaitsAgain() {
    gate.add(chunk(0, ChunkKind.SIMPLE));
    gate.release();

    gate.add(chunk(1, ChunkKind.FUNCTION));
    assertThat(gate.release()).isEmpty();
  }

  @Test
  void atTheEndOfTheProgramFunctionsGoToo() {
    var function = chunk(0, ChunkKind.FUNCTION);
    gate.add(function);
    gate.end();

    assertThat(gate.release()).containsExactly(function);
    assertThat(gate.release()).isEmpty();
  }

  @Test
  void fromTheFirstDeniedNameOnEverythingWaitsForTheEnd() {
    var statically = new Gate(GateOptions.of(Policy.STATIC));
    assertThat(statically.add(chunk(0, "print(1)\n"))).isEmpty();
    assertThat(statically.add(chunk(1, "import os\n"))).contains("os");
    assertThat(statically.add(chunk(2, "import socket\n"))).isEmpty();
    assertThat(statically.add(chunk(3, "print(2)\n"))).isEmpty();

    assertThat(indices(statically.release())).containsExactly(0);
    assertThat(statically.release()).isEmpty();
    statically.end();
    assertThat(indices(statically.release())).containsExactly(1, 2, 3);
  }

  @Test
  void theDeniedNamesCanBeOthers() {
    var statically =
        new Gate(new GateOptions(Policy.STATIC, Set.of("requests"), Approval.NOT_REQUIRED));
    assertThat(statically.add(chunk(0, "import os\n"))).isEmpty();
    assertThat(statically.add(chunk(1, "import requests\n"))).contains("requests");
  }

  @Test
  void seriallyEverythingIsOneBatchAfterTheEnd() {
    var serially = new Gate(GateOptions.of(Policy.SERIAL));
    serially.add(chunk(0, ChunkKind.SIMPLE));
    serially.add(chunk(1, ChunkKind.FUNCTION));
    assertThat(serially.release()).isEmpty();

    serially.end();
    assertThat(indices(serially.release())).containsExactly(0, 1);
  }

  private static List<Integer> indices(List<Chunk> chunks) {
    return chunks.stream().map(Chunk::index).toList();
  }

  private static Chunk chunk(int index, String text) {
    return new Chunk(index, ChunkKind.SIMPLE, text, index + 1, index + 1, index + 1);
  }

  private static Chunk chunk(int index, ChunkKind kind) {
    return new Chunk(index, kind, "…\n", index + 1, index + 1, index + 1);
  }
}
