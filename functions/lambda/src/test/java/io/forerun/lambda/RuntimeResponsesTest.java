package io.forerun.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.CookieHandler;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Quarkus' own loop is told when it asks for an invocation as it does. */
@QuarkusTest
class RuntimeResponsesTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  @Inject Deadline deadline;
  @Inject StuckInterpreters stuck;

  private HttpServer server;
  private CookieHandler before;

  @BeforeEach
  void serve() throws IOException {
    before = CookieHandler.getDefault();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange
              .getResponseHeaders()
              .set(
                  "Lambda-Runtime-Deadline-Ms",
                  Long.toString(Instant.now().plus(TIMEOUT).toEpochMilli()));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    CookieHandler.setDefault(before);
    deadline.set(null);
  }

  @Test
  void theDeadlineOfAnInvocationIsKnown() throws IOException {
    CookieHandler.setDefault(new RuntimeResponses(deadline, stuck, address()));
    ask();
    assertThat(deadline.remaining())
        .hasValueSatisfying(left -> assertThat(left).isPositive().isLessThanOrEqualTo(TIMEOUT));
  }

  @Test
  void nobodyElseIsBelieved() throws IOException {
    CookieHandler.setDefault(new RuntimeResponses(deadline, stuck, "127.0.0.1:1"));
    ask();
    assertThat(deadline.remaining()).isEmpty();
  }

  private String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void ask() throws IOException {
    URI next = URI.create("http://%s/2018-06-01/runtime/invocation/next".formatted(address()));
    HttpURLConnection connection = (HttpURLConnection) next.toURL().openConnection();
    assertThat(connection.getResponseCode()).isEqualTo(200);
    connection.disconnect();
  }
}
