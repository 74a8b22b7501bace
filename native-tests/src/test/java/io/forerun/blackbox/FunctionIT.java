package io.forerun.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.forerun.blackbox.RuntimeApi.Answer;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The function {@code run} from its package, over Lambda's runtime interface. */
class FunctionIT {
  private static final Logger LOG = Logger.getLogger(FunctionIT.class);
  private static final int MAX_BYTES = 200_000;
  private static final int INVOCATIONS = 200;

  @TempDir static Path directory;

  private static LocalRuntime runtime;

  @BeforeAll
  static void startTheRuntime() throws Exception {
    runtime =
        LocalRuntime.start("run", directory, Map.of("FORERUN_RESULT_MAX_BYTES", MAX_BYTES + ""));
  }

  @AfterAll
  static void stopTheRuntime() {
    if (runtime != null) {
      runtime.close();
    }
  }

  @Test
  void runsAProgram() throws Exception {
    Answer answer =
        runtime.api().invoke("1", "{\"code\": \"import json\\nprint(json.dumps([1]))\\n\"}");
    assertThat(answer.error()).isFalse();
    JsonPath result = JsonPath.from(answer.body());
    assertThat(result.getString("status")).isEqualTo("succeeded");
    assertThat(result.getString("stdout")).isEqualTo("[1]\n");
  }

  @Test
  void returnsAPythonErrorAsAResult() throws Exception {
    Answer answer = runtime.api().invoke("2", "{\"code\": \"print('a')\\n1 / 0\\n\"}");
    assertThat(answer.error()).isFalse();
    JsonPath result = JsonPath.from(answer.body());
    assertThat(result.getString("status")).isEqualTo("failed");
    assertThat(result.getString("stdout")).isEqualTo("a\n");
    assertThat(result.getString("error.type")).isEqualTo("ZeroDivisionError");
  }

  @Test
  void reportsARequestThatIsNoneAsAFunctionErrorOfItsOwnType() throws Exception {
    Answer answer = runtime.api().invoke("3", "{\"code\": \"1\", \"colour\": \"red\"}");
    assertThat(answer.error()).isTrue();
    JsonPath error = JsonPath.from(answer.body());
    assertThat(error.getString("errorType")).isEqualTo("io.forerun.lambda.InvalidRequest");
    assertThat(error.getString("errorMessage")).startsWith("colour is unknown");
    assertThat(error.getList("stackTrace")).isNullOrEmpty();
  }

  @Test
  void aProgramThatIsTooSlowIsAResult() throws Exception {
    Answer answer =
        runtime
            .api()
            .invoke(
                "5",
                "{\"code\": \"print(1)\\nwhile True: pass\\n\", \"limits\": {\"chunkTimeMs\": 300}}");
    JsonPath result = JsonPath.from(answer.body());
    assertThat(answer.error()).isFalse();
    assertThat(result.getString("status")).isEqualTo("timed_out");
    assertThat(result.getString("error.type")).isEqualTo("chunk_time_limit");
    assertThat(result.getString("stdout")).isEqualTo("1\n");
  }

  @Test
  void aResultThatIsTooLargeIsCut() throws Exception {
    Answer answer =
        runtime.api().invoke("6", "{\"code\": \"print('x' * 300_000)\", \"events\": true}");
    JsonPath result = JsonPath.from(answer.body());
    assertThat(answer.body().length()).isLessThanOrEqualTo(MAX_BYTES);
    assertThat(result.getString("status")).isEqualTo("succeeded");
    assertThat(result.getList("omitted")).contains("events", "texts");
    assertThat(result.getString("stdout")).endsWith("[cut; 300001 characters in all]");
  }

