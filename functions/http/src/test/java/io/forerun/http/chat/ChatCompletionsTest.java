package io.forerun.http.chat;

import static io.forerun.http.Service.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.models.FunctionDefinition;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import io.forerun.generate.FinishReason;
import io.forerun.generate.replay.ReplayAnswer;
import io.forerun.generate.replay.ReplayUpstream;
import io.forerun.http.Service;
import io.forerun.http.generation.ScriptedUpstream;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenAI's own client, which checks what it gets, in front of a model over real sockets. */
@QuarkusTest
@WithTestResource(ScriptedUpstream.class)
class ChatCompletionsTest {
  private static final ReplayAnswer ADDS =
      ReplayAnswer.code("print(6 * 7)\n").withText("Let me see.");
  private static final ReplayAnswer ANSWERS = ReplayAnswer.text("It is 42.");
  private static final String WEATHER = "{\"city\": \"Rom\"}";

  ReplayUpstream upstream;

  @TestHTTPResource("/v1")
  URI address;

  private OpenAIClient client;

  @BeforeEach
  void awaitReady() {
    upstream.reset();
    Service.awaitReady();
    client =
        OpenAIOkHttpClient.builder()
            .baseUrl(address.toString())
            .apiKey("sk-of-the-client")
            .maxRetries(0)
            .build();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void theModelsPythonRunsAndItsResultGoesBackToIt() {
    upstream.answers(ADDS, ANSWERS);
    ChatCompletion completion = client.chat().completions().create(question().build());

    completion.validate();
    assertThat(completion.choices()).hasSize(1);
    assertThat(completion.choices().getFirst().message().content())
        .hasValue("Let me see.\n\nIt is 42.");
    assertThat(completion.choices().getFirst().message().toolCalls()).isEmpty();
    assertThat(completion.choices().getFirst().finishReason())
        .isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
    assertThat(completion.usage())
        .hasValueSatisfying(usage -> assertThat(usage.totalTokens()).isPositive());
    JsonNode second = upstream.requests().get(1).body().path("messages");
    assertThat(second).hasSize(3);
    assertThat(second.get(1).path("tool_calls").get(0).path("function").path("arguments").asText())
        .isEqualTo("{\"code\":\"print(6 * 7)\\n\"}");
    assertThat(second.get(2).path("role").asText()).isEqualTo("tool");
    assertThat(second.get(2).path("tool_call_id").asText())
        .isEqualTo(second.get(1).path("tool_calls").get(0).path("id").asText());
    assertThat(second.get(2).path("content").asText()).isEqualTo("42");
    assertThat(upstream.requests().getFirst().authorization()).isEqualTo("Bearer sk-of-the-client");
    assertThat(upstream.requests().getFirst().hasTool("python")).isTrue();
  }

  @Test
  void theAnswerIsStreamed() {
    upstream.answers(ADDS, ANSWERS);
    List<ChatCompletionChunk> chunks =
        stream(
            question()
                .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build());

    chunks.forEach(ChatCompletionChunk::validate);
    assertThat(said(chunks)).isEqualTo("Let me see.\n\nIt is 42.");
    assertThat(chunks.stream().map(ChatCompletionChunk::id).distinct()).hasSize(1);
    ChatCompletionChunk end = chunks.get(chunks.size() - 2);
    assertThat(end.choices().getFirst().finishReason())
        .hasValue(ChatCompletionChunk.Choice.FinishReason.STOP);
    assertThat(chunks.getLast().choices()).isEmpty();
    assertThat(chunks.getLast().usage())
        .hasValueSatisfying(usage -> assertThat(usage.promptTokens()).isPositive());
  }

  @Test
  void runEventsAreAnExtension() {
    upstream.answers(ADDS, ANSWERS);
    List<ChatCompletionChunk> chunks =
        stream(
            question()
                .putAdditionalBodyProperty("forerun", JsonValue.from(Map.of("events", true)))
                .build());

    chunks.forEach(ChatCompletionChunk::validate);
    assertThat(said(chunks)).isEqualTo("Let me see.\n\nIt is 42.");
    assertThat(
            chunks.stream()
                .map(chunk -> chunk._additionalProperties().get("forerun"))
                .filter(extension -> extension != null)
                .map(Object::toString)
                .collect(Collectors.joining()))
        .contains("round.started", "run.started", "42\n", "run.finished", "round.finished");
  }

  @Test
  void aProgramThatFailsIsShownToTheModel() {
    upstream.answers(
        ReplayAnswer.code("x = 1\nprint(y)\n"), ReplayAnswer.code("print(x + 41)\n"), ANSWERS);
    ChatCompletion completion = client.chat().completions().create(question().build());

    assertThat(completion.choices().getFirst().message().content()).hasValue("It is 42.");
    assertThat(lastMessage(1)).contains("NameError: name 'y' is not defined");
    assertThat(lastMessage(2)).isEqualTo("42");
  }

  @Test
  void otherToolsAreTheClients() {
    upstream.answers(ReplayAnswer.call("weather", WEATHER));
    ChatCompletion completion =
        client.chat().completions().create(question().addFunctionTool(weather()).build());

    completion.validate();
    assertThat(completion.choices().getFirst().finishReason())
        .isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
    var call =
        completion.choices().getFirst().message().toolCalls().orElseThrow().getFirst().asFunction();
    assertThat(call.function().name()).isEqualTo("weather");
    assertThat(call.function().arguments()).isEqualTo(WEATHER);
    assertThat(upstream.requests().getFirst().hasTool("weather")).isTrue();
  }

  @Test
  void otherToolsAreTheClientsInAStreamToo() {
    upstream.answers(ReplayAnswer.call("weather", WEATHER));
    List<ChatCompletionChunk> chunks = stream(question().addFunctionTool(weather()).build());

    chunks.forEach(ChatCompletionChunk::validate);
    var call =
        chunks.stream()
            .flatMap(chunk -> chunk.choices().stream())
            .flatMap(choice -> choice.delta().toolCalls().stream())
            .flatMap(List::stream)
            .toList();
    assertThat(call).hasSize(1);
    assertThat(call.getFirst().function().orElseThrow().arguments()).hasValue(WEATHER);
    assertThat(chunks.getLast().choices().getFirst().finishReason())
        .hasValue(ChatCompletionChunk.Choice.FinishReason.TOOL_CALLS);
  }

  @Test
  void ofAnAnswerThatMixesToolsPythonIsAnsweredFirst() {
    upstream.answers(
        ReplayAnswer.code("print(6 * 7)\n").andCall("weather", WEATHER),
        ReplayAnswer.call("weather", WEATHER));
    ChatCompletion completion =
        client.chat().completions().create(question().addFunctionTool(weather()).build());

    assertThat(completion.choices().getFirst().message().toolCalls().orElseThrow()).hasSize(1);
    JsonNode second = upstream.requests().get(1).body().path("messages");
    assertThat(second).hasSize(4);
    assertThat(second.get(1).path("tool_calls")).hasSize(2);
    assertThat(second.get(2).path("content").asText()).isEqualTo("42");
    assertThat(second.get(3).path("content").asText()).startsWith("Not called:");
  }

  @Test
  void aModelThatAlwaysCallsPythonIsCutOff() {
    for (int turn = 0; turn < 4; turn++) {
      upstream.answers(ReplayAnswer.code("print(%d)\n".formatted(turn)));
    }
    ChatCompletion completion = client.chat().completions().create(question().build());

    completion.validate();
    assertThat(completion.choices().getFirst().finishReason())
        .isEqualTo(ChatCompletion.Choice.FinishReason.LENGTH);
    assertThat(upstream.requests()).hasSize(3);
  }

  @Test
  void anAnswerInWordsThatWasCutOffSaysSo() {
    upstream.answers(ReplayAnswer.text("It is").withFinishReason(FinishReason.LENGTH));
    ChatCompletion completion = client.chat().completions().create(question().build());

    assertThat(completion.choices().getFirst().message().content()).hasValue("It is");
    assertThat(completion.choices().getFirst().finishReason())
        .isEqualTo(ChatCompletion.Choice.FinishReason.LENGTH);
  }

  @Test
  void whoClosesTheStreamStopsTheProgramAndTheModel() throws Exception {
    upstream.answers(
        ReplayAnswer.code("print('x')\n" + "y = 1\n".repeat(5_000)).withTokensPerSecond(100));
    try (StreamResponse<ChatCompletionChunk> response =
        client
            .chat()
            .completions()
            .createStreaming(
                question()
                    .putAdditionalBodyProperty("forerun", JsonValue.from(Map.of("events", true)))
                    .build())) {
      Iterator<ChatCompletionChunk> chunks = response.stream().iterator();
      String event = "";
      while (!event.contains("stdout")) {
        event = String.valueOf(chunks.next()._additionalProperties());
      }
      assertThat(upstream.closedByClient(0)).isNotDone();
    }
    assertThat(upstream.closedByClient(0).get(20, TimeUnit.SECONDS)).isPositive();
  }

  @Test
  void aServerThatRefusesIsAnError() {
    upstream.answers(ReplayAnswer.refusal(401, null, "Unknown key."));

    assertThatThrownBy(() -> client.chat().completions().create(question().build()))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("refuses the request")
        .hasMessageNotContainingAny("sk-of-the-client");
  }

  @Test
  void aServerThatRefusesIsAnErrorInAStream() {
    upstream.answers(ReplayAnswer.refusal(401, null, "Unknown key."));

    assertThatThrownBy(() -> stream(question().build()))
        .hasMessageContaining("refuses the request");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | The request must be a JSON object",
        "{ | The request is not JSON",
        "{\"model\": \"m\"} | messages must have at least one",
        "{\"messages\": [{}]} | model is missing",
        "{\"model\": \"m\", \"messages\": 1} | messages must be a list of objects",
        "{\"model\": \"m\", \"messages\": [{}], \"n\": 2} | n must be 1",
        "{\"model\": \"m\", \"messages\": [{}], \"tools\": [{\"function\": {\"name\": \"python\"}}]} | The tool python is built in",
        "{\"model\": \"m\", \"messages\": [{}], \"forerun\": {\"speed\": 1}} | speed is unknown",
      })
  void whatMakesNoSenseIsToldInOpenAisForm(String request, String message) {
    given()
        .contentType("application/json")
        .body(request)
        .post("/v1/chat/completions")
        .then()
        .statusCode(400)
        .contentType("application/json")
        .body("error.type", is("invalid_request_error"))
        .body("error.message", containsString(message));
    assertThat(upstream.requests()).isEmpty();
  }

  @Test
  void aRequestWithoutBodyIsToldInOpenAisForm() {
    given()
        .post("/v1/chat/completions")
        .then()
        .statusCode(400)
        .body("error.type", is("invalid_request_error"))
        .body("error.message", containsString("The request must be a JSON object"));
  }

  private static ChatCompletionCreateParams.Builder question() {
    return ChatCompletionCreateParams.builder().model("scripted").addUserMessage("What is 6 * 7?");
  }

  private static FunctionDefinition weather() {
    return FunctionDefinition.builder().name("weather").build();
  }

  private List<ChatCompletionChunk> stream(ChatCompletionCreateParams request) {
    try (StreamResponse<ChatCompletionChunk> response =
        client.chat().completions().createStreaming(request)) {
      return response.stream().toList();
    }
  }

  private static String said(List<ChatCompletionChunk> chunks) {
    return chunks.stream()
        .flatMap(chunk -> chunk.choices().stream())
        .flatMap(choice -> choice.delta().content().stream())
        .collect(Collectors.joining());
  }

  private String lastMessage(int request) {
    JsonNode messages = upstream.requests().get(request).body().path("messages");
    return messages.get(messages.size() - 1).path("content").asText();
  }
}
