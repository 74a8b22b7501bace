package io.forerun.intake;

/**
 * Decodes the inside of one JSON string (RFC 8259), cut anywhere; half a surrogate pair is an error
 * (RFC 7493).
 */
final class JsonStringDecoder {
  /** Receives decoded text. */
  interface Output {
    void append(CharSequence text, int from, int to);
  }

  private static final char NONE = 0;
  private static final int HEX_DIGITS = 4;

  private enum State {
    TEXT,
    ESCAPE,
    CODE_UNIT,
    CLOSED
  }

  private State state = State.TEXT;
  private int digits;
  private int codeUnit;
  private char high = NONE;
  private long highOffset;

  /**
   * Reads on from an index to the end of the text or of the string.
   *
   * @param text whole characters
   * @param offset where the text begins in the whole input, for messages
   * @param decoded receives whole characters
   * @return the index after what was read; if the string is {@link #closed}, after its quotation
   *     mark
   */
  int read(String text, int from, long offset, Output decoded) {
    int i = from;
    while (i < text.length() && state != State.CLOSED) {
      if (state == State.TEXT && high == NONE) {
        int plain = i;
        while (i < text.length() && isPlain(text.charAt(i))) {
          i++;
        }
        decoded.append(text, plain, i);
        if (i == text.length()) {
          break;
        }
      }
      read(text.charAt(i), offset + i, decoded);
      i++;
    }
    return i;
  }

  boolean closed() {
    return state == State.CLOSED;
  }

  private static boolean isPlain(char c) {
    return c != '"' && c != '\\' && c >= ' ';
  }

  private void read(char c, long offset, Output decoded) {
    switch (state) {
      case TEXT -> {
        if (c == '\\') {
          state = State.ESCAPE;
        } else {
          refuseLoneHigh();
          if (c != '"') {
            throw invalid(
                "The control character U+%04X must be escaped".formatted((int) c), offset);
          }
          state = State.CLOSED;
        }
      }
      case ESCAPE -> {
        if (c == 'u') {
          state = State.CODE_UNIT;
          digits = 0;
          codeUnit = 0;
        } else {
          refuseLoneHigh();
          decoded.append(unescape(c, offset), 0, 1);
          state = State.TEXT;
        }
      }
      case CODE_UNIT -> {
        int digit = c < 128 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
          throw invalid("\\u must be followed by four hexadecimal digits", offset);
        }
        codeUnit = codeUnit * 16 + digit;
        if (++digits == HEX_DIGITS) {
          state = State.TEXT;
          join((char) codeUnit, offset - HEX_DIGITS - 1, decoded);
        }
      }
      case CLOSED -> throw new AssertionError("the string is closed");
    }
  }

  private void join(char unit, long offset, Output decoded) {
    if (Character.isLowSurrogate(unit) && high != NONE) {
      decoded.append(new String(new char[] {high, unit}), 0, 2);
      high = NONE;
      return;
    }
    refuseLoneHigh();
    if (Character.isLowSurrogate(unit)) {
      throw IntakeException.loneSurrogate(unit, offset);
    }
    if (Character.isHighSurrogate(unit)) {
      high = unit;
      highOffset = offset;
    } else {
      decoded.append(String.valueOf(unit), 0, 1);
    }
  }

  private void refuseLoneHigh() {
    if (high != NONE) {
      throw IntakeException.loneSurrogate(high, highOffset);
    }
  }

  private static String unescape(char c, long offset) {
    return switch (c) {
      case '"', '\\', '/' -> String.valueOf(c);
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      default -> throw invalid("\\%c is no JSON escape".formatted(c), offset);
    };
  }

  private static IntakeException invalid(String fault, long offset) {
    return IntakeException.json("invalid_json", fault, offset);
  }
}
