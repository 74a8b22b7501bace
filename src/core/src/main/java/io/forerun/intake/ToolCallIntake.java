package io.forerun.intake;

import java.util.BitSet;

/**
 * Reads the program out of a tool call's arguments: the JSON text of an object with one member that
 * holds the program as a string. Other members may stand before and after it and have any value;
 * they are checked, but are neither code nor prose, and nothing of them is kept.
 *
 * <p>Each character of the program is handed over when it is decoded. That is why the arguments are
 * read here and not by a JSON parser, which hands a string over when it is whole (docs/adr/0003).
 *
 * <p>Errors are {@code invalid_json} (not JSON, not all of it, or nested deeper than 512), {@code
 * invalid_arguments} (no object, or its program is missing, given twice or no string) and {@code
 * lone_surrogate}.
 */
public final class ToolCallIntake implements Intake {
  private static final String DEFAULT_MEMBER = "code";
  private static final int MAX_DEPTH = 512;
  private static final int MISMATCH = -1;

  /** What comes next, or goes on. */
  private enum State {
    ARGUMENTS,
    FIRST_NAME,
    NAME,
    COLON,
    FIRST_ELEMENT,
    VALUE,
    STRING,
    NUMBER,
    LITERAL,
    COMMA,
    END
  }

  private enum StringRole {
    NAME,
    PROGRAM,
    OTHER_VALUE
  }

  private final WholeCharacters characters = new WholeCharacters();
  private final String member;

  private State state = State.ARGUMENTS;
  private long offset;
  private int depth;
  private final BitSet objects = new BitSet();
  private JsonStringDecoder string;
  private long stringOffset;
  private StringRole role;
  private int matched;
  private boolean programNext;
  private boolean programRead;
  private JsonNumber number;
  private String literal;
  private int literalRead;

  /** Expects the program in the member {@code code}. */
  public ToolCallIntake() {
    this(DEFAULT_MEMBER);
  }

  /**
   * @param member name of the member that holds the program
   */
  public ToolCallIntake(String member) {
    this.member = member;
  }

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
    characters.end();
    if (state != State.END) {
      throw invalidJson("The arguments end before their object does");
    }
  }

  private void read(String text, Pieces pieces) {
    int i = 0;
    while (i < text.length()) {
      if (state == State.STRING) {
        int start = i;
        i = string.read(text, i, offset - i, output(pieces));
        offset += i - start;
        if (string.closed()) {
          endString();
        }
      } else {
        read(text.charAt(i));
        i++;
        offset++;
      }
    }
  }

  private JsonStringDecoder.Output output(Pieces pieces) {
    return switch (role) {
      case PROGRAM -> pieces::code;
      case NAME -> this::match;
      case OTHER_VALUE -> (text, from, to) -> {};
    };
  }

  private void read(char c) {
    if (state == State.NUMBER) {
      JsonNumber next = number.next(c);
      if (next != null) {
        number = next;
        return;
      }
      if (!number.complete()) {
        throw unexpected("a digit", c);
      }
      state = State.COMMA;
    }
    if (state == State.LITERAL) {
      readLiteral(c);
    } else if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
      readToken(c);
    }
  }

  private void readLiteral(char c) {
    if (c != literal.charAt(literalRead)) {
      throw unexpected(literal, c);
    }
    if (++literalRead == literal.length()) {
      state = State.COMMA;
    }
  }

  private void readToken(char c) {
    switch (state) {
      case ARGUMENTS -> {
        if (c != '{') {
          throw invalidArguments("The arguments must be a JSON object", offset);
        }
        open(true);
      }
      case FIRST_NAME, NAME -> {
        if (c == '"') {
          matched = 0;
          startString(StringRole.NAME);
        } else if (c == '}' && state == State.FIRST_NAME) {
          close();
        } else {
          throw unexpected("a name in quotation marks", c);
        }
      }
      case COLON -> {
        if (c != ':') {
          throw unexpected("a colon", c);
        }
        state = State.VALUE;
      }
      case FIRST_ELEMENT, VALUE -> {
        if (c == ']' && state == State.FIRST_ELEMENT) {
          close();
        } else {
          startValue(c);
        }
      }
      case COMMA -> {
        boolean inObject = objects.get(depth);
        if (c == ',') {
          state = inObject ? State.NAME : State.VALUE;
        } else if (c == (inObject ? '}' : ']')) {
          close();
        } else {
          throw unexpected(inObject ? "a comma or }" : "a comma or ]", c);
        }
      }
      case END -> throw unexpected("nothing after the arguments' object", c);
      case STRING, NUMBER, LITERAL -> throw new AssertionError("read elsewhere: " + state);
    }
  }

  private void startValue(char c) {
    if (programNext && c != '"') {
      throw invalidArguments("The member \"%s\" must be a string".formatted(member), offset);
    }
    switch (c) {
      case '"' -> startString(programNext ? StringRole.PROGRAM : StringRole.OTHER_VALUE);
      case '{' -> open(true);
      case '[' -> open(false);
      case 't' -> startLiteral("true");
      case 'f' -> startLiteral("false");
      case 'n' -> startLiteral("null");
      default -> {
        number = JsonNumber.start(c);
        if (number == null) {
          throw unexpected("a value", c);
        }
        state = State.NUMBER;
      }
    }
  }

  private void startLiteral(String expected) {
    literal = expected;
    literalRead = 1;
    state = State.LITERAL;
  }

  private void startString(StringRole started) {
    role = started;
    stringOffset = offset;
    string = new JsonStringDecoder();
    state = State.STRING;
  }

  private void endString() {
    switch (role) {
      case NAME -> {
        programNext = depth == 1 && matched == member.length();
        if (programNext && programRead) {
          throw invalidArguments(
              "The member \"%s\" is given twice".formatted(member), stringOffset);
        }
        state = State.COLON;
      }
      case PROGRAM -> {
        programNext = false;
        programRead = true;
        state = State.COMMA;
      }
      case OTHER_VALUE -> state = State.COMMA;
    }
  }

  private void match(CharSequence name, int from, int to) {
    for (int i = from; i < to && matched != MISMATCH; i++) {
      boolean same = matched < member.length() && member.charAt(matched) == name.charAt(i);
      matched = same ? matched + 1 : MISMATCH;
    }
  }

  private void open(boolean object) {
    if (++depth > MAX_DEPTH) {
      throw invalidJson("The arguments are nested deeper than " + MAX_DEPTH);
    }
    objects.set(depth, object);
    state = object ? State.FIRST_NAME : State.FIRST_ELEMENT;
  }

  private void close() {
    state = --depth == 0 ? State.END : State.COMMA;
    if (state == State.END && !programRead) {
      throw invalidArguments("The member \"%s\" is missing".formatted(member), offset);
    }
  }

  private IntakeException unexpected(String expected, char found) {
    return invalidJson(
        "Expected %s, found %s"
            .formatted(
                expected, found > ' ' && found < 0x7F ? found : "U+%04X".formatted((int) found)));
  }

  private IntakeException invalidJson(String fault) {
    return IntakeException.json("invalid_json", fault, offset);
  }

  private static IntakeException invalidArguments(String fault, long offset) {
    return IntakeException.json("invalid_arguments", fault, offset);
  }
}
