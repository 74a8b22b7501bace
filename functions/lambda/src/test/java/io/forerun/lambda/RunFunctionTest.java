package io.forerun.lambda;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.forerun.graalpy.GraalPyExecutor;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The function {@code run}, invoked through the Lambda runtime API of Quarkus's event server. */
@QuarkusTest
class RunFunctionTest {
  private static final Contract CONTRACT = Contract.of("run");

  @ConfigProperty(name = "quarkus.lambda.mock-event-server.test-port")
  int port;

  @Inject GraalPyExecutor executor;

  @Test
  void returnsWhatTheProgramDid() {
    invoke(
            Map.of(
                "runId",
                "run-1",
                "code",
                "import sys\nprint('out')\nprint('err', file=sys.stderr)\n6 * 7\n"))
        .statusCode(200)
        .body("runId", equalTo("run-1"))
        .body("status", equalTo("succeeded"))
        .body("exitStatus", equalTo(0))
        .body("stdout", equalTo("out\n"))
        .body("stderr", equalTo("err\n"))
        .body("value", equalTo("42"))
        .body("chunks.kind", contains("import", "simple", "simple", "simple"))
        .body("chunks.state", everyItem(equalTo("completed")))
        .body("chunks[2].firstLine", equalTo(3))
        .body("summary.chunksCompleted", equalTo(4))
        .body("$", not(hasKey("error")))
        .body("$", not(hasKey("events")))
        .body("$", not(hasKey("omitted")));
  }

  @Test
  void makesUpARunIdWhereNoneIsGiven() {
    invoke(Map.of("code", "print(1)\n")).body("runId", not(equalTo("")));
  }

  @Test
  void aPythonErrorIsAResultThatNamesTheChunksThatRan() {
    invoke(Map.of("code", "print('before')\ndef f():\n    return 1 / 0\n\nf()\nprint('after')\n"))
        .statusCode(200)
        .body("status", equalTo("failed"))
        .body("exitStatus", equalTo(1))
        .body("stdout", equalTo("before\n"))
        .body("error.type", equalTo("ZeroDivisionError"))
        .body("error.message", equalTo("division by zero"))
        .body("error.line", equalTo(3))
        .body("error.traceback", startsWith("Traceback (most recent call last):\n"))
        .body("error.traceback", containsString("File \"main.py\", line 5, in <module>\n    f()\n"))
        .body("error.traceback", containsString("line 3, in f\n    return 1 / 0\n"))
        .body("error.traceback", endsWith("ZeroDivisionError: division by zero\n"))
        .body("chunks.state", contains("completed", "completed", "failed", "not_run"));
  }

  @Test
  void aSyntaxErrorLetsTheStatementsBeforeItRun() {
    invoke(Map.of("code", "print('ran')\nprint('a' 1)\n"))
        .statusCode(200)
        .body("status", equalTo("failed"))
        .body("stdout", equalTo("ran\n"))
        .body("error.type", equalTo("SyntaxError"))
        .body("error.line", equalTo(2))
        .body("chunks.state", contains("completed", "failed"));
  }

  @Test
  void reportsTheExitStatusThatTheProgramChose() {
    invoke(Map.of("code", "import sys\nprint('bye')\nsys.exit(3)\nprint('never')\n"))
        .statusCode(200)
        .body("status", equalTo("failed"))
        .body("exitStatus", equalTo(3))
        .body("stdout", equalTo("bye\n"));
  }

  @Test
  void stopsAStatementAtTheRequestedTimeLimit() {
    invoke(
            Map.of(
                "code",
                "print('start')\nwhile True:\n    pass\n",
                "limits",
                Map.of("chunkTimeMs", 300)))
        .statusCode(200)
        .body("status", equalTo("timed_out"))
        .body("stdout", equalTo("start\n"))
        .body("error.type", equalTo("chunk_time_limit"))
        .body("error.message", containsString("300 ms"))
        .body("chunks.state", contains("completed", "failed"));
    servesTheNextRequest();
  }

  @Test
  void stopsARunAtTheRequestedTimeLimit() {
    invoke(
            Map.of(
                "code",
                "import time\nfor i in range(1000):\n    time.sleep(0.01)\n",
                "limits",
                Map.of("runTimeMs", 500)))
        .statusCode(200)
        .body("status", equalTo("timed_out"))
        .body("error.type", equalTo("run_time_limit"));
    servesTheNextRequest();
  }

  @Test
  void stopsAProgramAtTheRequestedProcessorTimeLimit() {
    invoke(Map.of("code", "while True:\n    pass\n", "limits", Map.of("cpuTimeMs", 300)))
        .statusCode(200)
        .body("status", equalTo("timed_out"))
        .body("error.type", equalTo("cpu_time_limit"))
        .body("error.message", containsString("300 ms"));
    servesTheNextRequest();
  }

