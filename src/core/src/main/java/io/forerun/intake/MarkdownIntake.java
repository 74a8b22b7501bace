package io.forerun.intake;

import java.util.Locale;
import java.util.Set;

/**
 * Reads the program out of the fenced code blocks of a Markdown text, as CommonMark defines them.
 *
 * <p>A fence is at least three backticks or tildes, indented by at most three spaces; the closing
 * fence has the same character, is at least as long and alone in its line. Blocks whose info string
 * names Python ({@code python}, {@code python3}, {@code py}, {@code py3}, also as {@code
 * {.python}}) or is empty are the program: their contents one after the other, without the fences'
 * indentation, so that line 1 of the program is the first line of the first block. Their fences are
 * dropped; everything else, blocks in other languages with their fences included, is prose. A
 * missing closing fence is no fault. A line of backticks inside a Python string closes the block,
 * as it does wherever else the text is shown; a longer fence around the block prevents it.
 *
 * <p>Lists, quotations and HTML blocks are not looked into: a fence that is indented by four spaces
 * or follows a {@code >} is prose.
 *
 * <p>Text is handed over as soon as its line can no longer be a fence: code and prose from the
 * first character that rules a fence out, never a whole line later. Only what may be a fence is
 * held back, up to 1,024 characters. The parsers that exist for Java read whole documents, which
 * would leave nothing to overlap.
 */
public final class MarkdownIntake implements Intake {
  private static final int MAX_FENCE_LINE = 1_024;
  private static final int MAX_INDENT = 3;
  private static final int MIN_FENCE = 3;
  private static final int LONGEST_NAME = "python3".length();
  private static final Set<String> PYTHON = Set.of("python", "python3", "py", "py3");

  /** What the current line stands in. */
  private enum Block {
    PROSE,
    CODE,
    OTHER_LANGUAGE
  }

  /** How far the current line is read. All but the last two may still be a fence. */
  private enum Line {
    INDENT,
    FENCE,
    CLOSING_FENCE,
    INFO_START,
    INFO_LANGUAGE,
    INFO_OF_PYTHON,
    INFO_OF_OTHER_LANGUAGE,
    TEXT
  }

  private enum Destination {
    CODE,
    PROSE,
    NOWHERE
  }

  private final WholeCharacters characters = new WholeCharacters();

  private Block block = Block.PROSE;
  private char fence;
  private int fenceLength;
  private int fenceIndent;

  private Line line = Line.INDENT;
  private long lineNumber = 1;
  private final StringBuilder held = new StringBuilder();
  private int indent;
  private char marker;
  private int markers;
  private final StringBuilder language = new StringBuilder();
  private boolean afterCarriageReturn;
  private Destination lastLine = Destination.NOWHERE;

  @Override
  public void accept(String delta, Sink sink) {
    Pieces pieces = new Pieces(sink);
    try {
      characters.accept(delta, text -> read(text, pieces));
    } finally {
      pieces.flush();
    }
  }

  @Override
  public void end(Sink sink) {
    Pieces pieces = new Pieces(sink);
    endLine("", pieces);
    pieces.flush();
    characters.end();
  }

  private void read(String text, Pieces pieces) {
    int i = 0;
    while (i < text.length()) {
      if (line == Line.TEXT) {
        int end = lineEnd(text, i);
        write(block == Block.CODE ? Destination.CODE : Destination.PROSE, text, i, end, pieces);
        i = end;
        if (i == text.length()) {
          return;
        }
      }
      char c = text.charAt(i++);
      if (c == '\n' && afterCarriageReturn) {
        write(lastLine, "\n", 0, 1, pieces);
        afterCarriageReturn = false;
      } else if (c == '\n' || c == '\r') {
        endLine(c == '\n' ? "\n" : "\r", pieces);
        afterCarriageReturn = c == '\r';
      } else {
        afterCarriageReturn = false;
        read(c, pieces);
      }
    }
  }

