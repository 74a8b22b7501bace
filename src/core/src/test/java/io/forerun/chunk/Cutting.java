package io.forerun.chunk;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A program cut into chunks, for the tests. */
record Cutting(List<Chunk> chunks, String tail) {

  static Cutting of(String... pieces) {
    var chunker = new Chunker(1_000_000);
    var chunks = new ArrayList<Chunk>();
    for (String piece : pieces) {
      chunker.accept(piece, chunks::add);
    }
    chunker.end(chunks::add);
    return new Cutting(chunks, chunker.tail());
  }

  static Cutting byCharacter(String program) {
    return of(program.split(""));
  }

  /** Pieces of at most {@code longest} characters. */
  static String[] split(String program, int longest, Random random) {
    var pieces = new ArrayList<String>();
    for (int from = 0; from < program.length(); ) {
      int to = Math.min(program.length(), from + 1 + random.nextInt(longest));
      pieces.add(program.substring(from, to));
      from = to;
    }
    return pieces.toArray(String[]::new);
  }

  List<String> texts() {
    return chunks.stream().map(Chunk::text).toList();
  }

  List<ChunkKind> kinds() {
    return chunks.stream().map(Chunk::kind).toList();
  }

  /** First and last line of each statement, as {@code 1-3}. */
  List<String> lines() {
    return chunks.stream().map(chunk -> chunk.firstLine() + "-" + chunk.lastLine()).toList();
  }

  String joined() {
    return String.join("", texts()) + tail;
  }
}
