package io.forerun.http.run;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;

/** Reads what clients send as JSON, and tells them what is wrong with it in their own terms. */
@ApplicationScoped
public class JsonInput {
  private final ObjectReader json;

  JsonInput(ObjectMapper json) {
    this.json = json.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /**
   * Reads a value.
   *
   * @param text null and empty text are refused like other faults
   * @return never null
   * @throws InvalidRunRequestException if the text is not JSON, or not of this type
   */
  public <T> T read(String text, Class<T> type) {
    try {
      T value = text == null ? null : json.forType(type).readValue(text);
      if (value == null) {
        throw new InvalidRunRequestException("Nothing was sent; send a JSON object.");
      }
      return value;
    } catch (UnrecognizedPropertyException e) {
      String known =
          e.getKnownPropertyIds().stream()
              .map(String::valueOf)
              .sorted()
              .collect(Collectors.joining(", "));
      throw new InvalidRunRequestException(
          "%s is not known; known are %s.".formatted(path(e), known));
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof JsonParseException malformed) {
        throw malformed(malformed);
      }
      throw new InvalidRunRequestException("%s is not of the documented kind.".formatted(path(e)));
    } catch (JsonProcessingException e) {
      throw malformed(e);
    }
  }

  private static InvalidRunRequestException malformed(JsonProcessingException e) {
    return new InvalidRunRequestException(
        "The JSON is malformed at line %d, column %d."
            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
  }

  private static String path(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "The JSON" : "The JSON's member " + path;
  }
}
