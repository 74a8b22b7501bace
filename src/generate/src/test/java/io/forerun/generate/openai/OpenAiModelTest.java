package io.forerun.generate.openai;

import static io.forerun.generate.openai.Upstreams.config;
import static io.forerun.generate.openai.Upstreams.json;
import static io.forerun.generate.openai.Upstreams.request;
import static io.forerun.generate.openai.Upstreams.text;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.forerun.generate.ApiKey;
import io.forerun.generate.FinishReason;
import io.forerun.generate.GenerationException;
import io.forerun.generate.GenerationException.Type;
import io.forerun.generate.ModelEvent;
import io.forerun.generate.ModelEvent.Finished;
import io.forerun.generate.ModelEvent.Text;
import io.forerun.generate.ModelEvent.ToolArguments;
import io.forerun.generate.ModelEvent.ToolCall;
import io.forerun.generate.ModelEvent.Usage;
import io.forerun.generate.ModelRequest;
import io.forerun.generate.Upstream;
import io.forerun.generate.replay.Fault;
import io.forerun.generate.replay.Pace;
import io.forerun.generate.replay.ReplayAnswer;
import io.forerun.generate.replay.ReplayServer;
import io.forerun.generate.replay.ReplayUpstream;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over real sockets: against the replay model, and byte by byte against raw ones. */
class OpenAiModelTest {
  private static final Duration LONG = ofSeconds(30);
  private static final String PROGRAM = "for i in range(3):\n    print(i)\n";
  private static final String SECRET = "sk-secret-0123456789-abcdefgh";

