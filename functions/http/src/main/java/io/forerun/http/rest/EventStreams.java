package io.forerun.http.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forerun.http.run.TrackedRun;
import io.forerun.run.RunEvent;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

/** Answers a request with the events of a run, and says where its result will be. */
@ApplicationScoped
class EventStreams {
  private final ObjectMapper json;

  EventStreams(ObjectMapper json) {
    this.json = json;
  }

  Multi<RunEvent> ndjson(HttpServerRequest request, TrackedRun run) {
    locate(request, run);
    return run.events();
  }

  Multi<OutboundSseEvent> sse(HttpServerRequest request, TrackedRun run, Sse sse) {
    locate(request, run);
    return run.events().onItem().transform(event -> sseEvent(event, sse));
  }

  private OutboundSseEvent sseEvent(RunEvent event, Sse sse) {
    JsonNode data = json.valueToTree(event);
    return sse.newEventBuilder()
        .name(data.get("type").textValue())
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(data)
        .build();
  }

  /** Not through the framework, which sets no headers per request on server-sent events. */
  private static void locate(HttpServerRequest request, TrackedRun run) {
    request.response().putHeader(HttpHeaders.LOCATION, "/v1/runs/" + run.id());
  }
}
