package io.forerun.intake;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Turns bytes, cut anywhere, into text. Holds back the bytes of an unfinished character only. A
 * byte order mark is passed on as U+FEFF; the intakes drop it. Not thread-safe; one instance serves
 * one input.
 */
public final class Utf8Decoder {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private ByteBuffer unfinished = NOTHING;
  private long offset;

  /**
   * Takes the next bytes.
   *
   * @param bytes are read, not kept
   * @param text receives what they complete; not called with empty text
   * @throws IntakeException of type {@code invalid_utf8} if they are not UTF-8; the text before the
   *     fault was handed over
   */
  public void decode(byte[] bytes, Consumer<String> text) {
    decode(ByteBuffer.wrap(bytes), text);
  }

  /**
   * Takes the next bytes.
   *
   * @param bytes are read to their limit, not kept
   * @param text receives what they complete; not called with empty text
   * @throws IntakeException of type {@code invalid_utf8} if they are not UTF-8; the text before the
   *     fault was handed over
   */
  public void decode(ByteBuffer bytes, Consumer<String> text) {
    ByteBuffer in = unfinished.hasRemaining() ? join(unfinished, bytes) : bytes;
    int start = in.position();
    CharBuffer out = CharBuffer.allocate(in.remaining());
    CoderResult result = decoder.decode(in, out, false);
    offset += in.position() - start;
    if (out.flip().hasRemaining()) {
      text.accept(out.toString());
    }
    if (result.isError()) {
      throw new IntakeException(
          "invalid_utf8",
          "The byte 0x%02X at offset %d begins no UTF-8 character; send the text encoded as UTF-8."
              .formatted(in.get(in.position()), offset));
    }
    unfinished = in.hasRemaining() ? join(in, NOTHING) : NOTHING;
  }

  /**
   * The input has ended.
   *
   * @throws IntakeException of type {@code invalid_utf8} if it ended inside a character
   */
  public void end() {
    if (unfinished.hasRemaining()) {
      throw new IntakeException(
          "invalid_utf8",
          "The input ends inside the UTF-8 character that begins at offset %d; send it whole."
              .formatted(offset));
    }
  }

  private static ByteBuffer join(ByteBuffer first, ByteBuffer second) {
    return ByteBuffer.allocate(first.remaining() + second.remaining())
        .put(first)
        .put(second)
        .flip();
  }
}
