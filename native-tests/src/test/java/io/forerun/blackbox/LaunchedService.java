package io.forerun.blackbox;

import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A service that runs as a process of its own, from its start to {@link #close}. */
final class LaunchedService implements AutoCloseable {
  private static final Pattern LISTENING =
      Pattern.compile("Listening on: http://[^ ]+:(?<port>\\d+)");
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

  private final Process process;
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Integer> announcedPort = new CompletableFuture<>();

  LaunchedService(Process process) {
    this.process = process;
    Thread.ofPlatform().daemon().name("service-log").start(this::readLog);
  }

  /** The port that the service says it listens on; waits until it is ready to run programs. */
  int awaitReadyPort() throws InterruptedException {
    int port = awaitPort();
    await("readiness")
        .atMost(START_LIMIT)
        .until(
            () -> RestAssured.given().port(port).get("/q/health/ready").statusCode(),
            status -> status == 200);
    return port;
  }

  /** Everything that the service has logged so far. */
  String log() {
    return String.join("\n", log);
  }

  /**
   * Asks the process to stop.
   *
   * @throws IllegalStateException if it had to be killed
   */
  @Override
  public void close() {
    process.destroy();
    Process ended =
        process
            .onExit()
            .completeOnTimeout(null, STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
            .join();
    if (ended == null) {
      process.destroyForcibly();
      throw new IllegalStateException("The service did not stop when asked to:\n" + log());
    }
  }

  private int awaitPort() throws InterruptedException {
    try {
      return announcedPort.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IllegalStateException("The service did not start:\n" + log(), e);
    }
  }

  private void readLog() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.add(line);
        Matcher listening = LISTENING.matcher(line);
        if (listening.find()) {
          announcedPort.complete(Integer.valueOf(listening.group("port")));
        }
      }
      announcedPort.completeExceptionally(new IllegalStateException("It ended."));
    } catch (IOException e) {
      announcedPort.completeExceptionally(new UncheckedIOException(e));
    }
  }
}
