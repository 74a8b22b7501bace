package io.forerun.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;

/**
 * Writes a function's result, or throws why it has none: what a function itself throws, Funqy
 * wraps, so that each failure would arrive with the same error type.
 */
final class AnswerSerializer extends JsonSerializer<Answer> {

  @Override
  public void serialize(Answer answer, JsonGenerator json, SerializerProvider serializers)
      throws IOException {
    if (answer.failure() != null) {
      throw answer.failure();
    }
    serializers.defaultSerializeValue(answer.result(), json);
  }
}
