package io.forerun.http.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses requests that announce a body above the limit. Stands before the framework's own check,
 * which says no reason.
 */
@Singleton
class BodyLimit {
  private static final int BEFORE_THE_FRAMEWORKS = 1000;

  private final long maxBytes;
  private final ObjectMapper json;

  BodyLimit(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody,
      ObjectMapper json) {
    this.maxBytes = maxBody.asLongValue();
    this.json = json;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEFORE_THE_FRAMEWORKS);
  }

  private void check(RoutingContext routing) {
    if (announced(routing.request()) > maxBytes) {
      refuse(routing);
    } else {
      routing.next();
    }
  }

  private static long announced(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }

  private void refuse(RoutingContext routing) {
    String detail =
        "The body has more than the %d bytes that are allowed; send a shorter program."
            .formatted(maxBytes);
    // Takes the body and drops it: a client that is still sending would not see the answer.
    routing.request().resume();
    routing
        .response()
        .setStatusCode(413)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .end(
            json.valueToTree(Map.of("status", 413, "title", "Content Too Large", "detail", detail))
                .toString());
  }
}
