package io.forerun.http.rest;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response.Status;

/**
 * In a native binary: the problem details of those who are not authenticated name a field that
 * Quarkus has no more. Nobody is authenticated here, but the binary is linked as a whole, so what
 * it cannot link must not be reachable.
 */
@TargetClass(className = "io.quarkiverse.resteasy.problem.security.HttpUnauthorizedUtils")
final class ProblemsWithoutChallenge {
  private ProblemsWithoutChallenge() {}

  /** The problem, without saying how to authenticate. */
  @Substitute
  static Uni<HttpProblem> toProblem(RoutingContext context, Exception refusal) {
    return Uni.createFrom().item(HttpProblem.valueOf(Status.UNAUTHORIZED, refusal.getMessage()));
  }
}
