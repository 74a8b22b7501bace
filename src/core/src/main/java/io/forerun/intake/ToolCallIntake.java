package io.forerun.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the program out of a tool call's arguments: the JSON text of an object with one member that
 * holds the program as a string. Other members may stand before and after it and have any value;
 * they are neither code nor prose.
 *
 * <p>The program is decoded while its string is still being written. Everything around the string
 * is read by Jackson's non-blocking parser, which could not do that: it hands a string over when it
 * is whole (docs/adr/0003).
 *
 * <p>Errors are {@code invalid_json} (not JSON, or not all of it), {@code invalid_arguments} (not
 * an object, or its program is missing, given twice or no string), {@code lone_surrogate} and
 * {@code arguments_too_large} (a name or value beside the program is beyond the limits).
 */
public final class ToolCallIntake implements Intake {
  private static final String DEFAULT_MEMBER = "code";
  private static final int MAX_TOKEN_BYTES = 1 << 20;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNameLength(MAX_TOKEN_BYTES).build())
          .build();

  /** What may come next. */
  private enum State {
    OBJECT,
    MEMBER,
    COLON,
    STRING,
    CODE,
    END
  }

  private final WholeCharacters characters = new WholeCharacters();
  private final String member;
  private final JsonParser parser;
  private final byte[] next = new byte[1];

  private State state = State.OBJECT;
  private JsonStringDecoder code;
  private long offset;
  private int depth;
  private int tokenBytes;

  /** Expects the program in the member {@code code}. */
  public ToolCallIntake() {
    this(DEFAULT_MEMBER);
  }

  /**
   * @param member name of the member that holds the program
   */
  public ToolCallIntake(String member) {
    this.member = member;
    try {
      parser = JSON.createNonBlockingByteArrayParser();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
      if (state == State.CODE) {
        int end = code.read(text, i, offset - i, pieces);
        offset += end - i;
        i = end;
        if (code.closed()) {
          feed('"');
          feed('"');
          state = State.MEMBER;
        }
      } else {
        int c = text.codePointAt(i);
        read(c);
        i += Character.charCount(c);
        offset += Character.charCount(c);
      }
    }
  }

  private void read(int c) {
    boolean space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    switch (state) {
      case OBJECT -> {
        if (c == '{') {
          state = State.MEMBER;
        } else if (!space) {
          throw invalidArguments("The arguments must be a JSON object");
        }
        feed(c);
      }
      case MEMBER -> feed(c);
      case COLON -> {
        if (c == ':') {
          state = State.STRING;
        } else if (!space) {
          throw invalidJson("A name must be followed by a colon");
        }
        feed(c);
      }
      case STRING -> {
        if (c == '"') {
          state = State.CODE;
          code = new JsonStringDecoder();
        } else if (space) {
          feed(c);
        } else {
          throw invalidArguments("The member \"%s\" must be a string".formatted(member));
        }
      }
      case END -> {
        if (!space) {
          throw invalidJson("Something follows the arguments' object");
        }
      }
      case CODE -> throw new AssertionError("the program is read in slices");
    }
  }

  private void feed(int c) {
    if (c < 0x80) {
      feed((byte) c);
    } else {
      for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
        feed(b);
      }
    }
  }

  private void feed(byte b) {
    if (++tokenBytes > MAX_TOKEN_BYTES) {
      throw tooLarge();
    }
    next[0] = b;
    try {
      ((ByteArrayFeeder) parser.getNonBlockingInputFeeder()).feedInput(next, 0, 1);
      JsonToken token = parser.nextToken();
      while (token != JsonToken.NOT_AVAILABLE) {
        tokenBytes = 0;
        take(token);
        token = parser.nextToken();
      }
    } catch (StreamConstraintsException e) {
      throw tooLarge();
    } catch (JsonProcessingException e) {
      throw invalidJson(e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(JsonToken token) throws IOException {
    switch (token) {
      case START_OBJECT, START_ARRAY -> depth++;
      case END_ARRAY -> depth--;
      case END_OBJECT -> {
        if (--depth == 0) {
          if (code == null) {
            throw invalidArguments("The member \"%s\" is missing".formatted(member));
          }
          state = State.END;
        }
      }
      case FIELD_NAME -> {
        if (depth == 1 && parser.currentName().equals(member)) {
          if (code != null) {
            throw invalidArguments("The member \"%s\" is given twice".formatted(member));
          }
          state = State.COLON;
        }
      }
      default -> {}
    }
  }

  private IntakeException invalidJson(String fault) {
    return IntakeException.json("invalid_json", fault, offset);
  }

  private IntakeException invalidArguments(String fault) {
    return IntakeException.json("invalid_arguments", fault, offset);
  }

  private IntakeException tooLarge() {
    return IntakeException.json(
        "arguments_too_large",
        "A name or value beside the program is longer than 1 MiB, a number than 1,000 digits, or the nesting deeper than 1,000",
        offset);
  }
}
