package io.forerun.blackbox;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A model's server that answers once, and then begins answers and says no more.
 *
 * @param left completes with true when its client has gone away
 */
record HangingModel(HttpServer server, ExecutorService threads, CompletableFuture<Boolean> left)
    implements AutoCloseable {
  private static final long PATIENCE_MS = 50;

  /**
   * @param whole its first answer
   * @param beginning what it says of all others
   */
  static HangingModel start(String whole, String beginning) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService threads = Executors.newCachedThreadPool();
    CompletableFuture<Boolean> left = new CompletableFuture<>();
    AtomicBoolean answered = new AtomicBoolean();
    server.setExecutor(threads);
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          if (answered.getAndSet(true)) {
            hang(exchange, beginning, left);
          } else {
            answer(exchange, whole);
          }
        });
    server.start();
    return new HangingModel(server, threads, left);
  }

  /** What makes a function ask it. */
  Map<String, String> environment() {
    return Map.of(
        "FORERUN_UPSTREAM_BASE_URL",
        "http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort()),
        "FORERUN_UPSTREAM_ALLOW_PRIVATE_ADDRESSES",
        "true");
  }

  private static void answer(HttpExchange exchange, String whole) throws IOException {
    try (exchange) {
      begin(exchange);
      send(exchange, "data: " + delta(whole, "stop"));
      send(exchange, "data: [DONE]");
    }
  }

  private static void hang(
      HttpExchange exchange, String beginning, CompletableFuture<Boolean> left) {
    try {
      begin(exchange);
      send(exchange, "data: " + delta(beginning, null));
      while (!Thread.currentThread().isInterrupted()) {
        // Only writing shows that nobody reads any more.
        Thread.sleep(PATIENCE_MS);
        send(exchange, ": still here");
      }
    } catch (IOException e) {
      left.complete(true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void begin(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
  }

  private static void send(HttpExchange exchange, String line) throws IOException {
    exchange.getResponseBody().write((line + "\n\n").getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
  }

  private static String delta(String text, String finishReason) {
    var json = new JsonMapper().createObjectNode();
    var choice = json.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta").put("content", text);
    choice.put("finish_reason", finishReason);
    return json.toString();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
