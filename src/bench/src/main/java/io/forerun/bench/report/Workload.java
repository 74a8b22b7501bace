package io.forerun.bench.report;

import io.forerun.chunk.Chunk;
import io.forerun.chunk.ChunkKind;
import io.forerun.chunk.Chunker;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A program whose latency is measured.
 *
 * @param id folder and name
 * @param source the program's text, as the model writes it
 */
record Workload(String id, Kind kind, String source) {
  private static final Pattern CALL_OF_MAIN =
      Pattern.compile("^(if __name__\\b|(sys\\.exit\\(|asyncio\\.run\\()?main\\()");
  private static final Pattern TEXT_ALONE = Pattern.compile("^[rRuU]?(\"|')");

  /** What overlap can do for a program, from how it is written. */
  enum Kind {
    /** Works at top level, and ends well. */
    ORDINARY("error-free programs"),
    /** Works at top level in equal steps, made to sweep the ratio of execution to generation. */
    SYNTHETIC("synthetic sweep"),
    /** All work is in one statement, or there is none. */
    NO_OVERLAP("definitions only, or all work in one statement"),
    /** Ends with an exception or an exit status. */
    ERROR("programs that fail");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }

    /** Whether overlap is expected to pay, and its targets apply. */
    boolean overlaps() {
      return this == ORDINARY || this == SYNTHETIC;
    }
  }

  /** A program that ends well: what overlap can do for it is read off its statements. */
  static Workload successful(String id, Kind kind, String source) {
    return new Workload(id, isOneStatement(source) ? Kind.NO_OVERLAP : kind, source);
  }

  /** Whether its execution is waiting, too, which takes nothing from others. */
  boolean waits() {
    return kind == Kind.SYNTHETIC && source.contains("time.sleep(");
  }

  /** The group of workloads that a selection must not leave out. */
  String stratum() {
    String folder = id.substring(0, id.lastIndexOf('/'));
    if (folder.equals("demo")) {
      return id;
    }
    return switch (kind) {
      case NO_OVERLAP -> "no overlap";
      case ERROR -> id.contains("_at_") ? id : "errors";
      case ORDINARY, SYNTHETIC -> folder;
    };
  }

  /** The program's statements. */
  List<Chunk> chunks() {
    return chunks(source);
  }

  private static List<Chunk> chunks(String source) {
    List<Chunk> chunks = new ArrayList<>();
    Chunker chunker = new Chunker(source.length() + 1);
    chunker.accept(source, chunks::add);
    chunker.end(chunks::add);
    return chunks;
  }

  private static boolean isOneStatement(String source) {
    List<String> working =
        chunks(source).stream()
            .filter(chunk -> !chunk.kind().isDefinition())
            .filter(chunk -> chunk.kind() != ChunkKind.IMPORT)
            .map(chunk -> withoutComments(chunk.text()))
            .filter(text -> !TEXT_ALONE.matcher(text).find())
            .toList();
    return working.size() <= 1 || CALL_OF_MAIN.matcher(working.getLast()).find();
  }

  private static String withoutComments(String text) {
    return text.replaceFirst("\\A(\\s*(#[^\\n]*)?\\n)+", "");
  }
}
