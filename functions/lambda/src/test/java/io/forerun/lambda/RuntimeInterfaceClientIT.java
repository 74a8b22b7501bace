package io.forerun.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.forerun.lambda.RuntimeApi.Answer;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built {@code function.zip} under AWS's own runtime interface client, in a process of its own:
 * what the managed Java runtime does.
 */
class RuntimeInterfaceClientIT {
  @TempDir static Path directory;

  private static LocalRuntime runtime;

  @BeforeAll
  static void startTheRuntime() throws Exception {
    runtime = LocalRuntime.start(directory);
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
  void pythonThatCannotBeStoppedEndsTheProcessAfterTheAnswer(@TempDir Path own) throws Exception {
    try (LocalRuntime stuck = LocalRuntime.start(own)) {
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
}
