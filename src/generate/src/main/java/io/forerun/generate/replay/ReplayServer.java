package io.forerun.generate.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.forerun.generate.ModelEvent;
import io.forerun.generate.ModelEvent.Text;
import io.forerun.generate.ModelEvent.ToolArguments;
import io.forerun.generate.ModelEvent.Usage;
import io.forerun.generate.ReplayModel;
import io.forerun.generate.Tokens;
import io.forerun.generate.replay.ReplayAnswer.Timed;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Answers {@code POST …/chat/completions} with a replay. A client that goes away ends its answer.
 */
public final class ReplayServer implements Handler<HttpServerRequest> {
  private static final Logger LOG = Logger.getLogger(ReplayServer.class);
  private static final JsonMapper JSON = new JsonMapper();

  private final Replay replay;
  private final ReplayModel model = new ReplayModel();
  private final AtomicLong answers = new AtomicLong();

  /**
   * @param replay chooses the answers
   */
  public ReplayServer(Replay replay) {
    this.replay = replay;
  }

  @Override
  public void handle(HttpServerRequest request) {
    request.body().onSuccess(body -> answer(request, body));
    // Quarkus hands requests over paused.
    request.resume();
  }

  private void answer(HttpServerRequest request, Buffer body) {
    JsonNode asked;
    try {
      asked = JSON.readTree(body.getBytes());
    } catch (java.io.IOException _) {
      asked = JSON.missingNode();
    }
    if (!asked.path("messages").isArray()) {
      refuse(
          request.response(),
          new Fault.Refusal(400, null, "The request is no JSON object with messages."));
      return;
    }
    ReplayRequest replayed = new ReplayRequest(asked, request.getHeader(HttpHeaders.AUTHORIZATION));
    ReplayAnswer answer;
    try {
      answer = replay.answer(replayed);
    } catch (RuntimeException e) {
      LOG.error("The replay has no answer", e);
      answer = ReplayAnswer.refusal(500, null, "The replay has no answer.");
    }
    if (answer.fault() instanceof Fault.Refusal refusal) {
      refuse(request.response(), refusal);
      return;
    }
    long number = answers.incrementAndGet();
    List<Timed> events =
        answer.events(
            replayed.hasTool("python"), index -> "call_replay_%d_%d".formatted(number, index));
    Wire wire =
        new Wire(
            "chatcmpl-replay-" + number,
            asked.path("model").asText(),
            System.currentTimeMillis() / 1000);
    Multi<String> written =
        answer.inOnePiece() || !asked.path("stream").asBoolean()
            ? whole(request.response(), wire, events, usage(asked, events))
            : stream(request.response(), wire, events, answer, asked);
    write(request, written, answer.fault());
  }

  private static void refuse(HttpServerResponse response, Fault.Refusal refusal) {
    if (refusal.retryAfter() != null) {
      response.putHeader(HttpHeaders.RETRY_AFTER, refusal.retryAfter());
    }
    String type = refusal.status() < 500 ? "invalid_request_error" : "server_error";
    response
        .setStatusCode(refusal.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(
            Wire.error(refusal.message(), refusal.status() == 429 ? "rate_limit_error" : type)
                .toString());
  }

  private Multi<String> whole(
      HttpServerResponse response, Wire wire, List<Timed> events, Usage usage) {
    response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    List<Timed> last = List.of(events.getLast());
    List<ModelEvent> all = events.stream().map(Timed::event).toList();
    return model.replay(last, Timed::at).map(_ -> wire.whole(all, usage));
  }

  private Multi<String> stream(
      HttpServerResponse response,
      Wire wire,
      List<Timed> events,
      ReplayAnswer answer,
      JsonNode asked) {
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    Multi<String> all = sent(wire, answer, events);
    Multi<String> end = Multi.createFrom().item(Wire.DONE);
    if (asked.path("stream_options").path("include_usage").asBoolean()) {
      end = Multi.createFrom().items(wire.event(usage(asked, events)), Wire.DONE);
    }
    Multi<String> whole = Multi.createBy().concatenating().streams(all, end);
    return switch (answer.fault()) {
      case null -> whole;
      case Fault.Disconnect(int after) -> sent(wire, answer, first(events, after));
      case Fault.Stall(int after) ->
          Multi.createBy()
              .concatenating()
              .streams(sent(wire, answer, first(events, after)), Multi.createFrom().nothing());
      case Fault.MalformedChunk(int after) ->
          Multi.createBy()
              .concatenating()
              .streams(
                  sent(wire, answer, first(events, after)),
                  Multi.createFrom().item(Wire.MALFORMED),
                  sent(wire, answer, events.subList(Math.min(after, events.size()), events.size())),
                  end);
      case Fault.ErrorObject(int after, String message) ->
          Multi.createBy()
              .concatenating()
              .streams(
                  sent(wire, answer, first(events, after)),
                  Multi.createFrom().item(Wire.errorEvent(message)));
      case Fault.Refusal _ -> throw new IllegalStateException();
    };
  }

  private Multi<String> sent(Wire wire, ReplayAnswer answer, List<Timed> events) {
    Multi<String> sent = model.replay(events, Timed::at).map(timed -> wire.event(timed.event()));
    if (!answer.keepAlive()) {
      return sent;
    }
    return Multi.createBy()
        .concatenating()
        .streams(Multi.createFrom().item(Wire.COMMENT), sent.map(Wire.COMMENT::concat));
  }

  private static List<Timed> first(List<Timed> events, int after) {
    return events.subList(0, Math.min(after, events.size()));
  }

  /** Each piece when the one before it is on its way: a client that does not read holds it back. */
  private static void write(HttpServerRequest request, Multi<String> pieces, Fault fault) {
    HttpServerResponse response = request.response().setChunked(true);
    Cancellable writing =
        pieces
            .onItem()
            .transformToUniAndConcatenate(piece -> written(response, piece))
            .subscribe()
            .with(
                _ -> {},
                _ -> request.connection().close(),
                () -> {
                  if (fault instanceof Fault.Disconnect) {
                    request.connection().close();
                  } else {
                    response.end();
                  }
                });
    response.closeHandler(_ -> writing.cancel());
  }

  /** When it fails, the connection is closed, which ends the answer. */
  private static Uni<Void> written(HttpServerResponse response, String piece) {
    return Uni.createFrom()
        .emitter(emitter -> response.write(piece).onComplete(_ -> emitter.complete(null)));
  }

  private static Usage usage(JsonNode asked, List<Timed> events) {
    long prompt = Tokens.split(asked.path("messages").toString()).size();
    long completion =
        events.stream()
            .map(Timed::event)
            .mapToLong(
                event ->
                    switch (event) {
                      case Text(String text) -> Tokens.split(text).size();
                      case ToolArguments(int _, String json) -> Tokens.split(json).size();
                      default -> 0;
                    })
            .sum();
    return new Usage(prompt, completion);
  }
}
