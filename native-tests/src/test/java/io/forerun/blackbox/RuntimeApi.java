package io.forerun.blackbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The server side of the Lambda runtime API, as far as a runtime needs it to serve invocations. */
final class RuntimeApi implements AutoCloseable {
  private static final String ROOT = "/2018-06-01/runtime/";
  private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(60);

  /** What the runtime posted for an invocation: a result, or a function error. */
  record Answer(boolean error, String body) {}

  private record Invocation(
      String id, String request, Duration timeout, CompletableFuture<Answer> answer) {}

  private final BlockingQueue<Invocation> queue = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> invocations = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> initialised = new CompletableFuture<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicBoolean restored = new AtomicBoolean();
  private final HttpServer server;

  RuntimeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(ROOT, this::handle);
    server.start();
  }

  /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Completes when the runtime asks for its first invocation; fails if it reports that it cannot
   * start.
   */
  CompletableFuture<Void> initialised() {
    return initialised;
  }

  /** Whether the runtime has let itself be copied, as with SnapStart. */
  boolean wasRestored() {
    return restored.get();
  }

  /** Invokes the function and waits for its answer. */
  Answer invoke(String id, String request)
      throws InterruptedException, ExecutionException, TimeoutException {
    return invoke(id, request, FUNCTION_TIMEOUT);
  }

  /**
   * Invokes the function and waits for its answer.
   *
   * @param timeout the function's, after which Lambda would end its process
   * @throws TimeoutException if there is no answer by then
   */
  Answer invoke(String id, String request, Duration timeout)
      throws InterruptedException, ExecutionException, TimeoutException {
    Invocation invocation = new Invocation(id, request, timeout, new CompletableFuture<>());
    invocations.put(id, invocation);
    queue.add(invocation);
    return invocation.answer().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Nobody is going to ask for an invocation, or answer one, any more. */
  void runtimeGone() {
    IllegalStateException gone = new IllegalStateException("The runtime has ended.");
    initialised.completeExceptionally(gone);
    invocations.values().forEach(invocation -> invocation.answer().completeExceptionally(gone));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String[] path = exchange.getRequestURI().getPath().substring(ROOT.length()).split("/");
      switch (path[path.length - 1]) {
        case "next" -> {
          if (path[0].equals("restore")) {
            restored.set(true);
            exchange.sendResponseHeaders(200, -1);
          } else {
            next(exchange);
          }
        }
        case "response" -> answer(exchange, path[1], false);
        case "error" -> {
          if (path[0].equals("init")) {
            initialised.completeExceptionally(new AssertionError(body(exchange)));
            exchange.sendResponseHeaders(202, -1);
          } else {
            answer(exchange, path[1], true);
          }
        }
        default -> exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    initialised.complete(null);
    Invocation invocation;
    try {
      invocation = queue.take();
    } catch (InterruptedException e) {
      return;
    }
    byte[] request = invocation.request().getBytes(StandardCharsets.UTF_8);
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
    headers.set(
        "Lambda-Runtime-Deadline-Ms",
        Long.toString(System.currentTimeMillis() + invocation.timeout().toMillis()));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:eu-west-1:000000000000:function:run");
    exchange.sendResponseHeaders(200, request.length);
    exchange.getResponseBody().write(request);
  }

  private void answer(HttpExchange exchange, String id, boolean error) throws IOException {
    Answer answer = new Answer(error, body(exchange));
    exchange.sendResponseHeaders(202, -1);
    invocations.remove(id).answer().complete(answer);
  }

  private static String body(HttpExchange exchange) {
    try {
      return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
