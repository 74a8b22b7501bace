package io.forerun.chunk;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random edits of a program, of the kind that find a parser's corners. */
final class Edits {
  private static final List<String> PIECES =
      List.of(
          "\n",
          "\r",
          "\r\n",
          " ",
          "    ",
          "\t",
          "\f",
          "\\",
          "\\\n",
          "#",
          "'",
          "\"",
          "'''",
          "\"\"\"",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "{{",
          "}}",
          ":",
          ";",
          "@a\n",
          "f'",
          "rf\"",
          "f'''",
          "b'",
          "else",
          "else:",
          "elif x:",
          "except:",
          "finally:",
          "try:",
          "if x:",
          "for x in y:",
          "while x:",
          "with x:",
          "def f():",
          "class A:",
          "async ",
          "match ",
          "match x:\n",
          "case _:",
          "pass",
          "import a",
          "lambda: ",
          "x",
          "1",
          "=",
          "!r",
          "\\N{",
          "é",
          "\0",
          "\uFEFF");

  private Edits() {}

  static String of(String program, Random random) {
    var text = new StringBuilder(program);
    int edits = 1 + random.nextInt(4);
    for (int i = 0; i < edits; i++) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(6));
      switch (random.nextInt(5)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.replace(at, end, piece(random));
        case 2 -> moveLine(text, random);
        default -> text.insert(at, piece(random));
      }
    }
    return text.toString();
  }

  /** A few pieces in a random order, again and again: what makes a careless parser slow. */
  static String repetition(int characters, Random random) {
    var alphabet = new ArrayList<String>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      alphabet.add(piece(random));
    }
    var text = new StringBuilder();
    while (text.length() < characters) {
      text.append(alphabet.get(random.nextInt(alphabet.size())));
    }
    return text.toString();
  }

  private static String piece(Random random) {
    return PIECES.get(random.nextInt(PIECES.size()));
  }

  private static void moveLine(StringBuilder text, Random random) {
    int from = text.lastIndexOf("\n", random.nextInt(text.length() + 1)) + 1;
    int to = text.indexOf("\n", from) + 1;
    if (to > 0) {
      String line = text.substring(from, to);
      text.delete(from, to);
      text.insert(text.lastIndexOf("\n", random.nextInt(text.length() + 1)) + 1, line);
    }
  }
}
