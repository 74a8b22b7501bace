package io.forerun.http.ws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forerun.http.config.ForerunConfig;
import io.forerun.http.run.InputBudget;
import io.forerun.http.run.InvalidRunRequestException;
import io.forerun.http.run.JsonInput;
import io.forerun.http.run.RequestedLimits;
import io.forerun.http.run.Runs;
import io.forerun.http.run.TooManyRunsException;
import io.forerun.http.run.TrackedRun;
import io.forerun.intake.IntakeException;
import io.forerun.intake.IntakeFormat;
import io.forerun.run.RunEvent;
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
  private static final int UNACCEPTABLE = 1007;
  private static final int TRY_AGAIN_LATER = 1013;

  private final Runs runs;
  private final ForerunConfig config;
  private final JsonInput input;
  private final ObjectMapper json;
  private final InputBudget budget;

  private TrackedRun run;
  private UnicastProcessor<String> deltas;
  private Cancellable sending;

  RunSocket(
      Runs runs,
      ForerunConfig config,
      JsonInput input,
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxInput) {
    this.runs = runs;
    this.config = config;
    this.input = input;
    this.json = json;
    this.budget = new InputBudget(maxInput.asLongValue());
  }

  @OnTextMessage
  Uni<Void> receive(String text, WebSocketConnection connection) {
    try {
      ClientMessage message = input.read(text, ClientMessage.class);
      if (run == null) {
        start(message, connection);
      } else if (message.format() != null
          || message.limits() != null
          || message.sessionId() != null) {
        throw new InvalidRunRequestException(
            "Only the first message may set format, limits and sessionId.");
      }
      accept(message);
      return Uni.createFrom().voidItem();
    } catch (InvalidRunRequestException e) {
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
    RequestedLimits limits = first.limits() == null ? RequestedLimits.NONE : first.limits();
    deltas = UnicastProcessor.create();
    run = runs.start(first.sessionId(), format.open(), limits.within(config), deltas);
    sending =
        run.events()
            .onItem()
            .transformToUniAndConcatenate(event -> send(event, connection))
            .onCompletion()
            .call(() -> connection.close())
            .subscribe()
            .with(_ -> {}, failure -> LOG.debugf(failure, "Run %s lost its WebSocket", run.id()));
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
    return connection.close(new CloseReason(code, reason));
  }
}