  private static int lineEnd(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
      i++;
    }
    return i;
  }

  private void read(char c, Pieces pieces) {
    hold(c);
    switch (line) {
      case INDENT -> readIndent(c, pieces);
      case FENCE -> {
        if (c == marker) {
          markers++;
        } else if (!isFence()) {
          isText(pieces);
        } else if (block == Block.PROSE) {
          line = Line.INFO_START;
          readInfo(c, pieces);
        } else {
          line = Line.CLOSING_FENCE;
          readClosingFence(c, pieces);
        }
      }
      case CLOSING_FENCE -> readClosingFence(c, pieces);
      case INFO_START, INFO_LANGUAGE, INFO_OF_PYTHON, INFO_OF_OTHER_LANGUAGE -> readInfo(c, pieces);
      case TEXT -> throw new AssertionError("text is read in slices");
    }
  }

  private void readIndent(char c, Pieces pieces) {
    boolean mayBeFence = block == Block.PROSE ? c == '`' || c == '~' : c == fence;
    if (c == ' ' && indent < MAX_INDENT) {
      indent++;
    } else if (mayBeFence) {
      marker = c;
      markers = 1;
      line = Line.FENCE;
    } else {
      isText(pieces);
    }
  }

  private boolean isFence() {
    return markers >= (block == Block.PROSE ? MIN_FENCE : fenceLength);
  }

  private void readClosingFence(char c, Pieces pieces) {
    if (!isBlank(c)) {
      isText(pieces);
    }
  }

  private void readInfo(char c, Pieces pieces) {
    if (c == '`' && marker == '`') {
      isText(pieces);
    } else if (line == Line.INFO_START && !isBlank(c) && c != '{' && c != '.') {
      line = Line.INFO_LANGUAGE;
    }
    if (line == Line.INFO_LANGUAGE) {
      if (isBlank(c) || ",:{}".indexOf(c) >= 0) {
        line = isPython() ? Line.INFO_OF_PYTHON : Line.INFO_OF_OTHER_LANGUAGE;
      } else if (language.length() == LONGEST_NAME) {
        line = Line.INFO_OF_OTHER_LANGUAGE;
      } else {
        language.append(c);
      }
    }
    if (line == Line.INFO_OF_OTHER_LANGUAGE) {
      release(pieces);
    }
  }

  private boolean isPython() {
    return PYTHON.contains(language.toString().toLowerCase(Locale.ROOT));
  }

  /**
   * @param terminator the line's terminator or its first character; empty at the end of the text
   */
  private void endLine(String terminator, Pieces pieces) {
    switch (line) {
      case INDENT, TEXT -> endText(terminator, pieces);
      case FENCE -> {
        if (!isFence()) {
          endText(terminator, pieces);
        } else if (block == Block.PROSE) {
          open(Block.CODE, terminator, pieces);
        } else {
          close(terminator, pieces);
        }
      }
      case CLOSING_FENCE -> close(terminator, pieces);
      case INFO_START -> {
        boolean empty = held.chars().noneMatch(c -> c == '{' || c == '.');
        open(empty ? Block.CODE : Block.OTHER_LANGUAGE, terminator, pieces);
      }
      case INFO_LANGUAGE ->
          open(isPython() ? Block.CODE : Block.OTHER_LANGUAGE, terminator, pieces);
      case INFO_OF_PYTHON -> open(Block.CODE, terminator, pieces);
      case INFO_OF_OTHER_LANGUAGE -> open(Block.OTHER_LANGUAGE, terminator, pieces);
    }
    line = Line.INDENT;
    lineNumber++;
    indent = 0;
    language.setLength(0);
  }

  private void endText(String terminator, Pieces pieces) {
    release(pieces);
    finishLine(block == Block.CODE ? Destination.CODE : Destination.PROSE, terminator, pieces);
  }

  private void open(Block opened, String terminator, Pieces pieces) {
    endFence(opened, terminator, pieces);
    block = opened;
    fence = marker;
    fenceLength = markers;
    fenceIndent = indent;
  }

  private void close(String terminator, Pieces pieces) {
    endFence(block, terminator, pieces);
    block = Block.PROSE;
  }

  private void endFence(Block fenced, String terminator, Pieces pieces) {
    if (fenced == Block.CODE) {
      held.setLength(0);
      finishLine(Destination.NOWHERE, terminator, pieces);
    } else {
      release(pieces);
      finishLine(Destination.PROSE, terminator, pieces);
    }
  }

  private void finishLine(Destination destination, String terminator, Pieces pieces) {
    write(destination, terminator, 0, terminator.length(), pieces);
    lastLine = destination;
  }

  private void hold(char c) {
    if (held.length() == MAX_FENCE_LINE) {
      throw new IntakeException(
          "fence_line_too_long",
          "Line %d of the Markdown text looks like a code fence and has more than %d characters; shorten it."
              .formatted(lineNumber, MAX_FENCE_LINE));
    }
    held.append(c);
  }

  private void isText(Pieces pieces) {
    line = Line.TEXT;
    release(pieces);
  }

  private void release(Pieces pieces) {
    if (block == Block.CODE) {
      write(Destination.CODE, held, Math.min(indent, fenceIndent), held.length(), pieces);
    } else {
      write(Destination.PROSE, held, 0, held.length(), pieces);
    }
    held.setLength(0);
  }

  private static void write(
      Destination destination, CharSequence text, int from, int to, Pieces pieces) {
    if (from < to) {
      switch (destination) {
        case CODE -> pieces.code(text, from, to);
        case PROSE -> pieces.prose(text, from, to);
        case NOWHERE -> {}
      }
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
