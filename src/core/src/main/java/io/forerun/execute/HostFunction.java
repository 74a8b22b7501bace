package io.forerun.execute;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A function of the host that programs may call, as {@code from forerun import NAME}. Arguments and
 * result are JSON. Immutable; one instance may serve many sessions at a time.
 */
public final class HostFunction {

  /**
   * One call of a function.
   *
   * @param arguments an object that is valid under the function's schema
   * @param idempotencyKey names the effect, see {@link IdempotencyKeys}: whoever sees it again need
   *     not do it again; null for a function that is not irreversible
   */
  public record Call(JsonNode arguments, String idempotencyKey) {}

  /** What the function does. */
  @FunctionalInterface
  public interface Body {

    /**
     * Runs on the program's thread. It must end when that thread is interrupted, which happens when
     * the function's time is up or the session is stopped.
     *
     * @return the result; null for Python's None
     * @throws HostFunctionException to tell the program what went wrong; of other exceptions the
     *     program only learns that the call failed
     */
    JsonNode call(Call call) throws Exception;
  }

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** Loads no schema by a reference: the network must not be reached by declaring a function. */
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          factory ->
              factory.schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance())));

  private static final int MESSAGES = 3;

  private final String name;
  private final String description;
  private final List<String> parameters;
  private final JsonSchema schema;
  private final boolean irreversible;
  private final Duration timeout;
  private final Body body;

  /**
   * @param name a Python identifier
   * @param description becomes the function's documentation in Python
   * @param schema JSON Schema 2020-12 of the arguments, of type {@code object}; the order of its
   *     {@code properties} is that of positional arguments
   * @param irreversible whether a call cannot be taken back and so waits at the gate
   * @param timeout how long one call may take
   * @throws IllegalArgumentException if the name or the schema is not as it must be
   */
  public HostFunction(
      String name,
      String description,
      JsonNode schema,
      boolean irreversible,
      Duration timeout,
      Body body) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not a Python identifier: " + name);
    }
    if (!"object".equals(schema.path("type").asText())) {
      throw new IllegalArgumentException(
          "The schema of %s must have the type object, with a property for each argument"
              .formatted(name));
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("The timeout of %s must be positive".formatted(name));
    }
    this.name = name;
    this.description = description;
    this.parameters = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(parameters::add);
    this.schema = compile(name, schema);
    this.irreversible = irreversible;
    this.timeout = timeout;
    this.body = body;
  }

  private static JsonSchema compile(String name, JsonNode schema) {
    try {
      var compiled =
          SCHEMAS.getSchema(
              schema.deepCopy(),
              SchemaValidatorsConfig.builder().pathType(PathType.JSON_PATH).build());
      compiled.initializeValidators();
      return compiled;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "The schema of %s is not valid: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** The name that programs import. */
  public String name() {
    return name;
  }

  /** Its documentation. */
  public String description() {
    return description;
  }

  /** The names of its arguments, in the order of positional ones. */
  public List<String> parameters() {
    return List.copyOf(parameters);
  }

  /** Whether a call waits at the gate. */
  public boolean irreversible() {
    return irreversible;
  }

  /** How long one call may take. */
  public Duration timeout() {
    return timeout;
  }

  /** What it does. */
  public Body body() {
    return body;
  }

  /** What is wrong with these arguments; empty if they are valid. */
  public Optional<String> rejects(JsonNode arguments) {
    var messages =
        schema.validate(arguments).stream()
            .map(ValidationMessage::getMessage)
            .sorted()
            .limit(MESSAGES)
            .toList();
    return messages.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", messages));
  }
}