  @Test
  void statementsRunWhileLaterOnesAreStillToCome() throws Exception {
    Answer answer =
        runtime
            .api()
            .invoke(
                "7",
                """
                {"deltas": [{"text": "print(1)\\nx = 2", "atMs": 0}, {"text": "\\n", "atMs": 1000}],
                 "events": true}
                """);
    JsonPath result = JsonPath.from(answer.body());
    assertThat(result.getString("stdout")).isEqualTo("1\n");
    assertThat(result.getFloat("events.find { it.type == 'chunk.finished' }.atMs")).isLessThan(900);
  }

  @Test
  void theStandardLibraryIsThereAndNothingElse() throws Exception {
    Answer answer =
        runtime
            .api()
            .invoke(
                "8",
                """
                {"code": "import json, re, datetime, csv, decimal, statistics, collections\\n\
                print(re.sub('a', 'b', 'aa'), decimal.Decimal('1.10'), statistics.mean([1, 2]))\\n\
                try:\\n    open('/etc/passwd')\\nexcept OSError as e:\\n    print(type(e).__name__)\\n"}
                """);
    JsonPath result = JsonPath.from(answer.body());
    assertThat(result.getString("stdout")).isEqualTo("bb 1.10 1.5\nPermissionError\n");
  }

  @Test
  void aModelThatCannotBeReachedIsAFunctionErrorOfItsOwnType(@TempDir Path own) throws Exception {
    Map<String, String> nobodyThere =
        Map.of(
            "FORERUN_UPSTREAM_BASE_URL", "http://127.0.0.1:1/v1",
            "FORERUN_UPSTREAM_ALLOW_PRIVATE_ADDRESSES", "true",
            "FORERUN_UPSTREAM_RETRIES", "0");
    try (LocalRuntime generate = LocalRuntime.start("generate", own, nobodyThere)) {
      Answer answer =
          generate
              .api()
              .invoke(
                  "9",
                  "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"Go.\"}]}");
      assertThat(answer.error()).isTrue();
      JsonPath error = JsonPath.from(answer.body());
      assertThat(error.getString("errorType")).isEqualTo("io.forerun.lambda.UpstreamUnavailable");
      assertThat(error.getString("errorMessage")).isNotBlank();
    }
  }

  @Test
  void manyInvocationsTakeNoMoreMemory() throws Exception {
    long early = 0;
    for (int i = 0; i < INVOCATIONS; i++) {
      Answer answer =
          runtime
              .api()
              .invoke(
                  "many-" + i,
                  "{\"code\": \"import json\\nprint(len(json.dumps(list(range(%d)))))\"}"
                      .formatted(i));
      assertThat(JsonPath.from(answer.body()).getString("status")).isEqualTo("succeeded");
      if (i == INVOCATIONS / 4) {
        early = runtime.residentKib();
      }
    }
    long late = runtime.residentKib();
    LOG.infof(
        "Resident after %d invocations: %d KiB, after %d: %d KiB",
        INVOCATIONS / 4, early, INVOCATIONS, late);
    assertThat(late).isLessThan(early + early / 2);
  }

