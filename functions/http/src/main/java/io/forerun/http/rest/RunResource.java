package io.forerun.http.rest;

import io.forerun.http.run.HoldAnswer;
import io.forerun.http.run.Runs;
import io.forerun.request.RequestReader;
import io.forerun.run.RunResult;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A run that was started: what became of it, and what it asks. */
@Path("/v1/runs/{id}")
@NonBlocking
@Tag(name = "Runs")
class RunResource {
  private static final RequestReader<HoldAnswer> ANSWERS = new RequestReader<>(HoldAnswer.class);

  private final Runs runs;

  RunResource(Runs runs) {
    this.runs = runs;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "result",
      summary = "What became of a run",
      description =
          "Also while it is running: what it printed so far, and how far each statement came.")
  @APIResponse(responseCode = "200", description = "The result as it stands now.")
  @APIResponse(responseCode = "404", description = "There is no such run any more.")
  public RunResult result(String id) {
    return runs.find(id).orElseThrow(RunResource::unknown);
  }

  @DELETE
  @Operation(
      operationId = "cancel",
      summary = "Cancel a run",
      description = "Stops the program; does nothing if it is over.")
  @APIResponse(responseCode = "204", description = "The run is being cancelled, or was over.")
  @APIResponse(responseCode = "404", description = "There is no such run any more.")
  public void cancel(String id) {
    if (!runs.cancel(id, "The run was cancelled by request.")) {
      throw unknown();
    }
  }

  @POST
  @Path("/holds/{hold}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "answerHold",
      summary = "Approve or refuse an effect",
      description =
          """
          An effect that cannot be taken back waits until the program is complete and valid; the \
          event gate.held says so. Approve it to let it happen at once, or refuse it: the program \
          gets an exception and may go on.""")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = HoldAnswer.class)))
  @APIResponse(responseCode = "204", description = "The program was told.")
  @APIResponse(responseCode = "400", description = "The answer makes no sense; see the detail.")
  @APIResponse(responseCode = "404", description = "There is no such run any more.")
  @APIResponse(responseCode = "409", description = "The effect does not wait, or not any more.")
  public void answer(String id, int hold, String answer) {
    HoldAnswer read = ANSWERS.read(answer);
    if (!runs.knows(id)) {
      throw unknown();
    }
    if (!runs.answer(id, hold, read)) {
      throw new ClientErrorException(
          "Hold %d of this run is not waiting: it was answered or released, or never was."
              .formatted(hold),
          Status.CONFLICT);
    }
  }

  private static NotFoundException unknown() {
    return new NotFoundException(
        "There is no such run, or it ended so long ago that it was forgotten.");
  }
}
