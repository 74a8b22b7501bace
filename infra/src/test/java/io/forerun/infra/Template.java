package io.forerun.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A SAM template.
 *
 * @param directory what its paths are relative to
 * @param content its sections; {@code !Sub x} is read as {@code {Fn::Sub: x}}
 */
record Template(Path directory, Map<String, Object> content) {

  static Template read(Path file) throws IOException {
    return new Template(
        file.getParent(), map(new Yaml(new WithFunctions()).load(Files.readString(file))));
  }

  /**
   * What stands under a section's name, such as {@code Parameters}; empty if the section is not
   * there.
   */
  Map<String, Object> section(String name) {
    return map(content.get(name));
  }

  /** The properties of all resources of a type, by their logical names. */
  Map<String, Map<String, Object>> properties(String type) {
    Map<String, Map<String, Object>> properties = new LinkedHashMap<>();
    section("Resources")
        .forEach(
            (name, resource) -> {
              if (map(resource).get("Type").equals(type)) {
                properties.put(name, map(map(resource).get("Properties")));
              }
            });
    return properties;
  }

  /** The functions, each with what holds for all of them. */
  Map<String, Map<String, Object>> functions() {
    Map<String, Object> common = map(section("Globals").get("Function"));
    Map<String, Map<String, Object>> functions = new LinkedHashMap<>();
    properties("AWS::Serverless::Function")
        .forEach(
            (name, own) -> {
              Map<String, Object> all = new HashMap<>(common);
              all.putAll(own);
              all.put("Environment", Map.of("Variables", variables(common, own)));
              functions.put(name, all);
            });
    return functions;
  }

  /** The environment variables of one of {@link #functions}. */
  static Map<String, Object> variables(Map<String, Object> function) {
    return map(map(function.get("Environment")).get("Variables"));
  }

  private static Map<String, Object> variables(
      Map<String, Object> common, Map<String, Object> own) {
    Map<String, Object> variables = new LinkedHashMap<>(variables(common));
    variables.putAll(variables(own));
    return variables;
  }

  /** Shows a visitor each member of each object of the template, from the outside in. */
  void visit(BiConsumer<String, Object> visitor) {
    visit(content, visitor);
  }

  private static void visit(Object node, BiConsumer<String, Object> visitor) {
    if (node instanceof Map<?, ?> object) {
      object.forEach(
          (key, value) -> {
            visitor.accept(key.toString(), value);
            visit(value, visitor);
          });
    } else if (node instanceof List<?> list) {
      list.forEach(item -> visit(item, visitor));
    }
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  /** Reads the short forms of CloudFormation's functions as their long ones. */
  private static final class WithFunctions extends SafeConstructor {
    WithFunctions() {
      super(new LoaderOptions());
      yamlMultiConstructors.put(
          "!",
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              String function = node.getTag().getValue().substring(1);
              boolean plain = function.equals("Ref") || function.equals("Condition");
              return Map.of(plain ? function : "Fn::" + function, value(node));
            }
          });
    }

    private Object value(Node node) {
      return switch (node) {
        case ScalarNode scalar -> constructScalar(scalar);
        case SequenceNode sequence -> constructSequence(sequence);
        case MappingNode mapping -> constructMapping(mapping);
        default -> throw new IllegalArgumentException(node.toString());
      };
    }
  }
}
