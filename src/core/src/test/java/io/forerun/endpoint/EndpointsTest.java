package io.forerun.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.forerun.execute.HostFunction;
import io.forerun.execute.HostFunctionException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses functions may have, and what becomes of a call. */
class EndpointsTest {
  private static final JsonNode ARGUMENTS = JsonNodeFactory.instance.objectNode().put("to", "änn");

  private record Received(
      String method, String path, String body, Map<String, List<String>> headers) {
    String header(String name) {
      var values = headers.get(name);
      return values == null ? null : String.join(",", values);
    }
  }

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private HttpServer server;
  private Endpoints endpoints;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    endpoints =
        new Endpoints(
            List.of(
                endpoint(
                    "tools",
                    url("/tools"),
                    Map.of("Authorization", "Bearer s3cret", "X-Key", "k3y")),
                endpoint("mail", url("/tools/mail/"), Map.of("Authorization", "Bearer other"))));
  }

  @AfterEach
  void stop() {
    endpoints.close();
    server.stop(0);
  }

  private static Endpoint endpoint(String name, String url, Map<String, String> headers) {
    return new Endpoint(name, URI.create(url), headers, 1000);
  }

  private String url(String path) {
    return "http://localhost:%d%s".formatted(server.getAddress().getPort(), path);
  }

  private void answers(int status, String body) {
    answers(status, body, null);
  }

  private void answers(int status, String body, String location) {
    server.createContext(
        "/",
        exchange -> {
          received.add(read(exchange));
          if (location != null) {
            exchange.getResponseHeaders().add("Location", location);
          }
          var bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private static Received read(HttpExchange exchange) throws IOException {
    return new Received(
        exchange.getRequestMethod(),
        exchange.getRequestURI().toString(),
        new String(exchange.getRequestBody().readAllBytes(), UTF_8),
        exchange.getRequestHeaders());
  }

  private JsonNode call(String path) throws Exception {
    return endpoints.at(url(path)).call(new HostFunction.Call(ARGUMENTS, "key-1"));
  }

  private String failure(String path) {
    return catchThrowableOfType(HostFunctionException.class, () -> call(path)).getMessage();
  }

  // --- Addresses

  @ParameterizedTest
  @CsvSource({
    "https://a.example/tools, https://a.example/tools",
    "https://a.example/tools, https://a.example/tools/",
    "https://a.example/tools, https://a.example/tools/send?v=1",
    "https://a.example/tools/, https://a.example/tools/send",
    "https://a.example, https://a.example/anything",
    "https://a.example, https://a.example",
    "https://a.example/, https://A.Example:443/x",
    "http://a.example:8080/, http://a.example:8080/x",
    "https://[::1]/, https://[::1]/x"
  })
  void aFunctionMayBeAtOrBelowAnEndpoint(String prefix, String address) {
    try (var allowed = new Endpoints(List.of(endpoint("e", prefix, Map.of())))) {
      assertThat(allowed.at(address)).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a.example/toolsmith",
        "https://a.example/",
        "https://a.example/other/tools",
        "https://a.example/tool",
        "https://a.example/TOOLS",
        "https://a.example/%74ools",
        "http://a.example/tools",
        "http://a.example:443/tools",
        "https://a.example:8443/tools",
        "https://a.example./tools",
        "https://b.example/tools",
        "https://a.example.evil.example/tools",
        "https://sub.a.example/tools",
        "https://a.example@evil.example/tools",
        "https://evil.example/https://a.example/tools"
      })
  void anywhereElseItMayNotBe(String address) {
    assertRefused(address, "");
  }

  @ParameterizedTest
  @CsvSource({
    "https://user@a.example/tools, no user",
    "https://user:pass@a.example/tools, no user",
    "https://a.example/tools/../admin, no . or ..",
    "https://a.example/tools/./x, no . or ..",
    "https://a.example/tools/..;x=1/admin, no . or ..",
    "https://a.example/tools/%2e%2e/admin, encoded dots",
    "https://a.example/tools/%2E./admin, encoded dots",
    "https://a.example/tools/x%2f..%2fadmin, encoded dots",
    "https://a.example/tools/%5c..%5cadmin, encoded dots",
    "https://a.example/tools/%252e%252e/admin, encoded dots",
    "https://a.example//tools, empty segments",
    "https://a.example/tools#x, no fragment",
    "https:///tools, name a host",
    "https:tools, name a host",
    "//a.example/tools, https://",
    "/tools, https://",
    "file:///etc/passwd, https://",
    "ftp://a.example/tools, https://",
    "'https://a.example/tools/\\..\\admin', no URL",
    "'https://a.example/to ols', no URL",
    "'https://a.example/tools\r\nX: y', no URL",
    "'', https://"
  })
  void addressesThatCouldBeReadInTwoWaysAreRefused(String address, String reason) {
    assertRefused(address, reason);
  }

  private static void assertRefused(String address, String reason) {
    try (var allowed =
        new Endpoints(List.of(endpoint("e", "https://a.example/tools", Map.of("K", "s3cret"))))) {
      assertThatThrownBy(() -> allowed.at(address))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(reason)
          .hasMessageNotContaining("s3cret");
    }
  }

  @Test
  void withoutEndpointsNothingIsAllowed() {
    try (var none = Endpoints.none()) {
      assertThatThrownBy(() -> none.at("https://a.example/"))
          .hasMessageContaining("no endpoint that the service's configuration allows");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://a.example/?x=1", "https://u@a.example/", "ftp://a.example/", "tools"})
  void anEndpointsAddressMustBePlain(String address) {
    assertThatThrownBy(() -> endpoint("e", address, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host", "Content-Length", "X Y", ""})
  void aHeaderThatCannotBeSentIsRefusedWithoutItsValue(String header) {
    assertThatThrownBy(() -> endpoint("e", "https://a.example/", Map.of(header, "s3cret")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot send the header " + header)
        .hasMessageNotContaining("s3cret")
        .hasNoCause();
    assertThatThrownBy(() -> endpoint("e", "https://a.example/", Map.of("X", "s3cret\n")))
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void anEndpointDoesNotSayItsHeaders() {
    assertThat(endpoint("e", "https://a.example/", Map.of("K", "s3cret")).toString())
        .doesNotContain("s3cret");
  }

  // --- Calls

  @Test
  void argumentsAndKeyAreSentAndTheAnswerIsTheResult() throws Exception {
    answers(200, "{\"sent\": [1, \"ü\"]}");

    assertThat(call("/tools/send?v=1").toString()).isEqualTo("{\"sent\":[1,\"ü\"]}");
    var request = received.take();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/tools/send?v=1");
    assertThat(request.body()).isEqualTo("{\"to\":\"änn\"}");
    assertThat(request.header("Content-type")).isEqualTo("application/json");
    assertThat(request.header("Idempotency-key")).isEqualTo("key-1");
    assertThat(request.header("Authorization")).isEqualTo("Bearer s3cret");
    assertThat(request.header("X-key")).isEqualTo("k3y");
  }

  @Test
  void aCallThatIsNoEffectHasNoKey() throws Exception {
    answers(200, "1");

    var result = endpoints.at(url("/tools")).call(new HostFunction.Call(ARGUMENTS, null));
    assertThat(result).isEqualTo(IntNode.valueOf(1));
    assertThat(received.take().header("Idempotency-key")).isNull();
  }

  @Test
  void headersGoToTheMostSpecificEndpointAlone() throws Exception {
    answers(200, "1");

    call("/tools/mail/send");
    var request = received.take();
    assertThat(request.header("Authorization")).isEqualTo("Bearer other");
    assertThat(request.header("X-key")).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 204})
  void anEmptyAnswerIsNone(int status) throws Exception {
    answers(status, "");
    assertThat(call("/tools")).isNull();
  }

  @Test
  void anErrorsTextIsCutAndOnOneLine() {
    answers(422, "No such\r\n city.\u0007 " + "x".repeat(500));

    assertThat(failure("/tools"))
        .startsWith("The endpoint tools answered with status 422: No such city. xxx")
        .endsWith("x….")
        .hasSizeLessThan(300);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"You sent Bearer s3cret", "{\"headers\": {\"a\": \"s3cret\"}}", "X-Key=k3y"})
  void anErrorThatRepeatsASecretIsNotShown(String body) {
    answers(500, body);
    assertThat(failure("/tools")).isEqualTo("The endpoint tools answered with status 500.");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirectsAreNotFollowed(int status) {
    answers(status, "", url("/elsewhere"));

    assertThat(failure("/tools"))
        .isEqualTo(
            "The endpoint tools answered with status %d; redirects are not followed."
                .formatted(status));
    assertThat(received).extracting(Received::path).containsExactly("/tools");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "{\"a\":", "1 2", "NaN", " "})
  void anAnswerThatIsNotJsonIsAnError(String body) {
    answers(200, body);
    assertThat(failure("/tools"))
        .isEqualTo("The endpoint tools answered with something that is not JSON.");
  }

  @Test
  void anAnswerAboveTheLimitIsAnError() throws Exception {
    answers(200, "\"%s\"".formatted("x".repeat(998)));
    assertThat(call("/tools").asText()).hasSize(998);
    server.removeContext("/");
    answers(200, "\"%s\"".formatted("x".repeat(999)));
    assertThat(failure("/tools"))
        .isEqualTo("The endpoint tools answered with more than the 1000 bytes that are allowed.");
  }

  @Test
  void anEndpointThatIsNotThereIsAnError() {
    server.stop(0);
    assertThat(failure("/tools")).isEqualTo("The endpoint tools could not be reached.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12",
        "220 mail.example ESMTP\r\n"
      })
  void anAnswerThatBreaksOffIsAnError(String answer) throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var allowed = at(socket)) {
      Thread.ofPlatform()
          .daemon()
          .start(
              () -> {
                try (var connection = socket.accept()) {
                  connection.getInputStream().read();
                  connection.getOutputStream().write(answer.getBytes(UTF_8));
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      assertThatThrownBy(() -> call(allowed, socket))
          .isInstanceOf(HostFunctionException.class)
          .hasMessage("The endpoint raw broke off; whether the call had its effect is not known.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12"})
  void anInterruptClosesTheConnection(String answerSoFar) throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var allowed = at(socket)) {
      var began = new CompletableFuture<Void>();
      var closed = new CompletableFuture<Void>();
      Thread.ofPlatform()
          .daemon()
          .start(
              () -> {
                try (var connection = socket.accept()) {
                  connection.getInputStream().read();
                  connection.getOutputStream().write(answerSoFar.getBytes(UTF_8));
                  began.complete(null);
                  connection.getInputStream().transferTo(OutputStream.nullOutputStream());
                  closed.complete(null);
                } catch (IOException e) {
                  // A reset is an end, too.
                  closed.complete(null);
                }
              });
      var call = new FutureTask<>(() -> call(allowed, socket));
      var thread = Thread.ofPlatform().daemon().start(call);
      began.get(30, TimeUnit.SECONDS);
      thread.interrupt();

      assertThatThrownBy(() -> call.get(30, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InterruptedException.class);
      closed.get(30, TimeUnit.SECONDS);
    }
  }

  private static Endpoints at(ServerSocket socket) {
    return new Endpoints(List.of(endpoint("raw", address(socket), Map.of())));
  }

  private static JsonNode call(Endpoints allowed, ServerSocket socket) throws Exception {
    return allowed.at(address(socket)).call(new HostFunction.Call(ARGUMENTS, null));
  }

  private static String address(ServerSocket socket) {
    return "http://localhost:%d/".formatted(socket.getLocalPort());
  }
}
