package io.forerun.chunk;

import java.util.Arrays;

/** What a character can mean to the chunker. Everything beyond ASCII is an identifier's. */
final class CharacterClass {
  static final byte PLAIN = 0;
  static final byte NEWLINE = 1;
  static final byte QUOTE = 2;
  static final byte COMMENT = 3;
  static final byte BACKSLASH = 4;
  static final byte OPEN = 5;
  static final byte CLOSE = 6;
  static final byte COLON = 7;

  /** Classes in code outside of strings. */
  static final byte[] CODE = table("\n\r", "'\"", "#", "\\", "([{", ")]}", "");

  /** Classes in a replacement field of an f-string, where a colon can end the expression. */
  static final byte[] FIELD = table("\n\r", "'\"", "#", "\\", "([{", ")]}", ":");

  /** Classes inside a string. */
  static final byte[] STRING = table("\n\r", "'\"", "", "\\", "", "", "");

  /** Classes in the text of an f-string. */
  static final byte[] FSTRING = table("\n\r", "'\"", "", "\\", "{", "}", "");

  private static final boolean[] IDENTIFIER = new boolean[128];

  static {
    for (char c = 0; c < 128; c++) {
      IDENTIFIER[c] = c == '_' || Character.isLetterOrDigit(c);
    }
  }

  private CharacterClass() {}

  static boolean isIdentifier(char c) {
    return c >= 128 || IDENTIFIER[c];
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\f';
  }

  static boolean isNewline(char c) {
    return c == '\n' || c == '\r';
  }

  /** Members of each class in the order of their numbers; characters beyond ASCII are plain. */
  private static byte[] table(String... membersByClass) {
    byte[] classes = new byte[128];
    Arrays.fill(classes, PLAIN);
    for (byte number = 1; number <= membersByClass.length; number++) {
      for (char member : membersByClass[number - 1].toCharArray()) {
        classes[member] = number;
      }
    }
    return classes;
  }
}
