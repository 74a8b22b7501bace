package io.forerun.http.rest;

import io.forerun.http.run.Runs;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Ends sessions; they begin with the first run that names them. */
@Path("/v1/sessions")
@NonBlocking
@Tag(name = "Sessions", description = "Interpreter states that outlive a run.")
class SessionsResource {
  private final Runs runs;

  SessionsResource(Runs runs) {
    this.runs = runs;
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "endSession",
      summary = "End a session",
      description =
          "Forgets its names and files, and stops the run that is in it, if there is one.")
  @APIResponse(responseCode = "204", description = "The session is gone.")
  @APIResponse(responseCode = "404", description = "There is no such session any more.")
  public void end(String id) {
    if (!runs.endSession(id)) {
      throw new NotFoundException(
          "There is no such session, or nobody used it for so long that it was closed.");
    }
  }
}
