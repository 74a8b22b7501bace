package io.forerun.lambda;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import io.forerun.request.InvalidRequestException;
import io.forerun.request.RequestReader;
import java.io.IOException;
import java.util.function.Function;

/**
 * Reads requests strictly, makes of each what its function takes, and reports whatever is wrong
 * with one as {@link InvalidRequest}.
 *
 * <p>This is the only place from which an exception of ours reaches Lambda as it is: what a
 * function throws, Funqy wraps, so that each would arrive with the same error type.
 *
 * @param <R> the request's form in JSON
 * @param <T> what the function takes
 */
final class RequestDeserializer<R, T> extends JsonDeserializer<T> {
  private final RequestReader<R> reader;
  private final Function<R, T> prepare;

  /**
   * @param prepare may throw {@link InvalidRequestException}
   */
  RequestDeserializer(Class<R> form, Function<R, T> prepare) {
    this.reader = new RequestReader<>(form);
    this.prepare = prepare;
  }

  @Override
  public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
    try {
      return prepare.apply(reader.read(json));
    } catch (InvalidRequestException e) {
      throw new InvalidRequest(e.getMessage());
    }
  }

  @Override
  public T getNullValue(DeserializationContext context) {
    throw new InvalidRequest("The request is null; it must be an object.");
  }
}