  private static Vertx vertx;
  private static ReplayUpstream replay;
  private final List<OpenAiModel> models = new ArrayList<>();
  private final List<RawServer> servers = new ArrayList<>();

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    replay = ReplayUpstream.start();
  }

  @AfterAll
  static void stop() {
    replay.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @BeforeEach
  void forget() {
    replay.reset();
  }

  @AfterEach
  void close() throws IOException {
    models.forEach(OpenAiModel::close);
    for (RawServer server : servers) {
      server.close();
    }
  }

  private RawServer started(RawServer server) {
    servers.add(server);
    return server;
  }

  /** A model at the replay model, or elsewhere. */
  private OpenAiModel model(String... properties) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "base-url",
                replay.baseUrl().toString(),
                "allow-private-addresses",
                "true",
                "retry-delay",
                "10ms"));
    all.addAll(Arrays.asList(properties));
    return started(
        new OpenAiModel(vertx, config(all.toArray(String[]::new)), UnaryOperator.identity()));
  }

  private OpenAiModel model(RawServer server, String... properties) {
    return model(
        Stream.concat(
                Stream.of("base-url", started(server).baseUrl().toString()),
                Arrays.stream(properties))
            .toArray(String[]::new));
  }

  private OpenAiModel started(OpenAiModel model) {
    models.add(model);
    return model;
  }

  private static List<ModelEvent> all(OpenAiModel model) {
    return all(model, request(Upstream.CONFIGURED));
  }

  private static List<ModelEvent> all(OpenAiModel model, ModelRequest request) {
    return model.generate(request).collect().asList().await().atMost(LONG);
  }

  /** What came before the failure, and the failure. */
  private record Failed(List<ModelEvent> events, GenerationException failure) {}

  private static Failed failed(OpenAiModel model) {
    return failed(model, request(Upstream.CONFIGURED));
  }

  private static Failed failed(OpenAiModel model, ModelRequest request) {
    AssertSubscriber<ModelEvent> events =
        model
            .generate(request)
            .subscribe()
            .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE))
            .awaitFailure(LONG);
    assertThat(events.getFailure()).isInstanceOf(GenerationException.class);
    return new Failed(events.getItems(), (GenerationException) events.getFailure());
  }

  private static void assertFailed(Failed failed, Type type, String message) {
    assertThat(failed.failure()).hasMessageContaining(message);
    assertThat(failed.failure().type()).isEqualTo(type);
  }

  private static void assertClosed() {
    await().ignoreExceptions().atMost(LONG).until(() -> replay.closedByClient(0).isDone());
  }

  @Nested
  class Answers {

    @Test
    void codeInAFenceComesAsTextDeltaByDelta() {
      replay.answers(ReplayAnswer.code(PROGRAM).withText("Here:"));
      List<ModelEvent> events = all(model());
      assertThat(text(events)).isEqualTo("Here:\n\n```python\n" + PROGRAM + "```\n");
      assertThat(events.stream().filter(Text.class::isInstance)).hasSizeGreaterThan(15);
      assertThat(events.get(events.size() - 2)).isEqualTo(new Finished(FinishReason.STOP));
      assertThat(((Usage) events.getLast()).completionTokens()).isGreaterThan(15);
    }

    @Test
    void codeAsACallComesAsItsArgumentsDeltaByDelta() {
      replay.answers(ReplayAnswer.code(PROGRAM).andCall("weather", "{\"city\": \"Bonn\"}"));
      ModelRequest request =
          new ModelRequest(
              Upstream.CONFIGURED,
              "some-model",
              List.of(json("{'role': 'user', 'content': 'Hello'}")),
              List.of(json("{'type': 'function', 'function': {'name': 'python'}}")),
              Map.of("temperature", json("0")));
      List<ModelEvent> events = all(model(), request);
      assertThat(events)
          .contains(
              new ToolCall(0, "call_replay_%d_0".formatted(number(events)), "python"),
              new ToolCall(1, "call_replay_%d_1".formatted(number(events)), "weather"),
              new Finished(FinishReason.TOOL_CALLS));
      assertThat(json(arguments(events, 0)).path("code").asText()).isEqualTo(PROGRAM);
      assertThat(arguments(events, 1)).isEqualTo("{\"city\": \"Bonn\"}");
      assertThat(replay.requests().getFirst().body())
          .isEqualTo(
              json(
                  """
                  {'temperature': 0, 'model': 'some-model', 'messages': [{'role': 'user', 'content': 'Hello'}],
                   'tools': [{'type': 'function', 'function': {'name': 'python'}}],
                   'stream': true, 'stream_options': {'include_usage': true}}
                  """));
    }

    private int number(List<ModelEvent> events) {
      return events.stream()
          .filter(ToolCall.class::isInstance)
          .map(event -> ((ToolCall) event).id().split("_")[2])
          .map(Integer::valueOf)
          .findFirst()
          .orElseThrow();
    }

    private String arguments(List<ModelEvent> events, int index) {
      return String.join(
          "",
          events.stream()
              .filter(ToolArguments.class::isInstance)
              .map(ToolArguments.class::cast)
              .filter(arguments -> arguments.index() == index)
              .map(ToolArguments::json)
              .toList());
    }

    @Test
    void anAnswerInOnePieceIsOneDelta() {
      replay.answers(ReplayAnswer.code(PROGRAM).asOnePiece());
      List<ModelEvent> events = all(model());
      assertThat(events).hasSize(3);
      assertThat(events.getFirst()).isEqualTo(new Text("```python\n" + PROGRAM + "```\n"));
      assertThat(events.get(1)).isEqualTo(new Finished(FinishReason.STOP));
      assertThat(events.get(2)).isInstanceOf(Usage.class);
    }

    @Test
    void callsInOnePieceAreCalls() {
      replay.answers(ReplayAnswer.call("a", "{}").andCall("b", "{\"x\": 1}").asOnePiece());
      assertThat(all(model()))
          .filteredOn(event -> !(event instanceof ToolCall) && !(event instanceof Usage))
          .containsExactly(
              new ToolArguments(0, "{}"),
              new ToolArguments(1, "{\"x\": 1}"),
              new Finished(FinishReason.TOOL_CALLS));
    }

    @Test
    void aTruncatedAnswerSaysSo() {
      replay.answers(ReplayAnswer.code(PROGRAM).withFinishReason(FinishReason.LENGTH));
      assertThat(all(model())).contains(new Finished(FinishReason.LENGTH));
    }

    @Test
    void commentsThatKeepTheConnectionAliveAreNoDeltas() {
      replay.answers(ReplayAnswer.text("some words to say").withKeepAlive());
      List<ModelEvent> events = all(model());
      assertThat(text(events)).isEqualTo("some words to say");
      assertThat(events).hasSize(6);
    }

    @Test
    void charactersAndLinesMayBeCutAnywhere() {
      String events =
          chunk("grüße 🐍 ") + "\r\n: comment\r\n" + chunk("一二三").replace("\n", "\r\n") + finish();
      byte[] bytes = (RawServer.STREAM + events).getBytes(StandardCharsets.UTF_8);
      Random random = new Random(1);
      for (int round = 0; round < 5; round++) {
        int most = round == 0 ? 1 : 1 + random.nextInt(12);
        RawServer server =
            RawServer.thatDoes(
                out -> {
                  for (int i = 0; i < bytes.length; ) {
                    int length = Math.min(1 + random.nextInt(most), bytes.length - i);
                    out.write(bytes, i, length);
                    out.flush();
                    i += length;
                  }
                });
        assertThat(text(all(model(server)))).isEqualTo("grüße 🐍 一二三");
      }
    }

    @Test
    void theEndMayComeWithoutDoneAfterAFinishReason() {
      assertThat(all(model(RawServer.thatStreams(chunk("a") + finish()))))
          .containsExactly(new Text("a"), new Finished(FinishReason.STOP));
    }

    @Test
    void theLastLineMayComeWithoutItsEnd() {
      assertThat(all(model(RawServer.thatStreams(chunk("a") + finish().strip()))))
          .containsExactly(new Text("a"), new Finished(FinishReason.STOP));
    }

    @Test
    void theConnectionMayBreakAfterTheFinishReason() {
      assertThat(
              all(
                  model(
                      RawServer.thatSends(
                          "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n",
                          inHttpChunk(chunk("a") + finish())))))
          .containsExactly(new Text("a"), new Finished(FinishReason.STOP));
    }

    @Test
    void aServerThatDoesNotEndAfterDoneIsNotWaitedFor() {
      RawServer server =
          RawServer.thatDoes(
              out -> {
                out.write(
                    (RawServer.STREAM + chunk("a") + finish() + "data: [DONE]\n\n")
                        .getBytes(StandardCharsets.UTF_8));
                Thread.sleep(LONG);
              });
      assertThat(all(model(server)))
          .containsExactly(new Text("a"), new Finished(FinishReason.STOP));
    }

    @Test
    void aConnectionServesOneAnswerAfterTheOther() {
      OpenAiModel model = model("max-connections", "1");
      for (int i = 0; i < 20; i++) {
        replay.answers(ReplayAnswer.text("answer " + i));
        assertThat(text(all(model))).isEqualTo("answer " + i);
      }
    }

    @Test
    void nothingIsReadThatNobodyAskedFor() {
      replay.answers(ReplayAnswer.text("word ".repeat(1_000)));
      AssertSubscriber<ModelEvent> events =
          model("between-tokens-timeout", "2s")
              .generate(request(Upstream.CONFIGURED))
              .subscribe()
              .withSubscriber(AssertSubscriber.create(1));
      events.awaitItems(1, LONG);
      await().during(ofSeconds(3)).until(() -> events.getItems().size() == 1);
      events.request(Long.MAX_VALUE);
      events.awaitCompletion(LONG);
      assertThat(text(events.getItems())).isEqualTo("word ".repeat(1_000));
    }
  }

  @Nested
  class Faults {

    @Test
    void aBrokenConnectionFailsAfterWhatCameBefore() {
      replay.answers(ReplayAnswer.text("a b c d").withFault(new Fault.Disconnect(2)));
      Failed failed = failed(model());
      assertFailed(failed, Type.UPSTREAM_UNAVAILABLE, "broke off");
      assertThat(text(failed.events())).isEqualTo("a b");
      assertThat(replay.requests()).hasSize(1);
    }

    @Test
    void anEndWithoutAFinishReasonIsABreakToo() {
      Failed failed = failed(model(RawServer.thatStreams(chunk("a") + "data: [DONE]\n\n")));
      assertFailed(failed, Type.UPSTREAM_UNAVAILABLE, "before it was complete");
      assertThat(text(failed.events())).isEqualTo("a");
    }

    @Test
    void anEndInTheMiddleOfALineIsOneToo() {
      String cut = chunk("b").substring(0, 20);
      Failed failed = failed(model(RawServer.thatStreams(chunk("a") + cut)));
      assertFailed(failed, Type.UPSTREAM_UNAVAILABLE, "before it was complete");
      assertThat(text(failed.events())).isEqualTo("a");
    }

    @Test
    void aMalformedChunkFailsAfterWhatCameBefore() {
      replay.answers(ReplayAnswer.text("a b c d").withFault(new Fault.MalformedChunk(3)));
      Failed failed = failed(model());
      assertFailed(failed, Type.UPSTREAM_INVALID, "not in the format");
      assertThat(text(failed.events())).isEqualTo("a b c");
    }

    @Test
    void anErrorObjectInTheMiddleIsTold() {
      replay.answers(ReplayAnswer.text("a b").withFault(new Fault.ErrorObject(1, "out of memory")));
      Failed failed = failed(model());
      assertFailed(failed, Type.UPSTREAM_UNAVAILABLE, "stopped with an error: out of memory");
      assertThat(text(failed.events())).isEqualTo("a");
    }

    @Test
    void anErrorEventIsTold() {
      for (String event :
          List.of(
              "event: error\ndata: {\"message\": \"too hot\"}\n\n",
              "event: error\ndata: too hot\n\n",
              "{\"error\": \"too hot\"}\n\n",
              "{\"error\": \"too hot\"}",
              "event: error\ndata: {\"error\": {\"message\": \"too hot\"}}\n\n")) {
        assertFailed(
            failed(model(RawServer.thatStreams(chunk("a") + event))),
            Type.UPSTREAM_UNAVAILABLE,
            "stopped with an error: too hot");
      }
    }

    @Test
    void whatIsNoAnswerIsInvalid() {
      assertFailed(
          failed(
              model(
                  RawServer.thatSends(
                      RawServer.answer(200, "Content-Type: text/html\r\n", "<html></html>")))),
          Type.UPSTREAM_INVALID,
          "it is of type text/html; does the base URL end");
      assertFailed(
          failed(
              model(
                  RawServer.thatSends(
                      RawServer.answer(200, "Content-Type: application/json\r\n", "[1")))),
          Type.UPSTREAM_INVALID,
          "no JSON");
      assertFailed(
          failed(model(RawServer.thatSends("SSH-2.0-OpenSSH\r\n\r\n"), "retries", "0")),
          Type.UPSTREAM_UNAVAILABLE,
          "broke off");
    }

    @Test
    void tooLongLinesAndAnswersAreNotRead() {
      assertFailed(
          failed(model(RawServer.thatStreams(chunk("a".repeat(5_000))), "max-line-size", "1K")),
          Type.UPSTREAM_INVALID,
          "a line is larger than forerun.upstream.max-line-size allows");
      assertFailed(
          failed(model(RawServer.thatStreams(chunk("a").repeat(100)), "max-answer-size", "1K")),
          Type.UPSTREAM_INVALID,
          "it is larger than forerun.upstream.max-answer-size allows");
      assertFailed(
          failed(
              model(
                  RawServer.thatSends(
                      RawServer.answer(
                          200, "Content-Type: application/json\r\n", " ".repeat(5_000))),
                  "max-answer-size",
                  "1K")),
          Type.UPSTREAM_INVALID,
          "max-answer-size");
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() throws Exception {
      RawServer gone = RawServer.thatSends();
      gone.close();
      assertFailed(
          failed(model(gone)), Type.UPSTREAM_UNAVAILABLE, "could not be reached. (3 attempts)");
      assertFailed(
          failed(model("base-url", "http://no-such-host.invalid/v1")),
          Type.UPSTREAM_UNAVAILABLE,
          "no address: is no-such-host.invalid its name?");
    }

    @Test
    void aRedirectIsNotFollowed() {
      RawServer server =
          RawServer.thatSends(
              RawServer.answer(
                  307, "Location: %s/chat/completions\r\n".formatted(replay.baseUrl()), ""));
      assertFailed(failed(model(server)), Type.UPSTREAM_REFUSED, "redirect (status 307)");
      assertThat(replay.requests()).isEmpty();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Nested
  class TimeLimits {

    @Test
    void ofTheFirstToken() {
      replay.answers(ReplayAnswer.text("a").withFault(new Fault.Stall(0)).withKeepAlive());
      assertFailed(
          failed(model("first-token-timeout", "500ms")),
          Type.UPSTREAM_TIMEOUT,
          "within 0.5 s; forerun.upstream.first-token-timeout sets this limit");
      assertClosed();
    }

    @Test
    void betweenTokens() {
      replay.answers(ReplayAnswer.text("a b c").withFault(new Fault.Stall(2)));
      Failed failed = failed(model("between-tokens-timeout", "1s"));
      assertFailed(failed, Type.UPSTREAM_TIMEOUT, "forerun.upstream.between-tokens-timeout");
      assertThat(text(failed.events())).isEqualTo("a b");
      assertClosed();
    }

    @Test
    void commentsDoNotCountAsTokens() {
      RawServer server =
          RawServer.thatDoes(
              out -> {
                out.write((RawServer.STREAM + chunk("a")).getBytes(StandardCharsets.UTF_8));
                while (true) {
                  out.write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
                  out.flush();
                  Thread.sleep(20);
                }
              });
      assertFailed(
          failed(model(server, "between-tokens-timeout", "300ms")),
          Type.UPSTREAM_TIMEOUT,
          "between-tokens-timeout");
    }

    @Test
    void ofTheWholeGeneration() {
      replay.answers(ReplayAnswer.text("word ".repeat(1_000)).withPace(new Pace(20, ZERO, 0.5)));
      Failed failed = failed(model("total-timeout", "2s"));
      assertFailed(failed, Type.UPSTREAM_TIMEOUT, "forerun.upstream.total-timeout");
      assertClosed();
    }

    @Test
    void ofTheConnection() {
      HostAddresses.Lookup slow =
          host -> {
            sleep(ofSeconds(2));
            return InetAddress.getAllByName(host);
          };
      OpenAiModel model =
          started(
              new OpenAiModel(
                  vertx,
                  config(
                      "base-url", replay.baseUrl().toString(),
                      "allow-private-addresses", "true",
                      "connect-timeout", "200ms",
                      "retries", "0"),
                  UnaryOperator.identity(),
                  slow));
      assertFailed(
          failed(model), Type.UPSTREAM_TIMEOUT, "within 0.2 s; forerun.upstream.connect-timeout");
    }

    @Test
    void ofAServerThatAcceptsNoConnection() {
      // Documentation addresses lead nowhere: a packet there is lost, or refused on the way.
      GenerationException failure =
          failed(
                  model(
                      "base-url",
                      "http://192.0.2.1/v1",
                      "connect-timeout",
                      "300ms",
                      "retries",
                      "0"))
              .failure();
      assertThat(failure.type()).isIn(Type.UPSTREAM_TIMEOUT, Type.UPSTREAM_UNAVAILABLE);
    }

    private static void sleep(Duration duration) {
      try {
        Thread.sleep(duration);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Nested
  class Retries {

    @Test
    void aRefusalForNowIsFollowedByAnotherAttempt() {
      replay.answers(
          ReplayAnswer.refusal(429, null, "slow down"),
          ReplayAnswer.refusal(503, null, "starting"),
          ReplayAnswer.text("here"));
      assertThat(text(all(model()))).isEqualTo("here");
      assertThat(replay.requests()).hasSize(3);
      assertThat(replay.requests().get(2).body()).isEqualTo(replay.requests().get(0).body());
    }

    @Test
    void aBreakBeforeTheFirstDeltaToo() {
      replay.answers(
          ReplayAnswer.text("a").withFault(new Fault.Disconnect(0)),
          ReplayAnswer.text("a").withFault(new Fault.ErrorObject(0, "crash")),
          ReplayAnswer.text("here"));
      assertThat(text(all(model()))).isEqualTo("here");
    }

    @Test
    void untilTheyAreUsedUp() {
      replay.answers(
          ReplayAnswer.refusal(429, "0", "slow down"),
          ReplayAnswer.refusal(429, "0", "slow down"),
          ReplayAnswer.refusal(429, "0", "slow down"),
          ReplayAnswer.text("too late"));
      assertFailed(
          failed(model()),
          Type.UPSTREAM_THROTTLED,
          "come back later (status 429): slow down (3 attempts)");
      assertThat(replay.requests()).hasSize(3);
    }

    @Test
    void whatWasPassedOnIsNeverAskedForAgain() {
      for (Fault fault : List.of(new Fault.Disconnect(1), new Fault.ErrorObject(1, "crash"))) {
        replay.reset();
        replay.answers(ReplayAnswer.text("a b").withFault(fault), ReplayAnswer.text("again"));
        Failed failed = failed(model());
        assertThat(text(failed.events())).isEqualTo("a");
        assertThat(replay.requests()).hasSize(1);
      }
    }

    @Test
    void theServerSaysWhen() {
      assertAskedAgainAfter("1", ofMillis(900));
      assertAskedAgainAfter("1.5", ofMillis(1_400));
      assertAskedAgainAfter(
          DateTimeFormatter.RFC_1123_DATE_TIME.format(
              ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(3)),
          ofMillis(1_500));
      assertAskedAgainAfter("Thu, 01 Jan 1970 00:00:00 GMT", ZERO);
      assertAskedAgainAfter("soon", ZERO);
    }

    private void assertAskedAgainAfter(String retryAfter, Duration atLeast) {
      replay.answers(ReplayAnswer.refusal(503, retryAfter, "wait"), ReplayAnswer.text("here"));
      long start = System.nanoTime();
      assertThat(text(all(model()))).isEqualTo("here");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(atLeast);
    }

    @Test
    void asLateAsConfigured() {
      replay.answers(ReplayAnswer.refusal(429, "1", "wait"), ReplayAnswer.text("here"));
      assertThat(text(all(model("max-retry-delay", "1s")))).isEqualTo("here");
    }

    @Test
    void butNotLaterThanConfigured() {
      replay.answers(ReplayAnswer.refusal(429, "3600", "wait"), ReplayAnswer.text("here"));
      assertFailed(failed(model()), Type.UPSTREAM_THROTTLED, "(status 429): wait");
      assertThat(replay.requests()).hasSize(1);
    }

    @Test
    void notBeyondTheTimeOfTheGeneration() {
      replay.answers(ReplayAnswer.refusal(429, "5", "wait"), ReplayAnswer.text("here"));
      assertFailed(failed(model("total-timeout", "3s")), Type.UPSTREAM_THROTTLED, "wait");
    }

    @Test
    void aRefusalForGoodIsToldAtOnce() {
      for (int status : List.of(400, 401, 403, 404, 422)) {
        replay.reset();
        replay.answers(ReplayAnswer.refusal(status, null, "no such model"));
        assertFailed(failed(model()), Type.UPSTREAM_REFUSED, "(status %d)".formatted(status));
        assertThat(replay.requests()).hasSize(1);
      }
      RawServer server =
          RawServer.thatSends(
              RawServer.answer(
                  429,
                  "Content-Type: application/json\r\n",
                  "{\"error\": {\"code\": \"insufficient_quota\", \"message\": \"pay\"}}"));
      assertFailed(failed(model(server)), Type.UPSTREAM_REFUSED, "quota");
    }

    @Test
    void cancellingEndsTheWaitForTheNextAttempt() {
      replay.answers(ReplayAnswer.refusal(429, "1", "wait"), ReplayAnswer.text("here"));
      AssertSubscriber<ModelEvent> events =
          model()
              .generate(request(Upstream.CONFIGURED))
              .subscribe()
              .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
      await().until(() -> replay.requests().size() == 1);
      events.cancel();
      await().during(ofMillis(1_500)).atMost(LONG).until(() -> replay.requests().size() == 1);
    }
  }

  @Nested
  class Cancelling {

    @Test
    void closesTheConnectionAtOnce() {
      replay.answers(ReplayAnswer.text("word ".repeat(10_000)).withTokensPerSecond(200));
      AssertSubscriber<ModelEvent> events =
          model()
              .generate(request(Upstream.CONFIGURED))
              .subscribe()
              .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
      events.awaitNextItems(5, LONG);
      long cancelled = System.nanoTime();
      events.cancel();
      long closed = replay.closedByClient(0).orTimeout(30, TimeUnit.SECONDS).join();
      assertThat(Duration.ofNanos(closed - cancelled)).isLessThan(ofSeconds(5));
    }

    @Test
    void closesItWhileNothingIsAskedForToo() {
      replay.answers(ReplayAnswer.text("word ".repeat(10_000)).withTokensPerSecond(200));
      AssertSubscriber<ModelEvent> events =
          model()
              .generate(request(Upstream.CONFIGURED))
              .subscribe()
              .withSubscriber(AssertSubscriber.create(1));
      events.awaitItems(1, LONG);
      events.cancel();
      assertClosed();
    }

    @Test
    void closesItBeforeTheAnswerHasBegun() {
      replay.answers(ReplayAnswer.text("a").withFault(new Fault.Stall(0)));
      AssertSubscriber<ModelEvent> events =
          model()
              .generate(request(Upstream.CONFIGURED))
              .subscribe()
              .withSubscriber(AssertSubscriber.create(1));
      await().until(() -> replay.requests().size() == 1);
      events.cancel();
      assertClosed();
    }
  }

  @Nested
  class Connections {

    @Test
    void cancelledGenerationsGiveTheirsBack() {
      OpenAiModel model = model("max-connections", "1");
      for (int i = 0; i < 10; i++) {
        replay.answers(ReplayAnswer.text("word ".repeat(1_000)).withTokensPerSecond(200));
        AssertSubscriber<ModelEvent> events = asked(model);
        events.awaitNextItem(LONG);
        events.cancel();
      }
      replay.answers(ReplayAnswer.text("here"));
      assertThat(text(all(model))).isEqualTo("here");
    }

    @Test
    void waitForEachOtherAndNotForThoseThatAreCancelled() {
      OpenAiModel model = model("max-connections", "1", "retries", "0");
      replay.answers(ReplayAnswer.text("word ".repeat(1_000)).withTokensPerSecond(200));
      AssertSubscriber<ModelEvent> first = asked(model);
      first.awaitNextItem(LONG);
      // One may wait. Which of the two it is depends on whose address is looked up first.
      List<AssertSubscriber<ModelEvent>> others = List.of(asked(model), asked(model));
      await().until(() -> others.stream().anyMatch(other -> other.getFailure() != null));
      for (AssertSubscriber<ModelEvent> other : others) {
        if (other.getFailure() == null) {
          other.cancel();
        } else {
          assertThat(other.getFailure()).hasMessageContaining("max-connections allows");
        }
      }
      first.cancel();
      replay.answers(ReplayAnswer.text("here"));
      await().ignoreExceptions().until(() -> text(all(model)).equals("here"));
      assertThat(replay.requests()).hasSize(2);
    }

    private AssertSubscriber<ModelEvent> asked(OpenAiModel model) {
      return model
          .generate(request(Upstream.CONFIGURED))
          .subscribe()
          .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }
  }

  @Nested
  class Encryption {
    @TempDir Path directory;

    @Test
    void theCertificateIsThatOfTheNameWhateverTheAddress() throws Exception {
      PfxOptions certificate = certificate("model.example");
      HttpServer server =
          vertx
              .createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate))
              .requestHandler(new ReplayServer(_ -> ReplayAnswer.text("secret")))
              .listen(0, "127.0.0.1")
              .toCompletionStage()
              .toCompletableFuture()
              .join();
      UnaryOperator<HttpClientOptions> trusting = options -> options.setTrustOptions(certificate);
      int port = server.actualPort();
      assertThat(text(all(at("https://model.example:" + port, trusting)))).isEqualTo("secret");
      assertNotTrusted(at("https://other.example:" + port, trusting));
      assertNotTrusted(at("https://model.example:" + port, UnaryOperator.identity()));
      server.close().toCompletionStage().toCompletableFuture().join();
    }

    private void assertNotTrusted(OpenAiModel model) {
      assertFailed(
          failed(model),
          Type.UPSTREAM_UNAVAILABLE,
          "forerun.upstream.tls-configuration-name chooses whom to trust");
    }

    private OpenAiModel at(String baseUrl, UnaryOperator<HttpClientOptions> tls) {
      HostAddresses.Lookup local = _ -> InetAddress.getAllByName("127.0.0.1");
      UpstreamConfig config = config("base-url", baseUrl, "allow-private-addresses", "true");
      return started(new OpenAiModel(vertx, config, tls, local));
    }

    private PfxOptions certificate(String name) throws Exception {
      Path store = directory.resolve("store.p12");
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  "server",
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=" + name,
                  "-ext",
                  "san=dns:" + name,
                  "-storetype",
                  "PKCS12",
                  "-storepass",
                  "password",
                  "-keystore",
                  store.toString())
              .inheritIO()
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .start();
      assertThat(keytool.waitFor()).isZero();
      return new PfxOptions().setPath(store.toString()).setPassword("password");
    }
  }

  @Nested
  class Secrets {

    @Test
    void aKeyIsNeverLogged() {
      List<String> logged = new CopyOnWriteArrayList<>();
      Logger root = Logger.getLogger("");
      Level before = root.getLevel();
      Handler handler =
          new Handler() {
            @Override
            public void publish(LogRecord line) {
              logged.add(
                  "%s %s %s"
                      .formatted(
                          line.getMessage(),
                          Arrays.toString(line.getParameters()),
                          line.getThrown()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
          };
      root.addHandler(handler);
      root.setLevel(Level.ALL);
      try {
        replay.answers(
            ReplayAnswer.refusal(401, null, "Wrong key " + SECRET),
            ReplayAnswer.text("a b").withFault(new Fault.Disconnect(1)),
            ReplayAnswer.text("a"));
        OpenAiModel model = model("api-key", SECRET);
        failed(model);
        failed(model);
        all(model);
        failed(model("api-key", SECRET, "base-url", "http://no-such-host.invalid/v1"));
      } finally {
        root.setLevel(before);
        root.removeHandler(handler);
      }
      assertThat(logged).isNotEmpty().noneMatch(line -> line.contains(SECRET));
    }

    @Test
    void theConfiguredKeyGoesToTheConfiguredServerOnly() {
      RawServer other = started(RawServer.thatStreams(chunk("other") + finish()));
      OpenAiModel model = model("api-key", SECRET, "allowed-base-urls", other.baseUrl().toString());
      replay.answers(ReplayAnswer.text("a"), ReplayAnswer.text("b"));
      all(model);
      all(model, request(new Upstream(URI.create(replay.baseUrl() + "/"), null)));
      assertThat(replay.requests())
          .allSatisfy(request -> assertThat(request.authorization()).isEqualTo("Bearer " + SECRET));
      assertThat(text(all(model, request(new Upstream(other.baseUrl(), null))))).isEqualTo("other");
      assertThat(other.requests().getFirst()).doesNotContainIgnoringCase("authorization");
    }

    @Test
    void theCallersKeyGoesWhereTheCallerSends() {
      replay.answers(ReplayAnswer.text("a"));
      OpenAiModel model = model("api-key", SECRET);
      all(model, request(new Upstream(null, new ApiKey("callers-own"))));
      assertThat(replay.requests().getFirst().authorization()).isEqualTo("Bearer callers-own");
    }

    @Test
    void aServerThatRepeatsTheKeyDoesNotGiveItAway() {
      for (String said :
          List.of(
              "Incorrect API key provided: " + SECRET + ".",
              "Incorrect API key provided: sk-sec********efgh.",
              "The key sk-sec...abcdefgh is not known")) {
        replay.reset();
        replay.answers(ReplayAnswer.refusal(401, null, said));
        GenerationException failure = failed(model("api-key", SECRET)).failure();
        for (Throwable t = failure; t != null; t = t.getCause()) {
          assertThat(t.toString()).doesNotContain("sk-sec", "abcdefgh");
        }
        assertThat(failure).hasMessageContaining("[key]");
      }
      assertThat(new Upstream(null, new ApiKey(SECRET)).toString()).doesNotContain(SECRET);
    }

    @Test
    void aKeyThatIsNoneIsNotShownEither() {
      Failed failed =
          failed(model(), request(new Upstream(null, new ApiKey("two\r\nlines " + SECRET))));
      assertFailed(failed, Type.UPSTREAM_REFUSED, "The API key has characters");
      assertThat(failed.failure().toString()).doesNotContain(SECRET);
    }

    @Test
    void aLongMessageIsCut() {
      replay.answers(ReplayAnswer.refusal(400, null, "no ".repeat(10_000)));
      assertThat(failed(model()).failure().getMessage()).hasSizeLessThan(700).endsWith("…");
    }
  }

  @Nested
  class Addresses {

    @Test
    void onlyAllowedServersAreAsked() {
      assertFailed(
          failed(model(), request(new Upstream(URI.create("http://127.0.0.1:1/v1"), null))),
          Type.UPSTREAM_REFUSED,
          "add it to forerun.upstream.allowed-base-urls");
      assertFailed(
          failed(model(), request(new Upstream(URI.create("file:///etc/passwd"), null))),
          Type.UPSTREAM_REFUSED,
          "begins with https:// or http://");
      assertThat(replay.requests()).isEmpty();
    }

    @Test
    void privateAddressesAreRefusedUnlessConfigured() {
      for (String host :
          List.of("localhost", "127.0.0.1", "[::1]", "169.254.169.254", "10.1.2.3", "0.0.0.0")) {
        assertFailed(
            failed(
                model(
                    "allow-private-addresses",
                    "false",
                    "base-url",
                    "http://%s:%d/v1".formatted(host, replay.port()))),
            Type.UPSTREAM_REFUSED,
            "set forerun.upstream.allow-private-addresses=true to allow it");
      }
      assertThat(replay.requests()).isEmpty();
    }

    @Test
    void aNameWithOnePrivateAddressIsRefused() {
      OpenAiModel model = named(false, "8.8.8.8", "127.0.0.1");
      assertFailed(failed(model), Type.UPSTREAM_REFUSED, "model.example is not on the public");
    }

    @Test
    void theAddressThatWasCheckedIsTheOneThatIsConnectedTo() {
      replay.answers(ReplayAnswer.text("here"));
      assertThat(text(all(named(true, "127.0.0.1")))).isEqualTo("here");
    }

    @Test
    void withAProxyTheProxyFindsTheAddress() {
      RawServer proxy =
          started(
              RawServer.thatSends(
                  RawServer.answer(
                      200,
                      "Content-Type: application/json\r\n",
                      "{\"choices\": [{\"message\": {\"content\": \"by proxy\"}, \"finish_reason\": \"stop\"}]}")));
      OpenAiModel model =
          model(
              "base-url", "http://model.example/v1",
              "allow-private-addresses", "false",
              "proxy.host", "127.0.0.1",
              "proxy.port", Integer.toString(proxy.port()));
      assertThat(text(all(model))).isEqualTo("by proxy");
      assertThat(proxy.requests().getFirst())
          .startsWith("POST http://model.example/v1/chat/completions HTTP/1.1");
      for (String near : List.of("localhost", "10.0.0.1", "[fd00::1]")) {
        assertFailed(
            failed(
                model(
                    "base-url",
                    "http://%s/v1".formatted(near),
                    "allow-private-addresses",
                    "false",
                    "proxy.host",
                    "127.0.0.1",
                    "proxy.port",
                    Integer.toString(proxy.port()))),
            Type.UPSTREAM_REFUSED,
            "not on the public Internet");
      }
    }

    private OpenAiModel named(boolean allowPrivate, String... addresses) {
      HostAddresses.Lookup lookup =
          _ -> {
            InetAddress[] found = new InetAddress[addresses.length];
            for (int i = 0; i < found.length; i++) {
              found[i] = InetAddress.getByName(addresses[i]);
            }
            return found;
          };
      return started(
          new OpenAiModel(
              vertx,
              config(
                  "base-url", "http://model.example:%d/v1".formatted(replay.port()),
                  "allow-private-addresses", Boolean.toString(allowPrivate)),
              UnaryOperator.identity(),
              lookup));
    }
  }

  private static String chunk(String content) {
    return "data: {\"choices\": [{\"index\": 0, \"delta\": {\"content\": \"%s\"}}]}\n\n"
        .formatted(content);
  }

  private static String finish() {
    return "data: {\"choices\": [{\"index\": 0, \"delta\": {}, \"finish_reason\": \"stop\"}]}\n\n";
  }

  private static String inHttpChunk(String data) {
    return "%x\r\n%s\r\n".formatted(data.getBytes(StandardCharsets.UTF_8).length, data);
  }
}
