package io.forerun.http.rest;

import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses to run a program for a client that could not read the events. The framework would choose
 * a format for it.
 */
class AcceptedFormats {
  private static final List<MediaType> EVENTS =
      List.of(Formats.NDJSON_TYPE, MediaType.SERVER_SENT_EVENTS_TYPE);

  @ServerRequestFilter
  @AnswersWithEvents
  void check(ContainerRequestContext request) {
    if (EVENTS.stream().noneMatch(format -> accepts(request, format))) {
      throw new NotAcceptableException();
    }
  }

  private static boolean accepts(ContainerRequestContext request, MediaType format) {
    return request.getAcceptableMediaTypes().stream().anyMatch(format::isCompatible);
  }
}
