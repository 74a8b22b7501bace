package io.forerun.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TokensTest {

  @Test
  void areWordsPunctuationAndLineEndsWithTheirIndentation() {
    assertThat(Tokens.split("def total_of(row):\r\n    return row['a'] == 'é🐍'\n\n# ok"))
        .containsExactly(
            "def",
            " total_of",
            "(",
            "row",
            "):",
            "\r\n    ",
            "return",
            " row",
            "['",
            "a",
            "']",
            " ==",
            " '",
            "é",
            "🐍'",
            "\n\n",
            "#",
            " ok");
  }

  @Test
  void loseNothing() {
    Random random = new Random(1);
    int[] alphabet = "ab_9 \t\r\n\f\u0085\u2028\0.,'\"é漢🐍\u0301".codePoints().toArray();
    for (int n = 0; n < 2_000; n++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(50); i > 0; i--) {
        text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
      }
      assertThat(String.join("", Tokens.split(text.toString()))).isEqualTo(text.toString());
    }
  }

  @Test
  void haveThreeToFourCharactersInPrograms() {
    long characters = 0;
    long tokens = 0;
    for (DemoProgram program : DemoProgram.values()) {
      characters += program.source().length();
      tokens += Tokens.split(program.source()).size();
    }
    assertThat((double) characters / tokens).isBetween(3.0, 4.0);
  }
}
