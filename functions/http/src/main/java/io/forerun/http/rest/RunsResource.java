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

/** Runs programs, and tells what became of them. */
@Path("/v1/runs")
@NonBlocking
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
  public Multi<RunEvent> run(@Context HttpServerRequest request) {
    return streams.ndjson(request, start(request));
  }

  @POST
  @Consumes({Formats.PYTHON, Formats.MARKDOWN})
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Multi<OutboundSseEvent> runAsSse(@Context HttpServerRequest request, @Context Sse sse) {
    return streams.sse(request, start(request), sse);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(Formats.NDJSON)
  public Multi<RunEvent> replay(@Context HttpServerRequest request, String replay) {
    return streams.ndjson(request, replays.start(replay));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Multi<OutboundSseEvent> replayAsSse(
      @Context HttpServerRequest request, @Context Sse sse, String replay) {
    return streams.sse(request, replays.start(replay), sse);
  }

  @GET
  @Path("/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  public RunResult result(String id) {
    return runs.find(id).orElseThrow(RunsResource::unknown);
  }

  @DELETE
  @Path("/{id}")
  public void cancel(String id) {
    if (!runs.cancel(id, "The run was cancelled by request.")) {
      throw unknown();
    }
  }

  private TrackedRun start(HttpServerRequest request) {
    ProgramUpload upload = ProgramUpload.of(request, maxBody.asLongValue());
    return runs.start(
        upload.format().open(),
        RequestedLimits.fromQuery(request::getParam).within(config),
        upload.deltas());
  }

  private static NotFoundException unknown() {
    return new NotFoundException(
        "There is no such run, or it ended so long ago that it was forgotten.");
  }
}
