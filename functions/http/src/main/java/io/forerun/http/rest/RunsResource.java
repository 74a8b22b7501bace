package io.forerun.http.rest;

import io.forerun.gate.Policy;
import io.forerun.http.run.OptionsQuery;
import io.forerun.http.run.Runs;
import io.forerun.http.run.TrackedRun;
import io.forerun.request.RequestedOptions;
import io.forerun.run.RunEvent;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotSupportedException;
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

/** Runs programs. */
@Path("/v1/runs")
@NonBlocking
@Tag(name = "Runs", description = "Programs that run while they are being sent.")
class RunsResource {
  private static final String SHORT_FOR_A_LIMIT = "Short for a member of the options' limits.";

  private final Runs runs;
  private final Replays replays;
  private final EventStreams streams;
  private final MemorySize maxBody;

  RunsResource(
      Runs runs,
      Replays replays,
      EventStreams streams,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
    this.runs = runs;
    this.replays = replays;
    this.streams = streams;
    this.maxBody = maxBody;
  }

  @POST
  @AnswersWithEvents
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
      name = "options",
      in = ParameterIn.QUERY,
      description = "What a JSON request says beside its code, as the same JSON object.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RequestedOptions.class)))
  @Parameter(
      name = "policy",
      in = ParameterIn.QUERY,
      description = RequestedOptions.POLICY + " Short for options.",
      schema = @Schema(implementation = Policy.class))
  @Parameter(
      name = "sessionId",
      in = ParameterIn.QUERY,
      description = RequestedOptions.SESSION_ID + " Short for options.",
      schema = @Schema(type = SchemaType.STRING, examples = "notebook-7"))
  @Parameter(
      name = "chunkTimeMs",
      in = ParameterIn.QUERY,
      description = SHORT_FOR_A_LIMIT,
      schema = @Schema(type = SchemaType.INTEGER, examples = "30000"))
  @Parameter(
      name = "runTimeMs",
      in = ParameterIn.QUERY,
      description = SHORT_FOR_A_LIMIT,
      schema = @Schema(type = SchemaType.INTEGER, examples = "300000"))
  @Parameter(
      name = "cpuTimeMs",
      in = ParameterIn.QUERY,
      description = SHORT_FOR_A_LIMIT,
      schema = @Schema(type = SchemaType.INTEGER, examples = "60000"))
  @Parameter(
      name = "outputBytes",
      in = ParameterIn.QUERY,
      description = SHORT_FOR_A_LIMIT,
      schema = @Schema(type = SchemaType.INTEGER, examples = "4194304"))
  @Parameter(
      name = "programChars",
      in = ParameterIn.QUERY,
      description = SHORT_FOR_A_LIMIT,
      schema = @Schema(type = SchemaType.INTEGER, examples = "1048576"))
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
  @AnswersWithEvents
  @Consumes({Formats.PYTHON, Formats.MARKDOWN})
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(hidden = true)
  public Multi<OutboundSseEvent> runAsSse(@Context HttpServerRequest request, @Context Sse sse) {
    return streams.sse(request, start(request), sse);
  }

  @POST
  @AnswersWithEvents
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(Formats.NDJSON)
  @Operation(hidden = true)
  public Multi<RunEvent> replay(@Context HttpServerRequest request, String replay) {
    return streams.ndjson(request, start(request, replay));
  }

  @POST
  @AnswersWithEvents
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(hidden = true)
  public Multi<OutboundSseEvent> replayAsSse(
      @Context HttpServerRequest request, @Context Sse sse, String replay) {
    return streams.sse(request, start(request, replay), sse);
  }

  private TrackedRun start(HttpServerRequest request) {
    ProgramUpload upload = ProgramUpload.of(request, maxBody.asLongValue());
    return runs.start(options(request), upload.format().open(), upload.deltas());
  }

  private TrackedRun start(HttpServerRequest request, String replay) {
    // The framework takes a body of no type for JSON; it may well be a program.
    if (!request.headers().contains(HttpHeaders.CONTENT_TYPE)) {
      throw new NotSupportedException();
    }
    return replays.start(replay, options(request));
  }

  private static RequestedOptions options(HttpServerRequest request) {
    return OptionsQuery.read(request.params()::getAll);
  }
}
