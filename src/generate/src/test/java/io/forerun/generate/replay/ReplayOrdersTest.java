package io.forerun.generate.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forerun.generate.DemoProgram;
import io.forerun.generate.FinishReason;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayOrdersTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final ReplayOrders orders = new ReplayOrders();

  private ReplayAnswer ask(String model) {
    return ask(model, _ -> {});
  }

  private ReplayAnswer ask(String model, Consumer<ObjectNode> changes) {
    ObjectNode body = JSON.createObjectNode().put("model", model);
    body.putArray("messages").addObject().put("role", "user").put("content", "Hello");
    changes.accept(body);
    return orders.answer(new ReplayRequest(body, null));
  }

  @Test
  void theNameOfTheModelIsThatOfAProgram() {
    for (String name : new String[] {"sales_report", "replay/sales_report"}) {
      ReplayAnswer answer = ask(name);
      assertThat(answer.code()).isEqualTo(DemoProgram.SALES_REPORT.source());
      assertThat(answer.pace()).isEqualTo(new Pace(80, Duration.ofMillis(300), 0));
      assertThat(answer.fault()).isNull();
    }
  }

  @Test
  void aQueryOrdersSpeedAndFaults() {
    ReplayAnswer answer =
        ask(
            "replay/geometry?tokensPerSecond=200&timeToFirstTokenMs=20&jitter=0.5&keepAlive=true&onePiece=true&finishReason=length");
    assertThat(answer.pace()).isEqualTo(new Pace(200, Duration.ofMillis(20), 0.5));
    assertThat(answer.keepAlive()).isTrue();
    assertThat(answer.inOnePiece()).isTrue();
    assertThat(answer.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(ask("geometry?disconnectAfter=3").fault()).isEqualTo(new Fault.Disconnect(3));
    assertThat(ask("geometry?stallAfter=0").fault()).isEqualTo(new Fault.Stall(0));
    assertThat(ask("geometry?malformedAfter=7").fault()).isEqualTo(new Fault.MalformedChunk(7));
    assertThat(ask("geometry?errorAfter=1").fault())
        .isEqualTo(new Fault.ErrorObject(1, "The model has crashed."));
  }

  @Test
  void aMemberOfTheRequestOrdersTheSameAndMore() {
    ReplayAnswer answer =
        ask(
            "replay",
            body ->
                body.putObject("replay")
                    .put("text", "So:")
                    .put("code", "print(1)\n")
                    .put("tokensPerSecond", 0));
    assertThat(answer.text()).isEqualTo("So:");
    assertThat(answer.code()).isEqualTo("print(1)\n");
    assertThat(answer.pace().inOneDelta()).isTrue();
  }

  @Test
  void aRequestMayBeRefusedSomeTimes() {
    String model = "geometry?refuse=2&status=503&retryAfter=1";
    Fault refusal = new Fault.Refusal(503, "1", "The replay model was told to refuse.");
    for (int round = 0; round < 2; round++) {
      assertThat(ask(model).fault()).isEqualTo(refusal);
      assertThat(ask(model).fault()).isEqualTo(refusal);
      assertThat(ask(model).code()).isEqualTo(DemoProgram.GEOMETRY.source());
    }
    assertThat(ask("geometry?refuse=1").fault()).isInstanceOf(Fault.Refusal.class);
    assertThat(ask("geometry?status=500").fault()).isInstanceOf(Fault.Refusal.class);
    assertThat(ask("geometry?status=500").fault()).isInstanceOf(Fault.Refusal.class);
  }

  @Test
  void theResultOfAToolIsAnsweredWithAWord() {
    ReplayAnswer answer =
        ask(
            "geometry",
            body ->
                body.withArray("messages").addObject().put("role", "tool").put("content", "42"));
    assertThat(answer.code()).isNull();
    assertThat(answer.text()).contains("42");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "geometry?speed=1",
        "geometry?jitter=2",
        "geometry?tokensPerSecond=fast",
        "geometry?stallAfter=-1",
        "geometry?finishReason=tired",
        "geometry?status=200",
        "gpt-5"
      })
  void whatItDoesNotKnowItRefuses(String model) {
    assertThat(ask(model).fault()).isInstanceOf(Fault.Refusal.class);
  }

  @Test
  void aPaceIsTheSameEachTimeAndKeepsItsSpeed() {
    Pace uneven = new Pace(1_000, Duration.ofMillis(50), 1);
    assertThat(uneven.schedule(1_000)).isEqualTo(uneven.schedule(1_000)).isSorted();
    assertThat(uneven.schedule(1_000).getLast())
        .isBetween(Duration.ofMillis(950), Duration.ofMillis(1_150));
    assertThat(new Pace(10, Duration.ZERO, 0).schedule(3))
        .containsExactly(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(300));
  }
}
