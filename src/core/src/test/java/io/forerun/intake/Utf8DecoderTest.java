package io.forerun.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8DecoderTest {
  private final StringBuilder text = new StringBuilder();

  @Test
  void anyCutGivesTheSameText() {
    String expected = "s = 'naïve — 漢字 🐍🚀' # \u0000\r\n";
    byte[] bytes = expected.getBytes(UTF_8);
    Random random = new Random(1);
    for (int n = 0; n < 200; n++) {
      text.setLength(0);
      decode(bytes, n == 0 ? 0 : random.nextInt(9), random);
      assertThat(text).hasToString(expected);
    }
  }

  @Test
  void readsABufferToItsLimitAndKeepsNoneOfIt() {
    Utf8Decoder decoder = new Utf8Decoder();
    byte[] reused = "xx🐍yy".getBytes(UTF_8);
    decoder.decode(ByteBuffer.wrap(reused, 1, 3), text::append);
    Arrays.fill(reused, 0, 4, (byte) '?');
    decoder.decode(ByteBuffer.wrap(reused, 4, 3), text::append);
    decoder.end();
    assertThat(text).hasToString("x🐍y");
  }

  @Test
  void countsTheBytesThatItReadAndNotThoseBeforeThemInTheBuffer() {
    byte[] bytes = {'x', 'x', 'a', (byte) 0xFF};
    assertThatExceptionOfType(IntakeException.class)
        .isThrownBy(() -> new Utf8Decoder().decode(ByteBuffer.wrap(bytes, 2, 2), text::append))
        .withMessageContaining("at offset 1 ");
  }

  @ParameterizedTest
  @CsvSource({
    "6180, 1, a, 0x80",
    "61ff62, 1, a, 0xFF",
    "c3a9c328, 2, é, 0xC3",
    "61e2822861, 1, a, 0xE2",
    "c080, 0, '', 0xC0",
    "61eda080, 1, a, 0xED",
    "f09f908df5808080, 4, 🐍, 0xF5"
  })
  void namesTheOffsetOfTheFirstInvalidByteWhateverTheCut(
      String hex, int offset, String before, String fault) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    Random random = new Random(2);
    for (int longest = 0; longest < 6; longest++) {
      int cut = longest;
      text.setLength(0);
      assertThatExceptionOfType(IntakeException.class)
          .isThrownBy(() -> decode(bytes, cut, random))
          .withMessageContaining("byte %s at offset %d ", fault, offset)
          .returns("invalid_utf8", IntakeException::type);
      assertThat(text).hasToString(before);
    }
  }

  @Test
  void namesTheOffsetOfACharacterThatTheInputEndsIn() {
    byte[] bytes = Arrays.copyOf("ab🐍".getBytes(UTF_8), 5);
    Random random = new Random(3);
    for (int longest = 0; longest < 6; longest++) {
      int cut = longest;
      text.setLength(0);
      assertThatExceptionOfType(IntakeException.class)
          .isThrownBy(() -> decode(bytes, cut, random))
          .withMessageContaining("begins at offset 2")
          .returns("invalid_utf8", IntakeException::type);
      assertThat(text).hasToString("ab");
    }
  }

  @Test
  void acceptsWhatTheWholeDecoderAcceptsAndNothingElse() {
    Random random = new Random(4);
    int refused = 0;
    for (int n = 0; n < 20_000; n++) {
      byte[] bytes = almostUtf8(random);
      text.setLength(0);
      String expected;
      try {
        expected = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        refused++;
        assertThatExceptionOfType(IntakeException.class).isThrownBy(() -> decode(bytes, 3, random));
        continue;
      }
      decode(bytes, 3, random);
      assertThat(text).hasToString(expected);
    }
    assertThat(refused).isBetween(1_000, 19_000);
  }

  private static byte[] almostUtf8(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      text.appendCodePoint("aé漢🐍".codePointAt("aé漢🐍".offsetByCodePoints(0, random.nextInt(4))));
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    if (random.nextBoolean()) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  /** Feeds pieces of up to a length; 0 means one byte each. */
  private void decode(byte[] bytes, int longest, Random random) {
    Utf8Decoder decoder = new Utf8Decoder();
    for (int i = 0; i < bytes.length; ) {
      int to = Math.min(bytes.length, i + (longest == 0 ? 1 : random.nextInt(longest + 1)));
      decoder.decode(Arrays.copyOfRange(bytes, i, to), text::append);
      i = to;
    }
    decoder.end();
  }
}
