package io.forerun.graalpy;

import io.forerun.chunk.Chunk;
import io.forerun.chunk.ChunkKind;
import io.forerun.graalpy.Bootstrap.Preamble;
import org.graalvm.polyglot.Source;

/**
 * Places each chunk so that Python compiles it as if it stood in the whole file: at its own line,
 * with the {@code __future__} features that the file began with, and after a statement, so that it
 * is neither taken for the docstring nor allowed to import such features too late.
 */
final class ProgramText {
  static final String FIRST_FILE = "main.py";

  private static final String FUTURE = "__future__";

  private final String file;
  private boolean begun;
  private boolean inPreamble = true;
  private String features = "";

  /**
   * @param file the program's name in tracebacks
   */
  ProgramText(String file) {
    this.file = file;
  }

  String file() {
    return file;
  }

  Source place(Chunk chunk) {
    String text = chunk.text();
    if (chunk.startLine() > 1 || text.startsWith("\n")) {
      text = lead(text) + "\n".repeat(chunk.startLine() - 1) + text;
    }
    return Source.newBuilder("python", text, file).cached(false).buildLiteral();
  }

  private String lead(String text) {
    boolean mayImportFeatures = inPreamble && text.contains(FUTURE);
    if (!begun || mayImportFeatures) {
      return importFeatures();
    }
    return features.isEmpty() ? "pass" : importFeatures() + ";pass";
  }

  private String importFeatures() {
    return features.isEmpty() ? "" : "from __future__ import " + features;
  }

  /** The chunk has been executed. */
  void executed(Chunk chunk, Bootstrap bootstrap) {
    begun = true;
    if (!inPreamble) {
      return;
    }
    boolean possible =
        chunk.kind() == ChunkKind.SIMPLE
            || chunk.kind() == ChunkKind.IMPORT && chunk.text().contains(FUTURE);
    Preamble preamble = possible ? bootstrap.preamble(chunk.text()) : Preamble.NONE;
    inPreamble = preamble.only();
    if (!preamble.features().isEmpty()) {
      features = features.isEmpty() ? preamble.features() : features + ", " + preamble.features();
    }
  }
}
