package io.forerun.http.rest;

import io.forerun.http.run.InvalidRunRequestException;
import io.forerun.http.run.TooManyRunsException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Says refusals of our own as problem details; the framework's are said so by its extension. */
class Problems {

  @ServerExceptionMapper
  Response of(InvalidRunRequestException refusal) {
    return problem(Status.BAD_REQUEST, refusal.getMessage()).build().toResponse();
  }

  @ServerExceptionMapper
  Response of(TooManyRunsException refusal) {
    return problem(Status.SERVICE_UNAVAILABLE, refusal.getMessage())
        .withHeader(HttpHeaders.RETRY_AFTER, "1")
        .build()
        .toResponse();
  }

  /** The framework's own words name annotations. */
  @ServerExceptionMapper
  Response of(NotSupportedException refusal) {
    return problem(
            Status.UNSUPPORTED_MEDIA_TYPE,
            "Send Content-Type %s or %s, encoded as UTF-8, or %s."
                .formatted(Formats.PYTHON, Formats.MARKDOWN, MediaType.APPLICATION_JSON))
        .build()
        .toResponse();
  }

  @ServerExceptionMapper
  Response of(NotAcceptableException refusal) {
    return problem(
            Status.NOT_ACCEPTABLE,
            "Accept %s or %s for events, %s for a result."
                .formatted(
                    Formats.NDJSON, MediaType.SERVER_SENT_EVENTS, MediaType.APPLICATION_JSON))
        .build()
        .toResponse();
  }

  private static HttpProblem.Builder problem(Status status, String detail) {
    return HttpProblem.builder()
        .withStatus(status)
        .withTitle(status.getReasonPhrase())
        .withDetail(detail);
  }
}
