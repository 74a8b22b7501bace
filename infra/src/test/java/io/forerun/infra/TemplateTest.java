package io.forerun.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code template.yaml} names is there: in the template, in the code, in the definitions. */
class TemplateTest {
  private static final Path PROJECT = Path.of("..");
  private static final String EXPORT = "QUARKUS_FUNQY_EXPORT";
  private static final String STATE_MACHINE = "AWS::Serverless::StateMachine";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9_.:]+)}");
  private static final Pattern DOCUMENTED = Pattern.compile("`(FORERUN_[A-Z0-9_<>]+)`");

  /** What Lambda, the JVM, Quarkus' start and the web adapter read. */
  private static final Set<String> OF_THE_PLATFORM =
      Set.of(
          "JAVA_TOOL_OPTIONS",
          "DISABLE_SIGNAL_HANDLERS",
          "AWS_LAMBDA_EXEC_WRAPPER",
          "AWS_LWA_INVOKE_MODE",
          "AWS_LWA_READINESS_CHECK_PATH",
          "AWS_LWA_READINESS_CHECK_HEALTHY_STATUS",
          "AWS_LWA_ASYNC_INIT");

  private static Template template;
  private static Application lambda;
  private static Application http;

  @BeforeAll
  static void readAll() throws Exception {
    template = Template.read(PROJECT.resolve("infra/template.yaml"));
    lambda = Application.lambda();
    http = Application.http();
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    Set<String> known = new HashSet<>(template.section("Parameters").keySet());
    known.addAll(template.section("Resources").keySet());
    known.addAll(generated());
    assertThat(references())
        .isNotEmpty()
        .filteredOn(name -> !name.startsWith("AWS::"))
        .isSubsetOf(known);
  }

  @Test
  void everyParameterIsUsed() {
    assertThat(references()).containsAll(template.section("Parameters").keySet());
  }

  @Test
  void everyParameterIsDocumented() throws IOException {
    String guide = Files.readString(PROJECT.resolve("infra/README.md"));
    assertThat(template.section("Parameters").keySet())
        .allSatisfy(name -> assertThat(guide).contains("| `" + name + "` |"));
  }

  @Test
  void theConditionsThatAreUsedAreThoseThatExist() {
    Set<String> used = new TreeSet<>();
    template.visit(
        (key, value) -> {
          if (key.equals("Condition") && value instanceof String name) {
            used.add(name);
          } else if (key.equals("Fn::If")) {
            used.add((String) ((List<?>) value).getFirst());
          }
        });
    assertThat(used).isEqualTo(new TreeSet<>(template.section("Conditions").keySet()));
  }

  @Test
  void everyHandlerIsAMethod() throws ClassNotFoundException {
    for (Map<String, Object> function : template.functions().values()) {
      String handler = function.get("Handler").toString();
      if (isHttp(function)) {
        assertThat(handler).isEqualTo("bootstrap");
      } else {
        String[] parts = handler.split("::");
        assertThat(Class.forName(parts[0]).getMethods()).extracting("name").contains(parts[1]);
      }
    }
  }

  @Test
  void everyFunctionIsDeployed() {
    assertThat(template.functions().values())
        .filteredOn(function -> !isHttp(function))
        .extracting(function -> Template.variables(function).get(EXPORT))
        .containsExactlyInAnyOrderElementsOf(lambda.functions());
  }

  @Test
  void everyEnvironmentVariableIsRead() {
    List<String> unread = new ArrayList<>();
    template
        .functions()
        .forEach(
            (name, function) ->
                Template.variables(function).keySet().stream()
                    .filter(variable -> !isRead(variable, function))
                    .forEach(variable -> unread.add(name + ": " + variable)));
    assertThat(unread).isEmpty();
  }

  @Test
  void theJvmIsStartedLikeInTheTests() {
    assertThat(template.functions().values())
        .extracting(function -> Template.variables(function).get("JAVA_TOOL_OPTIONS"))
        .containsOnly(System.getProperty("forerun.jvm.args"));
  }

  @Test
  void everyDocumentedVariableIsRead() throws IOException {
    List<String> documented =
        DOCUMENTED
            .matcher(Files.readString(PROJECT.resolve("docs/lambda.md")))
            .results()
            .map(match -> match.group(1).replace("<NAME>", "ANY"))
            .toList();
    assertThat(documented).isNotEmpty().allMatch(lambda::reads);
  }

  @Test
  void theSubstitutionsAreThePlaceholdersOfTheDefinitions() throws IOException {
    for (Map<String, Object> machine : template.properties(STATE_MACHINE).values()) {
      Path definition = template.directory().resolve(machine.get("DefinitionUri").toString());
      assertThat(Template.map(machine.get("DefinitionSubstitutions")).keySet())
          .as(definition.toString())
          .isEqualTo(placeholders(Files.readString(definition)));
    }
  }

  @Test
  void everyDefinitionIsDeployed() throws IOException {
    try (Stream<Path> files = Files.list(template.directory().resolve("statemachine"))) {
      assertThat(template.properties(STATE_MACHINE).values())
          .extracting(
              machine -> template.directory().resolve((String) machine.get("DefinitionUri")))
          .containsExactlyInAnyOrderElementsOf(
              files.filter(file -> file.toString().endsWith(".asl.json")).toList());
    }
  }

  @Test
  void theLogLineThatIsCountedIsLogged() {
    assertThat(template.properties("AWS::Logs::MetricFilter").values())
        .isNotEmpty()
        .extracting(filter -> filter.get("FilterPattern").toString().replace("\"", ""))
        .allMatch(lambda::says);
  }

  private static boolean isHttp(Map<String, Object> function) {
    return function.get("CodeUri").equals("../functions/http");
  }

  private static boolean isRead(String variable, Map<String, Object> function) {
    return OF_THE_PLATFORM.contains(variable)
        || (isHttp(function)
            ? http.reads(variable)
            : variable.equals(EXPORT) || lambda.reads(variable));
  }

  /** Names that SAM adds. */
  private static Set<String> generated() {
    Set<String> names = new HashSet<>();
    template
        .functions()
        .forEach(
            (name, function) -> {
              if (function.containsKey("AutoPublishAlias")) {
                names.addAll(List.of(name + ".Alias", name + ".Version"));
              }
              if (function.containsKey("FunctionUrlConfig")) {
                names.add(name + "Url");
              }
            });
    return names;
  }

  /** What the template refers to: parameters and resources. */
  private static List<String> references() {
    List<String> names = new ArrayList<>();
    template.visit(
        (key, value) -> {
          switch (key) {
            case "Ref" -> names.add(value.toString());
            case "Fn::GetAtt" -> names.add(resource(value));
            case "Fn::Sub" -> {
              List<?> parts = value instanceof List<?> list ? list : List.of(value);
              Set<String> open = new TreeSet<>(placeholders(parts.getFirst().toString()));
              if (parts.size() > 1) {
                open.removeAll(Template.map(parts.get(1)).keySet());
              }
              open.forEach(name -> names.add(name.startsWith("AWS::") ? name : resource(name)));
            }
            default -> {}
          }
        });
    return names;
  }

  private static String resource(Object attribute) {
    return attribute instanceof List<?> parts
        ? parts.getFirst().toString()
        : attribute.toString().split("\\.")[0];
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }
}
