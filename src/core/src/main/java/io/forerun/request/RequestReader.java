package io.forerun.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads requests in JSON strictly, and says what is wrong with one in its sender's terms.
 * Immutable.
 *
 * @param <T> a record that a request is read into
 */
public final class RequestReader<T> {
  private static final ObjectMapper STRICT =
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
          .build();

  private final ObjectReader json;

  /**
   * @param type its constructor may throw {@link InvalidRequestException} about its members; the
   *     message gets their path
   */
  public RequestReader(Class<T> type) {
    json = STRICT.readerFor(type);
  }

  /**
   * Reads a request that is all of a text.
   *
   * @param text null or blank is refused like other faults
   * @return never null
   * @throws InvalidRequestException if the text is not such a request
   */
  public T read(String text) {
    if (text == null || text.isBlank()) {
      throw new InvalidRequestException("Nothing was sent; send a JSON object.");
    }
    try {
      T value = json.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readValue(text);
      if (value == null) {
        throw new InvalidRequestException("The request is null; it must be an object.");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw explain(e);
    }
  }

  /**
   * Reads the request that the parser is at.
   *
   * @return null if that is what stands there
   * @throws InvalidRequestException if there is no such request
   */
  public T read(JsonParser parser) throws IOException {
    try {
      return json.readValue(parser);
    } catch (JsonProcessingException e) {
      throw explain(e);
    }
  }

  private static InvalidRequestException explain(JsonProcessingException problem) {
    return new InvalidRequestException(
        switch (problem) {
          case UnrecognizedPropertyException unknown ->
              "%s is unknown; known here are %s."
                  .formatted(path(unknown), names(unknown.getKnownPropertyIds()));
          case JsonMappingException e
              when e.getCause() instanceof InvalidRequestException invalid ->
              e.getPath().isEmpty() ? invalid.getMessage() : path(e) + ": " + invalid.getMessage();
          case JsonMappingException e when e.getCause() instanceof JsonProcessingException cause ->
              malformed(cause);
          case MismatchedInputException e ->
              "%s must be %s.".formatted(path(e), expectation(e.getTargetType()));
          default -> malformed(problem);
        });
  }

  private static String malformed(JsonProcessingException problem) {
    return "The request is not JSON that can be read, at line %d, column %d."
        .formatted(problem.getLocation().getLineNr(), problem.getLocation().getColumnNr());
  }

  private static String path(JsonMappingException problem) {
    if (problem.getPath().isEmpty()) {
      return "The request";
    }
    var path = new StringBuilder();
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
    } else if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    } else if (type == Long.class || type == Integer.class) {
      return "a whole number";
    } else if (type == Double.class) {
      return "a number";
    } else if (type != null && type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> STRICT.convertValue(constant, String.class))
          .collect(Collectors.joining(", ", "one of ", ""));
    } else if (type != null && List.class.isAssignableFrom(type)) {
      return "a list";
    } else {
      return "an object";
    }
  }
}
