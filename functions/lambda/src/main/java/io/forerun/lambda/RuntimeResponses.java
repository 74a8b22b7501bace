package io.forerun.lambda;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.net.CookieHandler;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Reads what Lambda's runtime interface says to Quarkus' own loop, which serves the native binary's
 * invocations: when each is going to be ended, and that an answer has arrived. The loop keeps both
 * to itself, but the JDK's HTTP client, which it uses, shows each response's headers to whoever
 * handles cookies.
 */
@Singleton
final class RuntimeResponses extends CookieHandler {
  private static final String DEADLINE = "Lambda-Runtime-Deadline-Ms";
  private static final String ANSWERED = "/response";

  private final Deadline deadline;
  private final StuckInterpreters stuck;
  private final String address;

  @Inject
  RuntimeResponses(Deadline deadline, StuckInterpreters stuck) {
    this(deadline, stuck, System.getenv(RuntimeInterface.ADDRESS));
  }

  /**
   * @param address of the runtime interface, host and port; null outside of Lambda
   */
  RuntimeResponses(Deadline deadline, StuckInterpreters stuck, String address) {
    this.deadline = deadline;
    this.stuck = stuck;
    this.address = address;
  }

  void onStart(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent started) {
    if (address != null) {
      CookieHandler.setDefault(this);
    }
  }

  @Override
  public void put(URI uri, Map<String, List<String>> headers) {
    if (!address.equals(uri.getAuthority())) {
      return;
    }
    headers.forEach(
        (name, values) -> {
          if (DEADLINE.equalsIgnoreCase(name)) {
            deadline.set(Instant.ofEpochMilli(Long.parseLong(values.getFirst())));
          }
        });
    if (uri.getPath().endsWith(ANSWERED) && stuck.tooMany()) {
      stuck.endProcess();
    }
  }

  @Override
  public Map<String, List<String>> get(URI uri, Map<String, List<String>> requestHeaders) {
    return Map.of();
  }
}
