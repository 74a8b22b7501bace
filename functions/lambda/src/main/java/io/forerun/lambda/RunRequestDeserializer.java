package io.forerun.lambda;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.forerun.intake.IntakeFormat;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads requests strictly, and reports whatever is wrong with one as {@link InvalidRequest}.
 *
 * <p>This is the only place from which an exception of ours reaches Lambda as it is: what a
 * function throws, Funqy wraps, so that each would arrive with the same error type.
 */
final class RunRequestDeserializer extends JsonDeserializer<RunRequest> {
  private static final ObjectReader STRICT =
      JsonMapper.builder()
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  List.of(
                          CoercionInputShape.Integer,
                          CoercionInputShape.Float,
                          CoercionInputShape.Boolean)
                      .forEach(shape -> text.setCoercion(shape, CoercionAction.Fail)))
          .build()
          .readerFor(RunRequest.class);

  @Override
  public RunRequest deserialize(JsonParser json, DeserializationContext context)
      throws IOException {
    try {
      return STRICT.readValue(json);
    } catch (JsonProcessingException e) {
      throw new InvalidRequest(explain(e));
    }
  }

  @Override
  public RunRequest getNullValue(DeserializationContext context) {
    throw new InvalidRequest("The request is null; give an object with code or deltas.");
  }

  private static String explain(JsonProcessingException problem) {
    return switch (problem) {
      case UnrecognizedPropertyException unknown ->
          "%s is unknown; known here are %s."
              .formatted(path(unknown), names(unknown.getKnownPropertyIds()));
      case JsonMappingException e when e.getCause() instanceof InvalidRequest invalid ->
          e.getPath().isEmpty() ? invalid.getMessage() : path(e) + ": " + invalid.getMessage();
      case MismatchedInputException e ->
          "%s must be %s.".formatted(path(e), expectation(e.getTargetType()));
      default ->
          "The request is not JSON that can be read, at line %d, column %d."
              .formatted(problem.getLocation().getLineNr(), problem.getLocation().getColumnNr());
    };
  }

  private static String path(JsonMappingException problem) {
    if (problem.getPath().isEmpty()) {
      return "The request";
    }
    StringBuilder path = new StringBuilder();
    for (Reference step : problem.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  private static String names(Collection<Object> members) {
    return members.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
  }

  private static String expectation(Class<?> type) {
    if (type == String.class) {
      return "a string";
    } else if (type == Boolean.class) {
      return "true or false";
    } else if (type == Long.class) {
      return "a whole number";
    } else if (type == Double.class) {
      return "a number";
    } else if (type == IntakeFormat.class) {
      return "one of plain, markdown, tool_call";
    } else if (type != null && List.class.isAssignableFrom(type)) {
      return "a list";
    } else {
      return "an object";
    }
  }
}
