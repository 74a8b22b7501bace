package io.forerun.http.rest;

import io.forerun.http.run.InvalidRunRequestException;
import io.forerun.http.run.TooManyRunsException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Says refusals of our own as problem details; the framework's are said so by its extension. */
class Problems {

  @ServerExceptionMapper
  Response of(InvalidRunRequestException refusal) {
    return problem(Status.BAD_REQUEST, refusal).build().toResponse();
  }

  @ServerExceptionMapper
  Response of(TooManyRunsException refusal) {
    return problem(Status.SERVICE_UNAVAILABLE, refusal)
        .withHeader(HttpHeaders.RETRY_AFTER, "1")
        .build()
        .toResponse();
  }

  private static HttpProblem.Builder problem(Status status, RuntimeException refusal) {
    return HttpProblem.builder()
        .withStatus(status)
        .withTitle(status.getReasonPhrase())
        .withDetail(refusal.getMessage());
  }
}
