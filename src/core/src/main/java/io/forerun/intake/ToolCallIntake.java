package io.forerun.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
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
 * {@code member_too_long} (a name or value beside the program of more than a million bytes).
 */
public final class ToolCallIntake implements Intake {
  private static final String DEFAULT_MEMBER = "code";
  private static final int MAX_TOKEN_BYTES = 1 << 20;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(2 * MAX_TOKEN_BYTES).build())
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
}
