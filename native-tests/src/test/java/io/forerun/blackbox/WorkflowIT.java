package io.forerun.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.forerun.generate.replay.ReplayAnswer;
import io.forerun.generate.replay.ReplayUpstream;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The workflows, executed on this machine with the packaged functions behind their tasks. What a
 * model writes is scripted, and the platform is played: its own errors, and who is asked for
 * approval.
 */
class WorkflowIT {
  private static final Map<String, ?> APPROVED = Map.of("approved", true);
  private static final Map<String, ?> REFUSED = Map.of("approved", false);
  private static final String TWO_MAILS =
      """
      from forerun import send
      print(send("ann"))
      print(send("bob"))
      """;

  @TempDir static Path directory;

  private static ReplayUpstream model;
  private static HttpServer tools;
  private static Platform platform;
  private static StateMachines machines;

  /** Bodies of the calls of the function {@code send}, with their idempotency keys. */
  private static final Queue<Map.Entry<String, String>> CALLS = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        StateMachines.canBeExecuted(),
        "The workflows are executed only where Node.js 20 or newer and npm are installed.");
    model = ReplayUpstream.start();
    tools = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    tools.createContext("/send", WorkflowIT::send);
    tools.start();
    platform =
        new Platform(
            List.of("run", "generate", "repair"),
            directory,
            Map.of(
                "FORERUN_UPSTREAM_BASE_URL", model.baseUrl().toString(),
                "FORERUN_UPSTREAM_ALLOW_PRIVATE_ADDRESSES", "true",
                // So that what the provider says reaches the state machine.
                "FORERUN_UPSTREAM_RETRIES", "0",
                "FORERUN_ENDPOINTS_TOOLS_URL", toolsAddress(),
                // Interpreters that are ready soon: each program takes one.
                "FORERUN_POOL_SIZE", "1",
                "FORERUN_POOL_PRE_IMPORTS", "json",
                "FORERUN_RESULT_MAX_BYTES", "96K",
                // Three processes that live for a minute; a native one does not read it.
                "JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"));
    machines = new StateMachines(platform.address());
  }

  @AfterAll
  static void stop() {
    if (platform != null) {
      platform.close();
    }
    if (machines != null) {
      machines.close();
    }
    if (tools != null) {
      tools.stop(0);
    }
    if (model != null) {
      model.close();
    }
  }

  @BeforeEach
  void forget() {
    model.reset();
    CALLS.clear();
  }

  @Test
  void theDefinitionsAreValid() throws Exception {
    assertThat(StateMachines.check())
        .contains("agent.asl.json is valid.", "batch.asl.json is valid.");
  }

  // --- agent ---

  @Test
  void aProgramThatSucceedsIsTheEnd() throws Exception {
    model.answers(ReplayAnswer.code("print(6 * 7)\n"));

    JsonPath execution = agent(Map.of());

    assertThat(execution.getString("status")).isEqualTo("SUCCEEDED");
    assertThat(execution.getString("output.id")).isEqualTo("execution-1");
    assertThat(execution.getString("output.rounds[0].programs[0].run.stdout")).isEqualTo("42\n");
    assertThat(execution.getList("states"))
        .containsExactly("Defaults", "Input", "Begin", "Generate", "What came of it", "Succeeded");
  }

  @Test
  void aProgramThatFailsIsRepairedInRoundTwo() throws Exception {
    model.answers(
        ReplayAnswer.code("x = 20\nprint(x + y)\n"), ReplayAnswer.code("x = 20\nprint(x + 22)\n"));

    JsonPath execution = agent(Map.of());

    assertThat(execution.getString("status")).isEqualTo("SUCCEEDED");
    assertThat(execution.getList("states", String.class)).containsOnlyOnce("Repair");
    assertThat(execution.getInt("output.rounds[0].round")).isEqualTo(2);
    assertThat(execution.getString("output.rounds[0].programs[0].run.stdout")).isEqualTo("42\n");
    assertThat(lastQuestion()).contains("NameError", "The session is gone");
  }

  @Test
  void whatCannotBeRepairedFailsWithTheLastTraceback() throws Exception {
    model.answers(
        ReplayAnswer.code("1 / 0\n"),
        ReplayAnswer.code("[][1]\n"),
        ReplayAnswer.code("x = {}\nx['last']\n"));

    JsonPath execution = agent(Map.of("repairs", 2));

    assertThat(execution.getString("status")).isEqualTo("FAILED");
    assertThat(execution.getString("error")).isEqualTo("KeyError");
    assertThat(execution.getString("cause"))
        .isEqualTo(
            """
            Traceback (most recent call last):
              File "main.py", line 2, in <module>
                x['last']
            KeyError: 'last'
            """);
    assertThat(model.requests()).hasSize(3);
  }

  @Test
  void aProgramThatTookTooLongIsRepairedLikeAnother() throws Exception {
    model.answers(ReplayAnswer.code("while True: pass\n"), ReplayAnswer.code("print('in time')\n"));

    JsonPath execution = agent(request(Map.of("limits", Map.of("chunkTimeMs", 500))), Map.of());

    assertThat(execution.getString("status")).isEqualTo("SUCCEEDED");
    assertThat(lastQuestion()).contains("chunk_time_limit");
  }

  @Test
  void aProgramThatTookTooLongAndIsNotRepairedFailsWithTheLimit() throws Exception {
    model.answers(ReplayAnswer.code("while True: pass\n"));

    JsonPath execution =
        agent(request(Map.of("limits", Map.of("chunkTimeMs", 500))), Map.of("repairs", 0));

    assertThat(execution.getString("status")).isEqualTo("FAILED");
    assertThat(execution.getString("error")).isEqualTo("chunk_time_limit");
    assertThat(execution.getString("cause")).contains("500 ms");
  }

  @Test
  void aFunctionThatRunsOutOfTimeSaysHowFarItCameAndIsContinued() throws Exception {
    platform.endsAfter(Duration.ofSeconds(12));
    model.answers(
        ReplayAnswer.code("print('kept')\nwhile True: pass\n"),
        ReplayAnswer.code("print('in time')\n"));

    JsonPath execution = agent(Map.of());

    assertThat(execution.getString("status")).isEqualTo("SUCCEEDED");
    assertThat(lastQuestion()).contains("invocation_time_limit", "It printed:\nkept");
  }

  @Test
  void aFunctionThatLambdaEndedIsNotRetried() throws Exception {
    platform.fails("Sandbox.Timedout");

    JsonPath execution = agent(Map.of());

    assertThat(execution.getString("error")).isEqualTo("Forerun.TimedOut");
    assertThat(execution.getList("retries")).isEmpty();
    assertThat(model.requests()).isEmpty();
  }

  @Test
  void aThrottledModelIsAskedAgainLater() throws Exception {
    ReplayAnswer later = ReplayAnswer.refusal(429, null, "Later.");
    model.answers(
        later,
        later,
        ReplayAnswer.code("1 / 0\n"),
        later,
        ReplayAnswer.refusal(503, null, "Overloaded."),
        ReplayAnswer.code("print(1)\n"));

    JsonPath execution = agent(Map.of());

    assertThat(execution.getString("status")).isEqualTo("SUCCEEDED");
    assertThat(execution.getList("retries"))
        .containsExactly("Generate", "Generate", "Repair", "Repair");
  }

  @Test
  void aModelThatStaysThrottledFails() throws Exception {
    ReplayAnswer later = ReplayAnswer.refusal(429, null, "Later.");
    model.answers(Collections.nCopies(6, later).toArray(ReplayAnswer[]::new));

    JsonPath execution = agent(Map.of());

    assertThat(execution.getString("error")).isEqualTo("io.forerun.lambda.UpstreamThrottled");
    assertThat(execution.getString("cause")).contains("Later.");
    assertThat(execution.getList("retries")).hasSize(5);
  }

  @Test
  void aModelThatRefusesIsNotAskedAgain() throws Exception {
    model.answers(ReplayAnswer.refusal(401, null, "Not you."));

    JsonPath execution = agent(Map.of());

    assertThat(execution.getString("error")).isEqualTo("io.forerun.lambda.UpstreamRefused");
    assertThat(execution.getList("retries")).isEmpty();
  }

  @Test
  void lambdaThatIsBusyIsInvokedAgain() throws Exception {
    platform.fails("Lambda.TooManyRequestsException", "Lambda.ServiceException");
    model.answers(ReplayAnswer.code("print(1)\n"));

    JsonPath execution = agent(Map.of());

    assertThat(execution.getString("status")).isEqualTo("SUCCEEDED");
    assertThat(execution.getList("retries")).containsExactly("Generate", "Generate");
  }

  @Test
  void effectsHappenOneByOneAsTheyAreApproved() throws Exception {
    model.answers(ReplayAnswer.code(TWO_MAILS));

    JsonPath execution = agent(request(withApproval()), Map.of(), APPROVED, APPROVED);

    assertThat(execution.getString("status")).isEqualTo("SUCCEEDED");
    assertThat(execution.getString("output.stdout")).isEqualTo("number 1\nnumber 2\n");
    assertThat(execution.getList("output.effects.recorded")).containsExactly(true, false);
    assertThat(execution.getList("questions.effect"))
        .containsExactly("call send({\"to\": \"ann\"})", "call send({\"to\": \"bob\"})");
    assertThat(execution.getString("questions[0].code")).isEqualTo(TWO_MAILS);
    assertThat(execution.getString("questions[0].taskToken")).isNotBlank();
    assertThat(calls()).containsExactly("{\"to\":\"ann\"}", "{\"to\":\"bob\"}");
    assertThat(execution.getList("states", String.class))
        .containsOnlyOnce("New program", "Same program");
  }

  @Test
  void anEffectThatIsRefusedDoesNotHappen() throws Exception {
    model.answers(ReplayAnswer.code(TWO_MAILS));

    JsonPath execution = agent(request(withApproval()), Map.of(), APPROVED, REFUSED);

    assertThat(execution.getString("error")).isEqualTo("Forerun.EffectRefused");
    assertThat(execution.getString("cause"))
        .isEqualTo("Not done, because it was refused: call send({\"to\": \"bob\"})");
    assertThat(calls()).containsExactly("{\"to\":\"ann\"}");
  }

  @Test
  void anEffectThatNobodyDecidesAboutDoesNotHappen() throws Exception {
    model.answers(ReplayAnswer.code(TWO_MAILS));

    JsonPath execution = agent(request(withApproval()), Map.of(), "timeout");

    assertThat(execution.getString("error")).isEqualTo("Forerun.NobodyDecided");
    assertThat(execution.getString("cause")).contains("in time: call send");
    assertThat(calls()).isEmpty();
  }

  @Test
  void aRepairDoesNotRepeatWhatHasHappened() throws Exception {
    model.answers(
        ReplayAnswer.code("from forerun import send\nprint(send('ann'))\n1 / 0\n"),
        ReplayAnswer.code("from forerun import send\nprint(send('ann'), send('bob'))\n"));

    JsonPath execution = agent(request(Map.of("functions", List.of(function()))), Map.of());

    assertThat(execution.getString("output.rounds[0].programs[0].run.stdout"))
        .isEqualTo("number 1 number 2\n");
    assertThat(calls()).containsExactly("{\"to\":\"ann\"}", "{\"to\":\"bob\"}");
    assertThat(lastQuestion()).contains("A call that has happened is not made again");
  }

  @Test
  void whatIsTooMuchForTheStateIsCut() throws Exception {
    model.answers(
        ReplayAnswer.code("print('x' * 400_000)\n1 / 0\n"),
        ReplayAnswer.code("print('y' * 400_000)\n"));

    JsonPath execution = agent(Map.of());

    assertThat(execution.getString("status")).isEqualTo("SUCCEEDED");
    assertThat(execution.getList("output.omitted", String.class)).contains("texts");
    assertThat(execution.getString("output.rounds[0].programs[0].run.stdout"))
        .endsWith("[cut; 400001 characters in all]");
  }

  // --- batch ---

  @Test
  void oneBadItemOfTwentyIsAResultLikeTheOthers() throws Exception {
    List<Map<String, ?>> programs =
        new ArrayList<>(
            IntStream.range(0, 20)
                .mapToObj(i -> Map.of("code", "print(%d ** 2)\n".formatted(i)))
                .toList());
    programs.set(7, Map.of("code", "print(49)\n", "colour", "red"));

    JsonPath execution = machines.execute("batch", Map.of("programs", programs));

    assertThat(execution.getString("status")).isEqualTo("SUCCEEDED");
    assertThat(execution.getInt("output.programs")).isEqualTo(20);
    assertThat(execution.getBoolean("output.someFailed")).isTrue();
    for (int i = 0; i < 20; i++) {
      assertThat(execution.getBoolean("output.ok[%d]".formatted(i))).isEqualTo(i != 7);
      assertThat(execution.getString("output.results[%d].result.stdout".formatted(i)))
          .isEqualTo(i == 7 ? null : i * i + "\n");
    }
    assertThat(execution.getString("output.results[7].failure.Error"))
        .isEqualTo("io.forerun.lambda.InvalidRequest");
    assertThat(execution.getString("output.results[7].failure.Cause"))
        .contains("colour is unknown");
  }

  @Test
  void programsOfABatchThatFailHaveTheirResults() throws Exception {
    JsonPath execution =
        machines.execute(
            "batch",
            Map.of(
                "programs",
                List.of(
                    Map.of("code", "1 / 0\n"),
                    Map.of("code", "while True: pass\n", "limits", Map.of("chunkTimeMs", 500)),
                    Map.of("code", "print(3)\n")),
                "concurrency",
                2));

    assertThat(execution.getList("output.ok")).containsExactly(false, false, true);
    assertThat(execution.getList("output.results.result.status"))
        .containsExactly("failed", "timed_out", "succeeded");
    assertThat(execution.getString("output.results[0].result.error.traceback"))
        .contains("ZeroDivisionError");
  }

  @Test
  void eachProgramOfABatchHasAnIdByWhichItIsKnownWhenItIsRetried() throws Exception {
    JsonPath execution =
        machines.execute(
            "batch",
            Map.of(
                "programs",
                List.of(
                    Map.of("code", "print(1)\n", "runId", "mine"),
                    Map.of("code", "print(2)\n"),
                    Map.of("deltas", List.of(Map.of("text", "print(3)\n", "atMs", 0))),
                    "print(4)",
                    List.of())));

    List<String> ids = execution.getList("output.results.result.runId");
    assertThat(ids).hasSize(3).doesNotHaveDuplicates().startsWith("mine");
    assertThat(ids.subList(1, 3)).allMatch(id -> id.length() == 36);
    for (int i = 3; i < 5; i++) {
      assertThat(execution.getString("output.results[%d].failure.Error".formatted(i)))
          .isEqualTo("io.forerun.lambda.InvalidRequest");
    }
  }

  private static JsonPath agent(Map<String, ?> input) throws IOException {
    return agent(request(Map.of()), input);
  }

  private static JsonPath agent(Map<String, ?> request, Map<String, ?> input, Object... decisions)
      throws IOException {
    Map<String, Object> all = new HashMap<>(input);
    all.put("request", request);
    return machines.execute("agent", all, decisions);
  }

  private static Map<String, ?> request(Map<String, ?> options) {
    return Map.of(
        "model",
        "scripted",
        "messages",
        List.of(Map.of("role", "user", "content", "Do it.")),
        "options",
        options);
  }

  private static Map<String, ?> withApproval() {
    return Map.of("functions", List.of(function()), "approval", Map.of());
  }

  private static Map<String, ?> function() {
    return Map.of(
        "name",
        "send",
        "url",
        toolsAddress() + "/send",
        "schema",
        Map.of("type", "object", "properties", Map.of("to", Map.of("type", "string"))));
  }

  private static String toolsAddress() {
    return "http://127.0.0.1:" + tools.getAddress().getPort();
  }

  private static void send(HttpExchange exchange) throws IOException {
    try (exchange) {
      CALLS.add(
          Map.entry(
              exchange.getRequestHeaders().getFirst("Idempotency-Key"),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      byte[] answer = "\"number %d\"".formatted(CALLS.size()).getBytes(UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static List<String> calls() {
    assertThat(CALLS).extracting(Map.Entry::getKey).doesNotHaveDuplicates();
    return CALLS.stream().map(Map.Entry::getValue).toList();
  }

  /** What the model was told last. */
  private static String lastQuestion() {
    var messages = model.requests().getLast().body().path("messages");
    return messages.path(messages.size() - 1).path("content").asText();
  }
}
