package io.forerun.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a function says that it takes and answers: its JSON Schemas. As a filter, it checks each
 * request that the function has taken and each result.
 */
record Contract(JsonSchema request, JsonSchema result) implements Filter {
  static final Path SCHEMAS = Path.of("../../docs/schemas");

  private static final JsonMapper JSON = new JsonMapper();
  private static final int OK = 200;

  static Contract of(String function) {
    return new Contract(schema(function + "-request"), schema(function + "-result"));
  }

  private static JsonSchema schema(String name) {
    Path file = SCHEMAS.resolve(name + ".json").toAbsolutePath().normalize();
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(SchemaLocation.of(file.toUri().toString()));
  }

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification specification,
      FilterContext context) {
    Response response = context.next(request, specification);
    if (response.statusCode() == OK) {
      require(this.request, request.getBody());
      require(result, response.asString());
    }
    return response;
  }

  static void require(JsonSchema schema, String json) {
    Set<ValidationMessage> faults = schema.validate(parse(json));
    if (!faults.isEmpty()) {
      throw new AssertionError(
          "%s%nis not as %s says:%n%s"
              .formatted(
                  json,
                  schema.getSchemaLocation(),
                  faults.stream().map(Object::toString).collect(Collectors.joining("\n"))));
    }
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
