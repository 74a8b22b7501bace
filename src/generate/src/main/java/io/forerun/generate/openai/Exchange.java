package io.forerun.generate.openai;

import static io.forerun.generate.GenerationException.Type.UPSTREAM_INVALID;
import static io.forerun.generate.GenerationException.Type.UPSTREAM_UNAVAILABLE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.forerun.generate.GenerationException;
import io.forerun.generate.ModelEvent;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.parsetools.RecordParser;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/**
 * One request and its answer. Everything happens on one Vert.x context, which owns the state;
 * demand and cancellation are brought there.
 *
 * <p>Reads no more than is asked for; while nobody asks, the model's pauses are not measured.
 */
final class Exchange {
  private static final Logger LOG = Logger.getLogger(Exchange.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MAX_ERROR_BODY = 64 * 1024;

  /** How long a server may take to end a response whose last event has come. */
  private static final long DRAIN_MILLIS = 1_000;

  private final Vertx vertx;
  private final Context context;
  private final HttpClient client;
  private final HostAddresses addresses;
  private final UpstreamConfig config;
  private final Endpoint endpoint;
  private final Buffer body;
  private final MultiEmitter<? super ModelEvent> emitter;
  private final AnswerReader answer;
  private final ServerSentEvents events = new ServerSentEvents(this::event);
  private final ServerError errors;

  private HttpClientRequest request;
  private HttpClientResponse response;
  private boolean done;
  private boolean responseEnded;
  private boolean paused;
  private long received;
  private Limit limit;
  private long since;
  private long limitTimer = -1;
  private long totalTimer = -1;

  Exchange(
      Vertx vertx,
      HttpClient client,
      HostAddresses addresses,
      UpstreamConfig config,
      Endpoint endpoint,
      Buffer body,
      MultiEmitter<? super ModelEvent> emitter) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.client = client;
    this.addresses = addresses;
    this.config = config;
    this.endpoint = endpoint;
    this.body = body;
    this.emitter = emitter;
    this.answer = new AnswerReader(emitter::emit);
    this.errors = new ServerError(endpoint.key());
  }

  /**
   * @param deadline when the whole generation must be done, in terms of {@link System#nanoTime}
   */
  void start(long deadline) {
    emitter.onTermination(() -> context.runOnContext(_ -> cancel()));
    emitter.onRequest(_ -> context.runOnContext(_ -> resume()));
    context.runOnContext(_ -> connect(deadline));
  }

  private void connect(long deadline) {
    if (done) {
      return;
    }
    totalTimer =
        vertx.setTimer(
            millis(deadline - System.nanoTime()), _ -> fail(Limit.TOTAL.exceeded(config)));
    enter(Limit.CONNECT);
    addresses
        .of(endpoint)
        .compose(address -> client.request(options(address)))
        .onSuccess(this::send)
        .onFailure(this::notConnected);
  }

  private RequestOptions options(SocketAddress address) {
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(address)
        .setHost(endpoint.baseUrl().getHost())
        .setPort(endpoint.port())
        .setSsl(endpoint.tls())
        .setURI(endpoint.path())
        .setFollowRedirects(false);
  }

