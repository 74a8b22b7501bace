package io.forerun.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import io.forerun.endpoint.Endpoint;
import io.forerun.endpoint.Endpoints;
import io.forerun.execute.HostFunction;
import io.forerun.execute.Limits;
import io.forerun.execute.Mount;
import io.forerun.gate.Approval;
import io.forerun.gate.Policy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request says about its run, and what it gets. */
class RequestedOptionsTest {
  private static final RequestReader<RequestedOptions> READER =
      new RequestReader<>(RequestedOptions.class);
  private static final Limits HIGHEST =
      new Limits(
          Duration.ofSeconds(60), Duration.ofMinutes(5), Duration.ofMinutes(1), 8L << 20, 1 << 21);

  @TempDir static Path directory;

  private final Endpoints endpoints =
      new Endpoints(
          List.of(new Endpoint("tools", URI.create("https://t.example/api"), Map.of(), 1000)));

  @AfterEach
  void close() {
    endpoints.close();
  }

  private Allowance allowance() {
    return new Allowance(
        Limits.DEFAULTS,
        HIGHEST,
        Map.of(
            "reports", new Mount(directory, "/out", true),
            "data", new Mount(directory, "/data", false)),
        endpoints);
  }

  private static RequestedOptions read(String json) {
    return READER.read(json.replace('\'', '"'));
  }

  @Test
  void whatIsLeftOutIsTheDefault() {
    var session = read("{}").session(allowance());

    assertThat(session.limits()).isEqualTo(Limits.DEFAULTS);
    assertThat(session.mounts()).isEmpty();
    assertThat(session.functions()).isEmpty();
    assertThat(read("{}").gate().policy()).isEqualTo(Policy.EFFECTS);
  }

  @Test
  void whatIsAskedForIsGranted() {
    var options =
        read(
            """
            {'policy': 'serial', 'sessionId': 's', 'limits': {'chunkTimeMs': 1, 'runTimeMs': 99999999},
             'mounts': ['data', 'reports'],
             'functions': [{'name': 'f', 'description': 'Does.', 'schema': {'type': 'object'},
               'irreversible': false, 'timeoutMs': 500, 'url': 'https://t.example/api/f'}]}
            """);
    var session = options.session(allowance());

    assertThat(options.gate().policy()).isEqualTo(Policy.SERIAL);
    assertThat(session.limits().chunkTime()).isEqualTo(Duration.ofMillis(1));
    assertThat(session.limits().runTime()).isEqualTo(HIGHEST.runTime());
    assertThat(session.mounts()).extracting(Mount::path).containsExactly("/data", "/out");
    assertThat(session.functions())
        .singleElement()
        .extracting(
            HostFunction::name,
            HostFunction::description,
            HostFunction::irreversible,
            HostFunction::timeout)
        .containsExactly("f", "Does.", false, Duration.ofMillis(500));
  }

  @Test
  void consentIsAskedForWithWhatHappenedBefore() {
    var options =
        read(
            """
            {'approval': {'scope': 'order 7', 'approved': ['a'],
              'effects': [{'key': 'b', 'effect': 'call f()', 'chunk': 1, 'value': 4, 'recorded': false}]}}
            """);

    assertThat(options.gate().approval()).isEqualTo(new Approval(true, Set.of("a")));
    assertThat(options.session(allowance()).idempotencyScope()).isEqualTo("order 7");
    assertThat(options.session(allowance()).happened())
        .containsExactly(Map.entry("b", IntNode.valueOf(4)));
  }

