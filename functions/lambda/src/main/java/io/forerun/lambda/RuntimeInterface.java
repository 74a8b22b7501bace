package io.forerun.lambda;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Lambda's interface for runtimes. The managed runtime uses it on its own; here it serves an answer
 * after which the process ends, because the managed runtime gives answers only after its handler
 * has returned, and then waits for the next request at once.
 */
final class RuntimeInterface {
  /** The environment variable that says where it is. */
  static final String ADDRESS = "AWS_LAMBDA_RUNTIME_API";

  private static final Logger LOG = Logger.getLogger(RuntimeInterface.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int ACCEPTED = 202;

  private RuntimeInterface() {}

  /**
   * Gives an invocation's answer.
   *
   * @return whether Lambda has it now; if not, the managed runtime still has to give it
   */
  static boolean answered(String requestId, byte[] answer) {
    String address = System.getenv(ADDRESS);
    if (address == null) {
      return false;
    }
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(
                      "http://%s/2018-06-01/runtime/invocation/%s/response"
                          .formatted(address, requestId)))
              .timeout(TIMEOUT)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofByteArray(answer))
              .build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == ACCEPTED;
    } catch (IOException e) {
      LOG.warn("The answer could not be given before the process ends", e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