  private void send(HttpClientRequest connected) {
    request = connected;
    if (done) {
      request.reset();
      return;
    }
    enter(Limit.FIRST_TOKEN);
    request
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.ACCEPT, "text/event-stream, application/json")
        .putHeader(HttpHeaders.USER_AGENT, "forerun");
    if (endpoint.key() != null) {
      request.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + endpoint.key().reveal());
    }
    request.send(body).onSuccess(this::answered).onFailure(this::brokenOff);
  }

  private void answered(HttpClientResponse head) {
    response = head;
    if (done) {
      request.reset();
      return;
    }
    response.exceptionHandler(this::brokenOff);
    String type = contentType();
    if (response.statusCode() != 200) {
      whole(MAX_ERROR_BODY, this::refused);
    } else if (type.isEmpty() || type.equals("text/event-stream")) {
      stream();
    } else if (type.equals("application/json") || type.endsWith("+json")) {
      whole(config.maxAnswerSize().asLongValue(), this::inOnePiece);
    } else {
      fail(
          invalid(
              "it is of type %s; does the base URL end where the API begins, for instance with /v1?"
                  .formatted(type.replaceAll("[^\\w/.+-]", "?"))));
    }
  }

  private String contentType() {
    String type = response.getHeader(HttpHeaders.CONTENT_TYPE);
    return type == null ? "" : type.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
  }

  private void stream() {
    RecordParser lines = RecordParser.newDelimited("\n", this::line);
    lines.maxRecordSize(Math.toIntExact(config.maxLineSize().asLongValue()));
    lines.exceptionHandler(_ -> fail(tooLarge("a line", "max-line-size")));
    read(
        config.maxAnswerSize().asLongValue(),
        buffer -> {
          lines.handle(buffer);
          pauseWithoutDemand();
        });
    response.endHandler(
        _ -> {
          responseEnded = true;
          reading(
              () -> {
                // The parser keeps a last line without an end; after one that has, this ends
                // events.
                lines.handle(Buffer.buffer("\n"));
                events.end();
              });
          end();
        });
    pauseWithoutDemand();
  }

  private void whole(long maxBytes, Handler<String> reader) {
    Buffer whole = Buffer.buffer();
    read(maxBytes, whole::appendBuffer);
    response.endHandler(
        _ -> {
          responseEnded = true;
          reading(() -> reader.handle(whole.toString(StandardCharsets.UTF_8)));
        });
  }

  private void read(long maxBytes, Handler<Buffer> reader) {
    response.handler(
        buffer -> {
          received += buffer.length();
          if (received > maxBytes) {
            fail(tooLarge("it", "max-answer-size"));
          }
          reading(() -> reader.handle(buffer));
        });
  }

  private void reading(Runnable step) {
    if (!done) {
      try {
        step.run();
      } catch (RuntimeException e) {
        fail(e);
      }
    }
  }

  private void line(Buffer line) {
    if (!done) {
      String text = line.toString(StandardCharsets.UTF_8);
      events.line(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
      if (events.buffered() > config.maxLineSize().asLongValue()) {
        throw tooLarge("an event", "max-line-size");
      }
    }
  }

  private void event(ServerSentEvents.Event event) {
    if (done) {
      return;
    }
    if (event.data().strip().equals("[DONE]")) {
      end();
      return;
    }
    if (event.type().equals("error")) {
      throw errors.ofObject(errorIn(event.data()));
    }
    // An event that only the end of the connection ended may have been cut by it.
    JsonNode chunk = parsed(event.data(), responseEnded ? Exchange::incomplete : Exchange::noJson);
    if (answer.read(withoutError(chunk))) {
      enter(Limit.BETWEEN_TOKENS);
    }
  }

  private void inOnePiece(String json) {
    answer.read(withoutError(parsed(json, Exchange::noJson)));
    end();
  }

  private void refused(String said) {
    throw errors.ofStatus(response.statusCode(), response.getHeader(HttpHeaders.RETRY_AFTER), said);
  }

  private JsonNode withoutError(JsonNode chunk) {
    JsonNode error = ServerError.in(chunk);
    if (error != null) {
      throw errors.ofObject(error);
    }
    return chunk;
  }

  private static JsonNode errorIn(String data) {
    try {
      JsonNode event = JSON.readTree(data);
      JsonNode error = ServerError.in(event);
      return error == null ? event : error;
    } catch (JsonProcessingException _) {
      return JSON.getNodeFactory().textNode(data);
    }
  }

  private static JsonNode parsed(String json, Supplier<RuntimeException> otherwise) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException _) {
      throw otherwise.get();
    }
  }

  /** Nothing more comes. */
  private void end() {
    if (done) {
      return;
    }
    if (!answer.finished()) {
      fail(incomplete());
      return;
    }
    release();
    answer.end();
    emitter.complete();
    if (!responseEnded) {
      vertx.setTimer(DRAIN_MILLIS, _ -> closeUnlessEnded());
    }
  }

  private void closeUnlessEnded() {
    if (!responseEnded) {
      request.reset();
    }
  }

  private void notConnected(Throwable failure) {
    if (failure instanceof GenerationException || failure instanceof AttemptFailure) {
      fail((RuntimeException) failure);
    } else if (failure instanceof UnknownHostException) {
      fail(
          unavailable(
              "The model's server has no address: is %s its name?".formatted(endpoint.host()),
              failure));
    } else if (failure instanceof ConnectionPoolTooBusyException) {
      fail(
          unavailable(
              "More generations are asked for at once than %s.max-connections allows."
                  .formatted(UpstreamConfig.PREFIX),
              failure));
    } else if (failure instanceof SSLException) {
      fail(
          new GenerationException(
              UPSTREAM_UNAVAILABLE,
              "No encrypted connection to the model's server at %s: its certificate is not trusted, or not its own; %s.tls-configuration-name chooses whom to trust."
                  .formatted(endpoint.baseUrl(), UpstreamConfig.PREFIX),
              failure));
    } else {
      fail(
          unavailable(
              "The model's server at %s could not be reached.".formatted(endpoint.baseUrl()),
              failure));
    }
  }

  private void brokenOff(Throwable failure) {
    fail(unavailable("The connection to the model's server broke off.", failure));
  }

  private static AttemptFailure unavailable(String message, Throwable cause) {
    return new AttemptFailure(new GenerationException(UPSTREAM_UNAVAILABLE, message, cause), null);
  }

  private static AttemptFailure incomplete() {
    return unavailable("The model's server ended its answer before it was complete.", null);
  }

  private static GenerationException noJson() {
    return invalid("a part of it is no JSON");
  }

  private static GenerationException invalid(String what) {
    return new GenerationException(
        UPSTREAM_INVALID,
        "The model's answer is not in the format of OpenAI's chat completions: %s".formatted(what));
  }

  private static GenerationException tooLarge(String what, String property) {
    return new GenerationException(
        UPSTREAM_INVALID,
        "The model's answer is not read any further: %s is larger than %s.%s allows."
            .formatted(what, UpstreamConfig.PREFIX, property));
  }

  /** What fails after the answer is complete, is no failure of it. */
  private void fail(RuntimeException failure) {
    if (done) {
      return;
    }
    LOG.debugf(failure, "A generation at %s failed", endpoint.baseUrl());
    release();
    close();
    if (answer.finished()) {
      answer.end();
      emitter.complete();
    } else {
      emitter.fail(failure);
    }
  }

  private void cancel() {
    if (!done) {
      release();
      close();
    }
  }

  private void release() {
    done = true;
    vertx.cancelTimer(limitTimer);
    vertx.cancelTimer(totalTimer);
    if (paused) {
      paused = false;
      response.resume();
    }
  }

  private void close() {
    if (request != null && !responseEnded) {
      request.reset();
    }
  }

  private void pauseWithoutDemand() {
    if (!done && !paused && emitter.requested() == 0) {
      paused = true;
      response.pause();
    }
  }

  private void resume() {
    if (paused && !done) {
      paused = false;
      since = System.nanoTime();
      response.resume();
    }
  }

  private void enter(Limit next) {
    since = System.nanoTime();
    if (limit != next) {
      limit = next;
      vertx.cancelTimer(limitTimer);
      watch();
    }
  }

  private void watch() {
    long now = System.nanoTime();
    long left = (paused ? now : since) + limit.of(config).toNanos() - now;
    if (left <= 0) {
      fail(limit == Limit.CONNECT ? connectTimeout() : limit.exceeded(config));
    } else {
      limitTimer = vertx.setTimer(millis(left), _ -> watch());
    }
  }

  private AttemptFailure connectTimeout() {
    return new AttemptFailure(Limit.CONNECT.exceeded(config), null);
  }

  /** Rounded up, and not less than timers take. */
  private static long millis(long nanos) {
    return Math.max(1, Math.ceilDiv(nanos, TimeUnit.MILLISECONDS.toNanos(1)));
  }
}