  @Test
  void aFunctionThatDoesNotSayIsIrreversible() {
    var session =
        read("{'functions': [{'name': 'f', 'schema': {'type': 'object'}, 'url': 'https://t.example/api'}]}")
            .session(allowance());

    assertThat(session.functions().getFirst().irreversible()).isTrue();
    assertThat(session.functions().getFirst().timeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'mounts': ['reports'], 'approval': {}} | mounts names a writable directory",
        "{'mounts': ['logs']} | mounts names logs, which the service's configuration does not have; it has data, reports.",
        "{'mounts': ['data', 'data']} | mounts names data twice",
        "{'mounts': [null]} | mounts names null",
        "{'functions': [{'name': 'f', 'schema': {'type': 'object'}, 'url': 'https://evil.example/api'}]} | functions[0].url is https://evil.example/api, which lies at or below no endpoint",
        "{'functions': [{'name': 'f', 'schema': {'type': 'object'}, 'url': 'https://t.example/api/../x'}]} | functions[0].url must have no . or .. in its path.",
        "{'functions': [{'name': '1f', 'schema': {'type': 'object'}, 'url': 'https://t.example/api'}]} | functions[0]: Not a Python identifier: 1f.",
        "{'functions': [{'name': 'f', 'schema': {'type': 'string'}, 'url': 'https://t.example/api'}]} | functions[0]: The schema of f must have the type object",
        "{'functions': [{'name': 'f', 'schema': {'type': 'object'}, 'url': 'https://t.example/api'}, {'name': 'f', 'schema': {'type': 'object'}, 'url': 'https://t.example/api'}]} | functions: Two functions are called f.",
      })
  void whatIsNotAllowedIsRefused(String json, String message) {
    var options = read(json);
    var allowance = allowance();
    assertThatThrownBy(() -> options.session(allowance))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'policy': 'immediate', 'approval': {}} | approval needs effects that wait",
        "{'approval': {'approved': [null]}} | approval: approved[0] is null",
        "{'approval': {'effects': [{'effect': 'call f()'}]}} | approval: effects[0] has no key",
        "{'policy': 'none'} | policy must be one of immediate, effects, static, serial.",
        "{'policy': 1} | policy must be one of immediate, effects, static, serial.",
        "{'polcy': 'serial'} | polcy is unknown; known here are approval, functions, limits, mounts, policy, sessionId.",
        "{'sessionId': 'a b'} | sessionId must be 1 to 128 letters",
        "{'sessionId': 7} | sessionId must be a string.",
        "{'mounts': 'data'} | mounts must be a list.",
        "{'mounts': [1]} | mounts[0] must be a string.",
        "{'limits': {'runTimeMs': 0}} | limits: runTimeMs is 0; give a whole number above 0",
        "{'limits': {'runTimeMs': 1.5}} | limits.runTimeMs must be a whole number.",
        "{'limits': {'runTimeMs': '5'}} | limits.runTimeMs must be a whole number.",
        "{'functions': {}} | functions must be a list.",
        "{'functions': [null]} | functions[0] is null; it must be an object.",
        "{'functions': [1]} | functions[0] must be an object.",
        "{'functions': [{}]} | functions[0]: name is missing.",
        "{'functions': [{'name': 'f'}]} | functions[0]: url is missing.",
        "{'functions': [{'name': 'f', 'url': 'https://t.example/api'}]} | functions[0]: schema is missing.",
        "{'functions': [{'name': 'f', 'url': 'u', 'schema': {}, 'timeoutMs': 0}]} | functions[0]: timeoutMs is 0; it must be 1 to 600000.",
        "{'functions': [{'name': 'f', 'url': 'u', 'schema': {}, 'irreversible': 'no'}]} | functions[0].irreversible must be true or false.",
        "{'functions': [{'name': 'f', 'url': 'u', 'schema': {}, 'headers': {}}]} | functions[0].headers is unknown",
        "[] | The request must be an object.",
        "null | The request is null",
        "{'policy': | The request is not JSON that can be read, at line 1, column",
        "` ` | Nothing was sent",
      })
  void whatIsNoRequestIsExplained(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void numberAndSizeOfFunctionsAreBounded() {
    var function = "{'name': 'f', 'url': 'u', 'schema': {'title': '%s'}}";
    assertThatThrownBy(
            () ->
                read(
                    "{'functions': [%s]}"
                        .formatted(
                            String.join(",", Collections.nCopies(33, function.formatted("x"))))))
        .hasMessage("functions has 33 members; give at most 32.");
    assertThatThrownBy(
            () -> read("{'functions': [%s]}".formatted(function.formatted("x".repeat(66_000)))))
        .hasMessage("functions has schemas of 66012 characters; give at most 65536.");
  }

  @Test
  void whatIsSaidInTwoPlacesAddsUp() {
    var together =
        read("{'policy': 'static', 'limits': {'runTimeMs': 1}}")
            .and(read("{'sessionId': 's', 'limits': {'cpuTimeMs': 2}}"));

    assertThat(together)
        .isEqualTo(
            read(
                "{'policy': 'static', 'sessionId': 's', 'limits': {'runTimeMs': 1, 'cpuTimeMs': 2}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"policy\": \"static\"} | policy",
        "{\"sessionId\": \"s\"} | sessionId",
        "{\"limits\": {\"cpuTimeMs\": 1}} | cpuTimeMs",
        "{\"mounts\": []} | mounts",
        "{\"functions\": []} | functions",
      })
  void theSameThingTwiceIsAnError(String json, String member) {
    assertThatThrownBy(() -> read(json).and(read(json)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(member + " is given twice; give it once.");
  }

  @Test
  void mountsThatCollideAreNoConfiguration() {
    assertThatThrownBy(
            () ->
                new Allowance(
                    Limits.DEFAULTS,
                    HIGHEST,
                    Map.of(
                        "a", new Mount(directory, "/data", false),
                        "b", new Mount(directory, "/data/in", false)),
                    endpoints))
        .hasMessage("The mount /data/in lies inside /data");
    assertThatThrownBy(() -> new Mount(directory.resolve("missing"), "/data", false))
        .hasMessageContaining("What is to be mounted at /data is no directory");
  }
}
