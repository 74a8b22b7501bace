package io.forerun.http.ws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forerun.http.Host;
import io.forerun.http.Service;
import io.forerun.http.run.Runs;
import io.forerun.run.RunStatus;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = Host.class, scope = TestResourceScope.GLOBAL)
class RunSocketTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestHTTPResource("/v1/stream")
  URI address;

  @Inject Runs runs;

  private Received received = new Received();
  private final HttpClient http = HttpClient.newHttpClient();
  private WebSocket socket;

  @BeforeEach
  void connect() {
    Service.awaitReady();
    socket = http.newWebSocketBuilder().buildAsync(ws(""), received).join();
  }

  @AfterEach
  void disconnect() {
    socket.abort();
    http.close();
  }

  @Test
  void eventsComeWhileDeltasAreSent() throws Exception {
    send("{\"delta\": \"print('early')\\n\"}");
    assertThat(types(received.until("chunk.finished"))).contains("run.started", "output");

    send("{\"delta\": \"print('la\"}");
    send("{\"delta\": \"te')\", \"end\": true}");
    JsonNode finished = received.until("run.finished").getLast();

    assertThat(finished.get("status").asText()).isEqualTo("succeeded");
    assertThat(received.closeCode()).isEqualTo(WebSocket.NORMAL_CLOSURE);
  }

  @Test
  void theFirstMessageSaysFormatAndLimits() throws Exception {
    send(
        """
        {"format": "markdown", "limits": {"chunkTimeMs": 200},
         "delta": "Look:\\n```python\\nwhile True: pass\\n```\\n", "end": true}
        """);
    JsonNode finished = received.until("run.finished").getLast();

    assertThat(finished.at("/error/type").asText()).isEqualTo("chunk_time_limit");
  }

  @Test
  void anErrorIsToldAndFurtherDeltasAreDropped() throws Exception {
    send("{\"delta\": \"1 / 0\\n\"}");
    JsonNode finished = received.until("run.finished").getLast();
    socket.sendText("{\"delta\": \"print('never')\\n\"}", true);

    assertThat(finished.at("/error/type").asText()).isEqualTo("ZeroDivisionError");
    assertThat(received.closeCode()).isEqualTo(WebSocket.NORMAL_CLOSURE);
  }

  @Test
  void aRunIsCancelledByMessage() throws Exception {
    send("{\"delta\": \"print(1)\\nwhile True:\\n    pass\\n\\nx\\n\"}");
    received.until("output");
    send("{\"cancel\": true}");
    JsonNode finished = received.until("run.finished").getLast();

    assertThat(finished.get("status").asText()).isEqualTo("cancelled");
  }

  @Test
  void closingTheSocketStopsThePython() throws Exception {
    send("{\"delta\": \"print(1)\\nwhile True:\\n    pass\\n\\nx\\n\"}");
    String id = received.until("output").getFirst().get("runId").asText();
    socket.abort();

    await()
        .atMost(Duration.ofSeconds(1))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> runs.find(id).orElseThrow().status() == RunStatus.CANCELLED);
  }

  @Test
  void aMessageThatIsNotUnderstoodClosesTheSocketWithTheReason() throws Exception {
    send("print(1)");

    assertThat(received.closeCode()).isEqualTo(1007);
    assertThat(received.closeReason()).contains("not JSON that can be read");
  }

  @Test
  void limitsAfterTheFirstMessageCloseTheSocketAndCancelTheRun() throws Exception {
    send("{\"delta\": \"x = 1\\n\"}");
    String id = received.until("run.started").getLast().get("runId").asText();
    send("{\"limits\": {}}");

    assertThat(received.closeCode()).isEqualTo(1007);
    await().until(() -> runs.find(id).orElseThrow().status() == RunStatus.CANCELLED);
  }

  @Test
  void theAddressMaySayOptionsToo() throws Exception {
    reconnect("?policy=serial&options=" + URLEncoder.encode("{\"sessionId\": \"ws\"}", UTF_8));
    send("{\"delta\": \"print(1)\\nprint(2)\\n\", \"end\": true}");

    List<String> types = types(received.until("run.finished"));
    assertThat(types).containsSubsequence("generation.finished", "batch.dispatched");
    assertThat(types.indexOf("batch.dispatched")).isEqualTo(types.lastIndexOf("batch.dispatched"));
    Service.given().delete("/v1/sessions/ws").then().statusCode(204);
  }

  @Test
  void anOptionInAddressAndMessageClosesTheSocket() throws Exception {
    reconnect("?policy=serial");
    send("{\"policy\": \"serial\", \"delta\": \"x\"}");

    assertThat(received.closeCode()).isEqualTo(1007);
    assertThat(received.closeReason()).isEqualTo("policy is given twice; give it once.");
  }

  @Test
  void anEffectIsApprovedOrRefusedByMessage() throws Exception {
    send(
        """
        {"mounts": ["reports"], "delta": "import os\\ntry: os.mkdir('/out/no')\\nexcept OSError as e: print(e)\\nos.mkdir('/out/yes')\\nprint(os.listdir('/out'))\\nos.rmdir('/out/yes')\\nx = 1\\n"}
        """);
    int hold = received.until("gate.held").getLast().get("hold").asInt();
    send("{\"hold\": %d, \"decision\": \"refuse\", \"reason\": \"Not there.\"}".formatted(hold));
    JsonNode refused = received.until("output").getLast();
    assertThat(refused.get("text").asText()).contains("create the directory /out/no. Not there.");

    hold = received.until("gate.held").getLast().get("hold").asInt();
    send("{\"hold\": 99, \"decision\": \"approve\"}");
    send("{\"hold\": %d, \"decision\": \"approve\"}".formatted(hold));
    assertThat(received.until("output").getLast().get("text").asText()).isEqualTo("['yes']\n");

    send("{\"end\": true}");
    JsonNode finished = received.until("run.finished").getLast();
    assertThat(finished.get("status").asText()).isEqualTo("succeeded");
  }

  @Test
  void aFunctionThatIsNotAllowedClosesTheSocket() throws Exception {
    send(
        """
        {"functions": [{"name": "f", "schema": {"type": "object"}, "url": "https://evil.example/%s"}]}
        """
            .formatted("ä".repeat(300)));

    assertThat(received.closeCode()).isEqualTo(1007);
    assertThat(received.closeReason())
        .startsWith("functions[0].url is https://evil.example/ä")
        .endsWith("…");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"decision\": \"approve\"} | hold is missing",
        "{\"hold\": 0} | decision is missing",
        "{\"hold\": \"0\", \"decision\": \"approve\"} | hold must be a whole number."
      })
  void anAnswerThatIsNoneClosesTheSocket(String message, String reason) {
    send("{\"delta\": \"x = 1\\n\"}");
    send(message);

    assertThat(received.closeCode()).isEqualTo(1007);
    assertThat(received.closeReason()).startsWith(reason);
  }

  private void reconnect(String query) {
    socket.abort();
    received = new Received();
    socket = http.newWebSocketBuilder().buildAsync(ws(query), received).join();
  }

  private URI ws(String query) {
    return URI.create(address.toString().replaceFirst("http", "ws") + query);
  }

  private void send(String message) {
    socket.sendText(message, true).join();
  }

  private static List<String> types(List<JsonNode> events) {
    return events.stream().map(event -> event.get("type").asText()).toList();
  }

  /** What the server sent. */
  private static final class Received implements WebSocket.Listener {
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private volatile String closeReason;

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        try {
          events.add(JSON.readTree(part.toString()));
        } catch (IOException e) {
          closeCode.completeExceptionally(e);
        }
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closeReason = reason;
      closeCode.complete(code);
      return null;
    }

    List<JsonNode> until(String type) throws InterruptedException {
      List<JsonNode> read = new ArrayList<>();
      do {
        JsonNode event = events.poll(60, TimeUnit.SECONDS);
        assertThat(event).as("an event before the time is over, after %s", read).isNotNull();
        read.add(event);
      } while (!read.getLast().get("type").asText().equals(type));
      return read;
    }

    int closeCode() {
      return closeCode.orTimeout(30, TimeUnit.SECONDS).join();
    }

    String closeReason() {
      return closeReason;
    }
  }
}
