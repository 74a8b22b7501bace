package io.forerun.http.rest;

import io.forerun.http.run.TooManyRunsException;
import io.forerun.request.InvalidRequestException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Says as problem details what this service refuses itself, and what the framework refuses in words
 * of its own. All other errors are left to the extension for problem details.
 */
class Problems {

  @ServerExceptionMapper
  Response of(InvalidRequestException refusal, UriInfo uri) {
    return problem(Status.BAD_REQUEST, refusal.getMessage(), uri).build().toResponse();
  }

  @ServerExceptionMapper
  Response of(TooManyRunsException refusal, UriInfo uri) {
    return problem(Status.SERVICE_UNAVAILABLE, refusal.getMessage(), uri)
        .withHeader(HttpHeaders.RETRY_AFTER, "1")
        .build()
        .toResponse();
  }

  @ServerExceptionMapper
  Response of(NotSupportedException refusal, UriInfo uri) {
    String detail =
        "Send Content-Type %s or %s, encoded as UTF-8, or %s."
            .formatted(Formats.PYTHON, Formats.MARKDOWN, MediaType.APPLICATION_JSON);
    return problem(Status.UNSUPPORTED_MEDIA_TYPE, detail, uri).build().toResponse();
  }

  @ServerExceptionMapper
  Response of(NotAcceptableException refusal, UriInfo uri) {
    String detail =
        "Accept %s or %s for events, %s for a result."
            .formatted(Formats.NDJSON, MediaType.SERVER_SENT_EVENTS, MediaType.APPLICATION_JSON);
    return problem(Status.NOT_ACCEPTABLE, detail, uri).build().toResponse();
  }

  @ServerExceptionMapper
  Response of(NotAllowedException refusal, UriInfo uri) {
    String allowed = refusal.getResponse().getHeaderString(HttpHeaders.ALLOW);
    HttpProblem.Builder problem =
        problem(Status.METHOD_NOT_ALLOWED, "This address does not take this method.", uri);
    return (allowed == null ? problem : problem.withHeader(HttpHeaders.ALLOW, allowed))
        .build()
        .toResponse();
  }

  private static HttpProblem.Builder problem(Status status, String detail, UriInfo uri) {
    return HttpProblem.builder()
        .withStatus(status)
        .withTitle(status.getReasonPhrase())
        .withInstance(URI.create(uri.getRequestUri().getRawPath()))
        .withDetail(detail);
  }
}
