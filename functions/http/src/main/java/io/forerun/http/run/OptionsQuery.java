package io.forerun.http.run;

import io.forerun.gate.Policy;
import io.forerun.request.InvalidRequestException;
import io.forerun.request.RequestReader;
import io.forerun.request.RequestedLimits;
import io.forerun.request.RequestedOptions;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The options of a run that stand in a request's address, for requests whose body is the program:
 * {@code options} holds the same JSON object as the members of a JSON request, and what is no list
 * or object of its own may be a parameter of its own.
 */
public final class OptionsQuery {
  private static final RequestReader<RequestedOptions> OPTIONS =
      new RequestReader<>(RequestedOptions.class);

  private final Function<String, List<String>> parameters;

  private OptionsQuery(Function<String, List<String>> parameters) {
    this.parameters = parameters;
  }

  /**
   * Reads the options.
   *
   * @param parameters all values of a parameter
   * @throws InvalidRequestException if one is not as it must be, or given twice
   */
  public static RequestedOptions read(Function<String, List<String>> parameters) {
    return new OptionsQuery(parameters).read();
  }

  private RequestedOptions read() {
    RequestedOptions alone =
        new RequestedOptions(policy(), value("sessionId"), limits(), null, null, null);
    String options = value("options");
    return options == null ? alone : alone.and(readObject(options));
  }

  private static RequestedOptions readObject(String options) {
    try {
      return OPTIONS.read(options);
    } catch (InvalidRequestException e) {
      throw new InvalidRequestException("options: " + e.getMessage());
    }
  }

  private Policy policy() {
    String name = value("policy");
    if (name == null) {
      return null;
    }
    return Arrays.stream(Policy.values())
        .filter(policy -> policy.json().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    Arrays.stream(Policy.values())
                        .map(Policy::json)
                        .collect(Collectors.joining(", ", "policy must be one of ", "."))));
  }

  private RequestedLimits limits() {
    return new RequestedLimits(
        number("chunkTimeMs"),
        number("runTimeMs"),
        number("cpuTimeMs"),
        number("outputBytes"),
        number("programChars"));
  }

  private Long number(String name) {
    String text = value(name);
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new InvalidRequestException(
          "%s is %s; give a whole number above 0, or leave it out.".formatted(name, text));
    }
  }

  private String value(String name) {
    List<String> values = parameters.apply(name);
    if (values.size() > 1) {
      throw new InvalidRequestException("%s is given twice; give it once.".formatted(name));
    }
    return values.isEmpty() ? null : values.getFirst();
  }
}