  @Test
  void stopsAProgramThatPrintsTooMuch() {
    invoke(
            Map.of(
                "code",
                "while True:\n    print('x' * 99)\n",
                "limits",
                Map.of("outputBytes", 1000)))
        .statusCode(200)
        .body("status", equalTo("limit_exceeded"))
        .body("error.type", equalTo("output_limit"))
        .body("error.message", containsString("1000 bytes"))
        .body("stdout.length()", lessThan(1001));
    servesTheNextRequest();
  }

  @Test
  void anEmptyProgramIsAnInvalidRun() {
    invoke(Map.of("code", ""))
        .statusCode(200)
        .body("status", equalTo("invalid"))
        .body("error.type", equalTo("empty_program"))
        .body("stdout", equalTo(""));
  }

  @Test
  void aProgramAboveTheRequestedLengthIsAnInvalidRun() {
    invoke(Map.of("code", "print('abcdefghij')\n", "limits", Map.of("programChars", 10)))
        .statusCode(200)
        .body("status", equalTo("invalid"))
        .body("error.type", equalTo("program_too_long"));
  }

  @Test
  void runsTheFencesOfAMarkdownAnswer() {
    invoke(
            Map.of(
                "format",
                "markdown",
                "code",
                "Here you go:\n\n```python\nprint('fenced')\n```\n\nThat prints.\n"))
        .statusCode(200)
        .body("status", equalTo("succeeded"))
        .body("stdout", equalTo("fenced\n"))
        .body("text", containsString("Here you go"));
  }

  @Test
  void runsTheArgumentsOfAToolCall() {
    invoke(Map.of("format", "tool_call", "code", "{\"code\": \"print('called')\\n\"}"))
        .statusCode(200)
        .body("status", equalTo("succeeded"))
        .body("stdout", equalTo("called\n"));
  }

  @Test
  void replaysDeltasAtTheirTimesSoThatExecutionOverlapsGeneration() {
    waitForAnInterpreter();
    JsonPath result =
        invoke(
                Map.of(
                    "events",
                    true,
                    "deltas",
                    List.of(
                        Map.of("text", "import time\ntime.sleep(0.3)\npri", "atMs", 0),
                        Map.of("text", "nt('slept')\n", "atMs", 700.5))))
            .statusCode(200)
            .body("status", equalTo("succeeded"))
            .body("stdout", equalTo("slept\n"))
            .extract()
            .jsonPath();

    List<String> types = result.getList("events.type");
    assertThat(types).startsWith("run.started").endsWith("run.finished");
    assertThat(types.indexOf("chunk.finished")).isLessThan(types.indexOf("generation.finished"));
    assertThat(types.indexOf("output")).isGreaterThan(types.indexOf("generation.finished"));
    assertThat(result.getList("events.atMs", Double.class)).isSorted();
    assertThat(result.getDouble("summary.generationMs")).isGreaterThanOrEqualTo(700);
    assertThat(result.getDouble("summary.executionMs")).isGreaterThanOrEqualTo(300);
    assertThat(result.getDouble("summary.nelMs"))
        .isLessThan(result.getDouble("summary.executionMs"));
    assertThat(result.getDouble("summary.endToEndMs"))
        .isLessThan(result.getDouble("summary.serialEstimateMs"));
  }

  @Test
  void replaysCodeAtTheSpeedOfAModel() {
    invoke(
            Map.of(
                "code",
                "import time\ntime.sleep(0.2)\nprint('one')\nprint('two')\nprint('three')\n",
                "tokensPerSecond",
                40))
        .statusCode(200)
        .body("status", equalTo("succeeded"))
        .body("stdout", equalTo("one\ntwo\nthree\n"))
        .body("summary.generationMs.toDouble()", greaterThan(200.0));
  }

  @Test
  void anInvocationDoesNotSeeTheNamesOfTheOneBefore() {
    invoke(Map.of("code", "secret = 42\nimport builtins\nbuiltins.leak = 1\n"))
        .body("status", equalTo("succeeded"));
    invoke(Map.of("code", "print('leak' in dir(__builtins__))\nsecret\n"))
        .statusCode(200)
        .body("status", equalTo("failed"))
        .body("stdout", equalTo("False\n"))
        .body("error.type", equalTo("NameError"));
  }

  @Test
  void textOutsideAsciiArrivesWhole() {
    invoke(Map.of("code", "print('Grüße 🐍 \\x1b')\n"))
        .body("stdout", equalTo("Grüße 🐍 \u001b\n"));
  }

  @Test
  void anErrorMessageWithHalfASurrogatePairIsStillAResult() {
    invoke(Map.of("code", "raise ValueError('\\ud800')\n"))
        .statusCode(200)
        .body("status", equalTo("failed"))
        .body("error.type", equalTo("ValueError"));
  }

  @Test
  void aResultWithAsMuchOutputAsIsAllowedFitsWithItsEvents() {
    invoke(Map.of("events", true, "code", "while True:\n    print('x' * 999)\n"))
        .statusCode(200)
        .body("status", equalTo("limit_exceeded"))
        .body("stdout.length()", greaterThan(500_000))
        .body("events.type", hasItem("output"))
        .body("$", not(hasKey("omitted")));
  }

