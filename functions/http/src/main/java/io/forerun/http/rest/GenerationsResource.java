package io.forerun.http.rest;

import io.forerun.conversation.ConversationResult;
import io.forerun.generate.ApiKey;
import io.forerun.http.generation.Generations;
import io.forerun.http.generation.TrackedGeneration;
import io.forerun.http.run.HoldAnswer;
import io.forerun.request.RequestReader;
import io.forerun.request.RequestedGeneration;
import io.forerun.run.RunEvent;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Asks models, and runs what they write while they write it. */
@Path("/v1/generations")
@NonBlocking
@Tag(name = "Generations", description = "Models are asked; their programs run as they write them.")
class GenerationsResource {
  private static final RequestReader<RequestedGeneration> REQUESTS =
      new RequestReader<>(RequestedGeneration.class);
  private static final RequestReader<HoldAnswer> ANSWERS = new RequestReader<>(HoldAnswer.class);
  private static final String KEY = "Forerun-Upstream-Key";

  private final Generations generations;
  private final EventStreams streams;

  GenerationsResource(Generations generations, EventStreams streams) {
    this.generations = generations;
    this.streams = streams;
  }

  @POST
  @AnswersWithEvents
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(Formats.NDJSON)
  @Operation(
      operationId = "generate",
      summary = "Ask a model, and run its programs while it writes them",
      description =
          """
          Each statement runs as soon as no further token can belong to it. The first error stops \
          the model; if the request says so, it is then asked to go on where its program failed, \
          with what ran and what went wrong. Closing the connection cancels the generation.""")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RequestedGeneration.class)))
  @Parameter(
      name = KEY,
      in = ParameterIn.HEADER,
      description = "The key for the model's server; the configured one if left out.",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "The events, as they happen; the last one is round.finished, with last: true.",
      headers =
          @Header(
              name = "Location",
              description = "Where the result will be.",
              schema = @Schema(type = SchemaType.STRING)),
      content = {
        @Content(mediaType = Formats.NDJSON, schema = @Schema(implementation = RunEvent.class)),
        @Content(
            mediaType = MediaType.SERVER_SENT_EVENTS,
            schema = @Schema(implementation = RunEvent.class))
      })
  @APIResponse(responseCode = "400", description = "The request makes no sense; see the detail.")
  @APIResponse(responseCode = "406", description = "Neither NDJSON nor server-sent events.")
  @APIResponse(responseCode = "503", description = "Too much is active; see Retry-After.")
  public Multi<RunEvent> generate(@Context HttpServerRequest request, String body) {
    return streams.ndjson(request, start(request, body));
  }

  @POST
  @AnswersWithEvents
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(hidden = true)
  public Multi<OutboundSseEvent> generateAsSse(
      @Context HttpServerRequest request, @Context Sse sse, String body) {
    return streams.sse(request, start(request, body), sse);
  }

  @GET
  @Path("/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "generationResult",
      summary = "What became of a generation",
      description = "Also while it is active: the rounds that are over.")
  @APIResponse(responseCode = "200", description = "The result as it stands now.")
  @APIResponse(responseCode = "404", description = "There is no such generation any more.")
  public ConversationResult result(String id) {
    return generations.find(id).orElseThrow(GenerationsResource::unknown);
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "cancelGeneration",
      summary = "Cancel a generation",
      description = "Stops the model and its program; does nothing if it is over.")
  @APIResponse(responseCode = "204", description = "It is being cancelled, or was over.")
  @APIResponse(responseCode = "404", description = "There is no such generation any more.")
  public void cancel(String id) {
    if (!generations.cancel(id, "The generation was cancelled by request.")) {
      throw unknown();
    }
  }

  @POST
  @Path("/{id}/holds/{hold}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "answerGenerationHold",
      summary = "Approve or refuse an effect",
      description = "As for runs; of the program that runs now.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = HoldAnswer.class)))
  @APIResponse(responseCode = "204", description = "The program was told.")
  @APIResponse(responseCode = "400", description = "The answer makes no sense; see the detail.")
  @APIResponse(responseCode = "404", description = "There is no such generation any more.")
  @APIResponse(responseCode = "409", description = "The effect does not wait, or not any more.")
  public void answer(
      String id, @Parameter(description = "From the event gate.held.") int hold, String answer) {
    HoldAnswer read = ANSWERS.read(answer);
    if (generations.find(id).isEmpty()) {
      throw unknown();
    }
    if (!generations.answer(id, hold, read)) {
      throw new ClientErrorException(
          "Hold %d of this generation is not waiting: it was answered or released, or never was."
              .formatted(hold),
          Status.CONFLICT);
    }
  }

  private TrackedGeneration start(HttpServerRequest request, String body) {
    String key = request.getHeader(KEY);
    return generations.start(
        REQUESTS.read(body), key == null || key.isBlank() ? null : new ApiKey(key));
  }

  private static NotFoundException unknown() {
    return new NotFoundException(
        "There is no such generation, or it ended so long ago that it was forgotten.");
  }
}
