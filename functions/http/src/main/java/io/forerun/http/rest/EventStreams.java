package io.forerun.http.rest;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forerun.http.generation.TrackedGeneration;
import io.forerun.http.run.TrackedRun;
import io.forerun.run.RunEvent;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Answers a request with the events of a run or a generation, and says where its result will be.
 */
@ApplicationScoped
class EventStreams {
  private static final Map<Class<?>, String> EVENT_NAMES =
      Arrays.stream(RunEvent.class.getAnnotation(JsonSubTypes.class).value())
          .collect(Collectors.toUnmodifiableMap(JsonSubTypes.Type::value, JsonSubTypes.Type::name));

  private final ObjectMapper json;
  private final CurrentVertxRequest current;

  EventStreams(ObjectMapper json, CurrentVertxRequest current) {
    this.json = json;
    this.current = current;
  }

  Multi<RunEvent> ndjson(HttpServerRequest request, TrackedRun run) {
    return located(request, "/v1/runs/" + run.id(), run.events(), run::abandon);
  }

  Multi<OutboundSseEvent> sse(HttpServerRequest request, TrackedRun run, Sse sse) {
    return sse(ndjson(request, run), sse);
  }

  Multi<RunEvent> ndjson(HttpServerRequest request, TrackedGeneration generation) {
    return located(
        request, "/v1/generations/" + generation.id(), generation.events(), generation::abandon);
  }

  Multi<OutboundSseEvent> sse(HttpServerRequest request, TrackedGeneration generation, Sse sse) {
    return sse(ndjson(request, generation), sse);
  }

  private Multi<OutboundSseEvent> sse(Multi<RunEvent> events, Sse sse) {
    return events.onItem().transform(Unchecked.function(event -> sseEvent(event, sse)));
  }

  private OutboundSseEvent sseEvent(RunEvent event, Sse sse) throws JsonProcessingException {
    return sse.newEventBuilder()
        .name(EVENT_NAMES.get(event.getClass()))
        .data(json.writeValueAsString(event))
        .build();
  }

  /** Not through the framework, which sets no headers per request on server-sent events. */
  private Multi<RunEvent> located(
      HttpServerRequest request, String location, Multi<RunEvent> events, Runnable abandon) {
    HttpServerResponse response = request.response();
    response.putHeader(HttpHeaders.LOCATION, location);
    // The framework subscribes once the head is written: never, if the client is gone by then.
    current.getCurrent().addEndHandler(_ -> abandon.run());
    if (response.closed()) {
      abandon.run();
    }
    return events;
  }
}
