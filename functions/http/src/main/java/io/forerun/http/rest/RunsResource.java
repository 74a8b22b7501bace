package io.forerun.http.rest;

import io.forerun.http.config.ForerunConfig;
import io.forerun.http.run.RequestedLimits;
import io.forerun.http.run.Runs;
import io.forerun.http.run.TrackedRun;
import io.forerun.run.RunEvent;
import io.forerun.run.RunResult;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.config.inject.ConfigProperty;
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

/** Runs programs, and tells what became of them. */
@Path("/v1/runs")
@NonBlocking
@Tag(name = "Runs", description = "Programs that run while they are being sent.")
class RunsResource {
  private final Runs runs;
  private final Replays replays;
  private final EventStreams streams;
  private final ForerunConfig config;
  private final MemorySize maxBody;

  RunsResource(
      Runs runs,
      Replays replays,
      EventStreams streams,
      ForerunConfig config,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
    this.runs = runs;
    this.replays = replays;
    this.streams = streams;
    this.config = config;
    this.maxBody = maxBody;
  }

  @POST
  @Consumes({Formats.PYTHON, Formats.MARKDOWN})
  @Produces(Formats.NDJSON)
  @Operation(
      operationId = "run",
      summary = "Run a program while it is being sent",
      description =
          """
          Send the program as the request's body, piece by piece as the model writes it, and read \
          the events from the response at the same time. Each statement runs as soon as no further \
          character can belong to it. An error in the program ends the run before the body has \
          ended. Closing the connection cancels the run. Or send a complete answer as JSON, to be \
          run as if it were being generated.""")
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = Formats.PYTHON,
            schema = @Schema(type = SchemaType.STRING),
            example = "total = sum(range(10))\nprint(total)\n"),
        @Content(
            mediaType = Formats.MARKDOWN,
            schema = @Schema(type = SchemaType.STRING),
            example = "Let me add them:\n\n```python\nprint(sum(range(10)))\n```\n"),
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ReplayRequest.class))
      })
  @Parameter(
      name = "chunkTimeMs",
      in = ParameterIn.QUERY,
      description = "Wall time of one statement, in ms; not with JSON.",
      schema = @Schema(type = SchemaType.INTEGER, examples = "30000"))
  @Parameter(
      name = "runTimeMs",
      in = ParameterIn.QUERY,
      description = "Wall time of the run, generation included, in ms; not with JSON.",
      schema = @Schema(type = SchemaType.INTEGER, examples = "300000"))
  @Parameter(
      name = "outputBytes",
      in = ParameterIn.QUERY,
      description = "Bytes that the program may print; not with JSON.",
      schema = @Schema(type = SchemaType.INTEGER, examples = "4194304"))
  @Parameter(
      name = "programChars",
      in = ParameterIn.QUERY,
      description = "Characters that the program may have; not with JSON.",
      schema = @Schema(type = SchemaType.INTEGER, examples = "1048576"))
  @Parameter(
      name = "sessionId",
      in = ParameterIn.QUERY,
      description =
          "The session to run in, kept for later runs: the program finds what the one before left. "
              + "One of its own if left out.",
      schema = @Schema(type = SchemaType.STRING, examples = "notebook-7"))
  @APIResponse(
      responseCode = "200",
      description = "The events, as they happen; the last one is run.finished.",
      headers =
          @Header(
              name = "Location",
              description = "Where the result will be.",
              schema = @Schema(type = SchemaType.STRING)),
      content = {
        @Content(
            mediaType = Formats.NDJSON,
            schema = @Schema(implementation = RunEvent.class),
            example =
                "{\"type\":\"output\",\"atMs\":12.345,\"chunk\":1,\"stream\":\"stdout\",\"text\":\"45\\n\"}\n"),
        @Content(
            mediaType = MediaType.SERVER_SENT_EVENTS,
            schema = @Schema(implementation = RunEvent.class),
            example =
                "event: output\ndata: {\"type\":\"output\",\"atMs\":12.345,\"chunk\":1,\"stream\":\"stdout\",\"text\":\"45\\n\"}\n\n")
      })
  @APIResponse(responseCode = "400", description = "The request makes no sense; see the detail.")
  @APIResponse(responseCode = "406", description = "Neither NDJSON nor server-sent events.")
  @APIResponse(responseCode = "413", description = "The announced body is too long.")
  @APIResponse(responseCode = "415", description = "Not Python, Markdown or JSON, or not UTF-8.")
  @APIResponse(responseCode = "503", description = "Too many runs are active; see Retry-After.")
  public Multi<RunEvent> run(@Context HttpServerRequest request) {
    return streams.ndjson(request, start(request));
  }

  @POST
  @Consumes({Formats.PYTHON, Formats.MARKDOWN})
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(hidden = true)
  public Multi<OutboundSseEvent> runAsSse(@Context HttpServerRequest request, @Context Sse sse) {
    return streams.sse(request, start(request), sse);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(Formats.NDJSON)
  @Operation(hidden = true)
  public Multi<RunEvent> replay(@Context HttpServerRequest request, String replay) {
    return streams.ndjson(request, replays.start(replay));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(hidden = true)
  public Multi<OutboundSseEvent> replayAsSse(
      @Context HttpServerRequest request, @Context Sse sse, String replay) {
    return streams.sse(request, replays.start(replay), sse);
  }

  @GET
  @Path("/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "result",
      summary = "What became of a run",
      description =
          "Also while it is running: what it printed so far, and how far each statement came.")
  @APIResponse(responseCode = "200", description = "The result as it stands now.")
  @APIResponse(responseCode = "404", description = "There is no such run any more.")
  public RunResult result(String id) {
    return runs.find(id).orElseThrow(RunsResource::unknown);
  }

  @DELETE
  @Path("/{id}")
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

  private TrackedRun start(HttpServerRequest request) {
    ProgramUpload upload = ProgramUpload.of(request, maxBody.asLongValue());
    return runs.start(
        request.getParam("sessionId"),
        upload.format().open(),
        RequestedLimits.fromQuery(request::getParam).within(config),
        upload.deltas());
  }

  private static NotFoundException unknown() {
    return new NotFoundException(
        "There is no such run, or it ended so long ago that it was forgotten.");
  }
}
