package io.forerun.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.forerun.blackbox.RuntimeApi.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

/**
 * Lambda as its callers see it: {@code POST /NAME} invokes a function of the package and answers
 * with its result, or with status 500 and its error.
 */
final class Platform implements AutoCloseable {
  private static final String ERROR = "{\"errorType\":\"%s\",\"errorMessage\":\"It is Lambda's.\"}";
  private static final String TIMED_OUT = "Sandbox.Timedout";
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(60);

  private final Map<String, LocalRuntime> functions = new HashMap<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Queue<Duration> timeouts = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  /**
   * Starts the functions.
   *
   * @param directory where the package is unpacked
   * @param environment of all of them
   */
  Platform(List<String> names, Path directory, Map<String, String> environment) throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    try {
      // One after the other: the client that they run in unpacks its library to the same file.
      for (String name : names) {
        functions.put(name, LocalRuntime.start(name, directory, environment));
      }
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next invocations do not reach their function but end with these errors of Lambda's own. */
  void fails(String... errorTypes) {
    failures.addAll(Arrays.asList(errorTypes));
  }

  /** The next invocation may not take longer than this. */
  void endsAfter(Duration timeout) {
    timeouts.add(timeout);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String name = exchange.getRequestURI().getPath().substring(1);
      String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      Answer answer = invoke(name, request);
      byte[] body = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.error() ? 500 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Answer invoke(String name, String request) throws IOException {
    String failure = failures.poll();
    if (failure != null) {
      return new Answer(true, ERROR.formatted(failure));
    }
    Duration timeout = Objects.requireNonNullElse(timeouts.poll(), USUAL_TIMEOUT);
    try {
      return functions.get(name).api().invoke(UUID.randomUUID().toString(), request, timeout);
    } catch (TimeoutException e) {
      return new Answer(true, ERROR.formatted(TIMED_OUT));
    } catch (Exception e) {
      throw new IOException(name + " gave no answer", e);
    }
  }

  @Override
  public void close() {
    functions.values().forEach(LocalRuntime::close);
    server.stop(0);
    threads.shutdownNow();
  }
}