  @Test
  void pythonThatCannotBeStoppedEndsTheProcessAfterTheAnswer(@TempDir Path own) throws Exception {
    try (LocalRuntime stuck = LocalRuntime.start("run", own, Map.of())) {
      Answer answer =
          stuck
              .api()
              .invoke(
                  "4",
                  "{\"code\": \"print(1)\\nsum(range(10**11))\\n\", \"limits\": {\"chunkTimeMs\": 300}}");
      assertThat(answer.error()).isFalse();
      JsonPath result = JsonPath.from(answer.body());
      assertThat(result.getString("status")).isEqualTo("timed_out");
      assertThat(result.getString("stdout")).isEqualTo("1\n");
      assertThat(stuck.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aProgramIsStoppedBeforeLambdaEndsTheFunction() throws Exception {
    Answer answer =
        runtime
            .api()
            .invoke(
                "late-1",
                "{\"code\": \"print('kept')\\nwhile True: pass\\n\"}",
                Duration.ofSeconds(5));
    JsonPath result = timedOut(answer);
    assertThat(result.getString("stdout")).isEqualTo("kept\n");
    assertThat(result.getList("chunks.state")).containsExactly("completed", "failed");

    assertThat(runtime.api().invoke("late-2", "{\"code\": \"print(1)\"}").body())
        .contains("succeeded");
  }

  @Test
  void pythonThatCannotBeStoppedIsGivenUpBeforeLambdaEndsTheFunction(@TempDir Path own)
      throws Exception {
    try (LocalRuntime stuck = LocalRuntime.start("run", own, Map.of())) {
      assertThat(stuck.api().invoke("warm", "{\"code\": \"print(1)\"}").body())
          .contains("succeeded");
      Answer answer =
          stuck
              .api()
              .invoke(
                  "late-3",
                  "{\"code\": \"print('kept')\\nsum(range(10**11))\\n\"}",
                  Duration.ofSeconds(20));
      assertThat(timedOut(answer).getString("stdout")).isEqualTo("kept\n");
      assertThat(stuck.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void nothingIsBegunThatCannotBeEnded() throws Exception {
    Answer answer =
        runtime.api().invoke("late-4", "{\"code\": \"print('never')\"}", Duration.ofMillis(1900));
    JsonPath result = timedOut(answer);
    assertThat(result.getString("stdout")).isEmpty();
    assertThat(result.getInt("summary.chunksCompleted")).isZero();
  }

  @Test
  void aModelThatHangsIsLeftBeforeLambdaEndsTheFunction(@TempDir Path own) throws Exception {
    String request =
        "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"Go.\"}]}";
    try (HangingModel model =
            HangingModel.start("```python\nprint(1)\n```\n", "```python\nprint('ran')\nprint(");
        LocalRuntime generate = LocalRuntime.start("generate", own, model.environment())) {
      assertThat(generate.api().invoke("late-5", request).body()).contains("succeeded");
      JsonPath result = timedOut(generate.api().invoke("late-6", request, Duration.ofSeconds(20)));
      assertThat(result.getString("rounds[0].status")).isEqualTo("timed_out");
      assertThat(result.getString("rounds[0].programs[0].run.stdout"))
          .as(result.prettify())
          .isEqualTo("ran\n");
      assertThat(model.left().get(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  @DisabledIf(
      value = "io.forerun.blackbox.LocalRuntime#isNative",
      disabledReason = "SnapStart is for the managed runtimes")
  void anEnvironmentFromASnapshotServesWithInterpretersOfItsOwn(@TempDir Path own)
      throws Exception {
    Map<String, String> snapStart =
        Map.of(
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "snap-start",
            "FORERUN_WARM_UP_TIMEOUT",
            "100s",
            "FORERUN_POOL_SIZE",
            "1",
            "FORERUN_POOL_PRE_IMPORTS",
            "json",
            // An option that the managed runtime gives its JVM.
            "JDK_JAVA_OPTIONS",
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    try (LocalRuntime runtime = LocalRuntime.start("run", own, snapStart)) {
      assertThat(runtime.api().wasRestored()).isTrue();
      Answer answer =
          runtime.api().invoke("snap", "{\"code\": \"import os\\nprint(os.getcwd())\"}");
      String scratch = JsonPath.from(answer.body()).getString("stdout").strip();
      // Interpreters are numbered: the warm-up's was the first, the snapshot's the second.
      assertThat(Integer.parseInt(scratch.replaceAll(".*\\D", ""))).as(scratch).isGreaterThan(2);
    }
  }

  private static JsonPath timedOut(Answer answer) {
    assertThat(answer.error()).isFalse();
    JsonPath result = JsonPath.from(answer.body());
    assertThat(result.getString("status")).as(answer.body()).isEqualTo("timed_out");
    assertThat(result.getString("error.type")).isEqualTo("invocation_time_limit");
    return result;
  }
}
