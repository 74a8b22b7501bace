package io.forerun.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever arrives: no exception, no lost text, the same chunks for any cut, linear work. */
class ChunkerFuzzTest {
  private static final long SEED = 20_261_122;

  private static final String PROGRAM =
      """
      # -*- coding: utf-8 -*-
      import os; x = 1

      @decorator(1, [2])
      # comment
      async def f(a, *, b={'c': 1}):
          '''doc
      string'''
          async with a as b, \\
              c: pass
          return f"{a!r:>{b}} {f'{x["y"]}'} {{}}"

      if x: y
      elif z[
        1:2]: # comment
          w
      else: v
      try:
          a = rb'\\'' "b" f'''{
              c
          }'''
      except* E as e:
          pass
      finally: b
      match x:
          case 1: pass
      match = 2
      while (x := 1):
      \tbreak
      elsewhere = lambda: 3
      """;

  @Test
  void randomBytes() {
    var random = new Random(SEED);
    for (int i = 0; i < 500; i++) {
      var bytes = new byte[random.nextInt(3_000)];
      random.nextBytes(bytes);
      check(new String(bytes, StandardCharsets.ISO_8859_1), random);
      check(new String(bytes, StandardCharsets.UTF_8), random);
    }
  }

  @Test
  void repeatedPiecesOfPython() {
    var random = new Random(SEED);
    for (int i = 0; i < 3_000; i++) {
      check(Edits.repetition(2_000, random), random);
    }
  }

  @Test
  void editedPrograms() {
    var random = new Random(SEED);
    for (int i = 0; i < 5_000; i++) {
      check(Edits.of(PROGRAM, random), random);
    }
  }

  private static void check(String program, Random random) {
    var chunker = new Chunker(1_000_000);
    var chunks = new ArrayList<Chunk>();
    for (String piece : Cutting.split(program, 1 + random.nextInt(30), random)) {
      chunker.accept(piece, chunks::add);
    }
    chunker.end(chunks::add);
    var cutting = new Cutting(chunks, chunker.tail());
    assertThat(cutting.joined()).isEqualTo(program);
    assertThat(cutting).isEqualTo(Cutting.of(program));
    assertThat(chunker.looks())
        .as("characters looked at, of %d", program.length())
        .isLessThanOrEqualTo(5L * program.length() + 5);
    assertThat(chunks).allSatisfy(chunk -> assertLinesInOrder(chunk));
    assertIndices(chunks);
  }

  private static void assertLinesInOrder(Chunk chunk) {
    assertThat(List.of(chunk.startLine(), chunk.firstLine(), chunk.lastLine()))
        .as(chunk.toString())
        .isSorted();
  }

  private static void assertIndices(List<Chunk> chunks) {
    for (int i = 0; i < chunks.size(); i++) {
      assertThat(chunks.get(i).index()).isEqualTo(i);
    }
  }
}
