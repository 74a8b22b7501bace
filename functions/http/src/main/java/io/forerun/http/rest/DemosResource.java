package io.forerun.http.rest;

import io.forerun.generate.DemoProgram;
import io.forerun.http.run.OptionsQuery;
import io.forerun.run.RunEvent;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** The programs that come with Forerun. */
@Path("/v1/demos")
@NonBlocking
@Tag(name = "Demos", description = "Programs that come with Forerun, to see it work.")
class DemosResource {

  /** A program, without its text. */
  record Demo(String id, String title) {}

  private final Replays replays;
  private final EventStreams streams;

  DemosResource(Replays replays, EventStreams streams) {
    this.replays = replays;
    this.streams = streams;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "listDemos", summary = "List the programs that come with Forerun")
  public List<Demo> list() {
    return Arrays.stream(DemoProgram.values())
        .map(program -> new Demo(program.id(), program.title()))
        .toList();
  }

  @POST
  @AnswersWithEvents
  @Path("/{id}/runs")
  @Produces(Formats.NDJSON)
  @Operation(
      operationId = "runDemo",
      summary = "Run a program that comes with Forerun",
      description =
          "Generates it at the given speed and answers with the run's events. Takes the same options as POST /v1/runs.")
  public Multi<RunEvent> run(
      @Context HttpServerRequest request,
      @Parameter(description = "One of those that are listed.", example = "sales_report") String id,
      @Parameter(description = "How fast it is generated; 0 for at once.")
          @RestQuery
          @DefaultValue("80")
          double tokensPerSecond) {
    DemoProgram program =
        DemoProgram.withId(id)
            .orElseThrow(
                () -> new NotFoundException("There is no such program; GET /v1/demos lists them."));
    return streams.ndjson(
        request,
        replays.start(
            ReplayRequest.of(program, tokensPerSecond),
            OptionsQuery.read(request.params()::getAll)));
  }
}
