package io.forerun.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemoProgramTest {

  @ParameterizedTest
  @EnumSource
  void isAProgramOfThirtyToEightyLines(DemoProgram program) {
    assertThat(program.source().lines().count()).isBetween(30L, 80L);
    assertThat(program.source()).endsWith("\n").doesNotContain("\r", "\t");
    assertThat(program.title()).isNotBlank();
    assertThat(DemoProgram.withId(program.id())).contains(program);
  }

  @Test
  void thereAreTen() {
    assertThat(DemoProgram.values()).hasSize(10);
    assertThat(DemoProgram.withId("none")).isEmpty();
  }
}
