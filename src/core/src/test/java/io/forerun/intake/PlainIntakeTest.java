package io.forerun.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainIntakeTest {

  @Test
  void theTextIsTheProgram() {
    String program = "print('🐍')\r\nx = '\uFEFF'\n```\n";
    for (List<String> deltas : Reading.splits(program, new Random(1), 50)) {
      assertThat(Reading.of(new PlainIntake(), deltas))
          .isEqualTo(new Reading(List.of(new Reading.Piece(true, program)), null, null));
    }
  }

  @Test
  void dropsOneLeadingByteOrderMark() {
    for (List<String> deltas : Reading.splits("\uFEFF\uFEFFx = 1\n", new Random(2), 50)) {
      assertThat(Reading.of(new PlainIntake(), deltas).program()).isEqualTo("\uFEFFx = 1\n");
    }
  }

  @Test
  void passesEachDeltaOnAtOnce() {
    assertThat(
            List.of("pri", "nt", "(1)").stream()
                .flatMap(delta -> Reading.of(new PlainIntake(), List.of(delta)).pieces().stream())
                .map(Reading.Piece::text))
        .containsExactly("pri", "nt", "(1)");
  }

  @Test
  void refusesHalfACharacterAndKeepsWhatPrecedesIt() {
    for (String half : List.of("ab\uD83Dc", "ab\uDC0Dc", "ab\uD83D", "ab\uD83D\uD83D\uDC0D")) {
      for (List<String> deltas : Reading.splits(half, new Random(3), 20)) {
        Reading reading = Reading.of(new PlainIntake(), deltas);
        assertThat(reading.program()).isEqualTo("ab");
        assertThat(reading.errorType()).isEqualTo("lone_surrogate");
        assertThat(reading.errorMessage()).contains("offset 2,");
      }
    }
  }
}
