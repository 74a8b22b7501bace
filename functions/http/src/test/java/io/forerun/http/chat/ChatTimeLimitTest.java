package io.forerun.http.chat;

import static io.forerun.http.Service.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.forerun.generate.replay.ReplayAnswer;
import io.forerun.generate.replay.ReplayUpstream;
import io.forerun.http.Service;
import io.forerun.http.generation.ScriptedUpstream;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A model that is still answering in words when the generation's time is up. */
@QuarkusTest
@TestProfile(ChatTimeLimitTest.Short.class)
@WithTestResource(ScriptedUpstream.class)
class ChatTimeLimitTest {

  /** Generations end soon. */
  public static class Short implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("forerun.generations.time", "1s");
    }
  }

  ReplayUpstream upstream;

  @BeforeEach
  void answerSlowly() {
    upstream.reset();
    upstream.answers(ReplayAnswer.text("and so on ".repeat(500)).withTokensPerSecond(20));
    Service.awaitReady();
  }

  @Test
  void anAnswerThatTakesTooLongIsAnError() {
    ask(false)
        .then()
        .statusCode(504)
        .body("error.type", is("server_error"))
        .body("error.code", is("generation_time_limit"));
  }

  @Test
  void aStreamThatTakesTooLongEndsWithTheError() {
    Response response = ask(true);

    assertThat(response.statusCode()).isEqualTo(200);
    String[] events = response.asString().split("\n\n");
    assertThat(events).hasSizeGreaterThan(3);
    assertThat(events[1]).contains("and");
    assertThat(events[events.length - 2]).contains("\"code\":\"generation_time_limit\"");
    assertThat(events[events.length - 1]).isEqualTo("data: [DONE]");
  }

  private static Response ask(boolean stream) {
    return given()
        .contentType("application/json")
        .body(
            """
            {"model": "scripted", "messages": [{"role": "user", "content": "Go on."}], "stream": %s}
            """
                .formatted(stream))
        .post("/v1/chat/completions");
  }
}
