package io.forerun.execute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class IdempotencyKeysTest {
  private static final JsonNode ANN = json("{'to': 'ann', 'at': {'h': 1, 'm': [2, 3]}}");
  private static final JsonNode BOB = json("{'to': 'bob'}");

  private final IdempotencyKeys keys = new IdempotencyKeys("run-1");

  @Test
  void aKeyIsADigestOfScopeNameArgumentsAndCallsBefore() {
    // sha256sum of ["run-1","send",{"to":"bob"},0]
    assertThat(keys.of("send", BOB))
        .isEqualTo("45b56026056e90de34af161c7dbdae3834d03c8e6151fc9680b62930f4e1a1eb");
  }

  @Test
  void theSameCallHasTheSameKeyInEveryProgramOfAScope() {
    assertThat(new IdempotencyKeys("run-1").of("send", ANN)).isEqualTo(keys.of("send", ANN));
    assertThat(new IdempotencyKeys("run-2").of("send", ANN)).isNotEqualTo(keys.of("send", ANN));
    assertThat(new IdempotencyKeys(null).of("send", ANN)).isNotEqualTo(keys.of("send", ANN));
  }

  @Test
  void theOrderOfMembersDoesNotCount() {
    assertThat(keys.of("send", json("{'at': {'m': [2, 3], 'h': 1}, 'to': 'ann'}")))
        .isEqualTo(keys.of("send", ANN));
    assertThat(keys.of("send", json("{'at': {'m': [3, 2], 'h': 1}, 'to': 'ann'}")))
        .isNotEqualTo(keys.of("send", ANN));
  }

  @Test
  void aCallThatSucceededAndIsMadeAgainIsAnotherEffect() {
    var first = keys.of("send", ANN);
    keys.succeeded("send", ANN);
    var second = keys.of("send", ANN);

    assertThat(second).isNotEqualTo(first);
    assertThat(keys.of("send", BOB)).isEqualTo(new IdempotencyKeys("run-1").of("send", BOB));
    assertThat(keys.of("mail", ANN)).isEqualTo(new IdempotencyKeys("run-1").of("mail", ANN));
  }

  @Test
  void aCallThatFailedAndIsMadeAgainIsTheSameEffect() {
    assertThat(keys.of("send", ANN)).isEqualTo(keys.of("send", ANN));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
