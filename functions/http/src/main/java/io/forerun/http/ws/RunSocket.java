package io.forerun.http.ws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forerun.http.run.InputBudget;
import io.forerun.http.run.OptionsQuery;
import io.forerun.http.run.Runs;
import io.forerun.http.run.TooManyRunsException;
import io.forerun.http.run.TrackedRun;
import io.forerun.intake.IntakeException;
import io.forerun.intake.IntakeFormat;
import io.forerun.request.InvalidRequestException;
import io.forerun.request.RequestReader;
import io.forerun.request.RequestedOptions;
import io.forerun.run.RunEvent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.SessionScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * One program over one WebSocket: {@link ClientMessage}s in, run events out. The socket is closed
 * after the last event; if the client closes it before, the run is cancelled.
 *
 * <p>One instance serves one connection, whose messages come one after the other. Events are sent
 * from the run's threads, where no session is active: hence no injected connection.
 */
@WebSocket(path = "/v1/stream")
@SessionScoped
class RunSocket {
  private static final Logger LOG = Logger.getLogger(RunSocket.class);
  private static final RequestReader<ClientMessage> MESSAGES =
      new RequestReader<>(ClientMessage.class);
  private static final int MAX_REASON_BYTES = 123;
  private static final int UNACCEPTABLE = 1007;
  private static final int TRY_AGAIN_LATER = 1013;

  private final Runs runs;
  private final ObjectMapper json;
  private final InputBudget budget;

  private TrackedRun run;
  private UnicastProcessor<String> deltas;
  private Cancellable sending;

  RunSocket(
      Runs runs,
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxInput) {
    this.runs = runs;
    this.json = json;
    this.budget = new InputBudget(maxInput.asLongValue());
  }

  @OnTextMessage
  Uni<Void> receive(String text, WebSocketConnection connection) {
    try {
      ClientMessage message = MESSAGES.read(text);
      if (run == null) {
        start(message, connection);
      } else if (message.hasOptions()) {
        throw new InvalidRequestException("Only the first message may set format and options.");
      }
      accept(message);
      return Uni.createFrom().voidItem();
    } catch (InvalidRequestException e) {
      return refuse(connection, UNACCEPTABLE, e.getMessage());
    } catch (TooManyRunsException e) {
      return refuse(connection, TRY_AGAIN_LATER, e.getMessage());
    }
  }

  @OnClose
  void closed() {
    if (sending != null) {
      sending.cancel();
    }
  }

  private void start(ClientMessage first, WebSocketConnection connection) {
    IntakeFormat format = first.format() == null ? IntakeFormat.PLAIN : first.format();
    RequestedOptions options = handshakeOptions(connection).and(first.options());
    deltas = UnicastProcessor.create();
    run = runs.start(options, format.open(), deltas);
    sending =
        run.events()
            .onItem()
            .transformToUniAndConcatenate(event -> send(event, connection))
            .onCompletion()
            .call(() -> connection.close())
            .subscribe()
            .with(_ -> {}, failure -> LOG.debugf(failure, "Run %s lost its WebSocket", run.id()));
  }

  private static RequestedOptions handshakeOptions(WebSocketConnection connection) {
    Map<String, List<String>> parameters =
        new QueryStringDecoder(
                Objects.requireNonNullElse(connection.handshakeRequest().query(), ""), false)
            .parameters();
    return OptionsQuery.read(name -> parameters.getOrDefault(name, List.of()));
  }

  private void accept(ClientMessage message) {
    if (message.delta() != null) {
      try {
        budget.take(message.delta().getBytes(StandardCharsets.UTF_8).length);
        deltas.onNext(message.delta());
      } catch (IntakeException tooLong) {
        deltas.onError(tooLong);
      }
    }
    if (message.end()) {
      deltas.onComplete();
    }
    if (message.hold() != null) {
      // An answer that comes too late changes nothing; the events say what became of the effect.
      run.answer(message.hold(), message.answer());
    }
    if (message.cancel()) {
      run.cancel("The run was cancelled by request.");
    }
  }

  private Uni<Void> send(RunEvent event, WebSocketConnection connection) {
    try {
      return connection.sendText(json.writeValueAsString(event));
    } catch (JsonProcessingException e) {
      return Uni.createFrom().failure(e);
    }
  }

  private static Uni<Void> refuse(WebSocketConnection connection, int code, String reason) {
    return connection.close(new CloseReason(code, cut(reason)));
  }

  /** As much of a reason as a closing frame may hold. */
  private static String cut(String reason) {
    String fitting = reason;
    while (fitting.getBytes(StandardCharsets.UTF_8).length > MAX_REASON_BYTES) {
      fitting = fitting.substring(0, fitting.length() - 2) + "…";
    }
    return fitting;
  }
}