  @Test
  void leavesOutTheEventsWhereTheyWouldNotFit() {
    byte[] result =
        invoke(Map.of("events", true, "code", "while True:\n    print('\\x1b' * 999)\n"))
            .statusCode(200)
            .body("status", equalTo("limit_exceeded"))
            .body("stdout.length()", greaterThan(500_000))
            .body("omitted", contains("events"))
            .body("$", not(hasKey("events")))
            .body("chunks", hasSize(1))
            .extract()
            .asByteArray();
    assertThat(result.length).isLessThan(6_000 * 1_024);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                   | neither code nor deltas",
        "null                                 | The request is null",
        "[]                                   | The request must be an object",
        "{\"code\":\"1\",\"deltas\":[]}       | both code and deltas",
        "{\"code\":1}                         | code must be a string",
        "{\"code\":\"1\",\"colour\":\"red\"}  | colour is unknown; known here are approval, code, deltas",
        "{\"code\":\"1\",\"Events\":true}     | Events is unknown",
        "{\"code\":\"1\",\"events\":\"yes\"}  | events must be true or false",
        "{\"code\":\"1\",\"format\":\"html\"} | format must be one of plain, markdown, tool_call",
        "{\"code\":\"1\",\"runId\":\"a b\"}   | runId must be 1 to 128",
        "{\"code\":\"1\",\"limits\":{\"runTimeMs\":-5}}      | limits: runTimeMs is -5; give a whole number above 0",
        "{\"code\":\"1\",\"limits\":{\"outputBytes\":0}}     | limits: outputBytes is 0; give a whole number above 0",
        "{\"code\":\"1\",\"limits\":{\"chunkTimeMs\":1.5}}   | limits.chunkTimeMs must be a whole number",
        "{\"code\":\"1\",\"limits\":{\"memory\":1}}          | limits.memory is unknown; known here are chunkTimeMs",
        "{\"code\":\"1\",\"policy\":\"all\"}    | policy must be one of immediate, effects, static, serial",
        "{\"code\":\"1\",\"mounts\":\"data\"}   | mounts must be a list",
        "{\"code\":\"1\",\"mounts\":[\"data\"]} | mounts names data, which the service's configuration does not have; it has reports.",
        "{\"code\":\"1\",\"sessionId\":\"s\"}   | sessionId is unknown",
        "{\"code\":\"1\",\"functions\":[{\"name\":1}]}  | functions[0].name must be a string",
        "{\"code\":\"1\",\"functions\":[{\"name\":\"f\",\"url\":\"u\"}]} | functions[0]: schema is missing",
        "{\"code\":\"1\",\"functions\":[{\"name\":\"f\",\"url\":\"https://a.example/\",\"schema\":{}}]} | functions[0].url is https://a.example/, which lies at or below no endpoint",
        "{\"code\":\"1\",\"tokensPerSecond\":0}              | tokensPerSecond is 0.0",
        "{\"deltas\":[{\"text\":\"1\",\"atMs\":0}],\"tokensPerSecond\":9} | goes with code only",
        "{\"deltas\":[{\"text\":\"1\"}]}                     | deltas[0]: atMs is missing",
        "{\"deltas\":[{\"atMs\":1}]}                         | deltas[0]: text is missing",
        "{\"deltas\":[null]}                                 | deltas[0] is null",
        "{\"deltas\":\"1\"}                                  | deltas must be a list",
        "{\"deltas\":[{\"text\":\"1\",\"atMs\":5},{\"text\":\"2\",\"atMs\":4}]} | deltas[1].atMs is 4.0, before",
        "{\"code\":                           | not JSON that can be read, at line 1",
      })
  void aRequestThatIsNoneIsAFunctionErrorOfItsOwnType(String request, String message) {
    post(request)
        .statusCode(500)
        .body("errorType", equalTo("io.forerun.lambda.InvalidRequest"))
        .body("errorMessage", containsString(message))
        .body("errorMessage", not(containsString("io.forerun")));
  }

  /**
   * Each run uses an interpreter up; without the next one ready, the wait for it hides the overlap.
   */
  private void waitForAnInterpreter() {
    await().atMost(Duration.ofSeconds(60)).until(() -> executor.statistics().warm() > 0);
  }

  private void servesTheNextRequest() {
    invoke(Map.of("code", "print('next')\n")).body("stdout", equalTo("next\n"));
  }

  private ValidatableResponse invoke(Map<String, ?> request) {
    return post(request);
  }

  private ValidatableResponse post(Object request) {
    return given()
        .port(port)
        .contentType(ContentType.JSON)
        .filter(CONTRACT)
        .body(request)
        .when()
        .post("/_lambda_")
        .then()
        .log()
        .ifValidationFails();
  }
}
