package io.forerun.http.chat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forerun.generate.ApiKey;
import io.forerun.generate.openai.UpstreamConfig;
import io.forerun.http.config.ForerunConfig;
import io.forerun.http.generation.Generations;
import io.forerun.http.generation.TrackedGeneration;
import io.forerun.http.run.TooManyRunsException;
import io.forerun.repair.Prompts;
import io.forerun.repair.Reports;
import io.forerun.request.Generator;
import io.forerun.request.InvalidRequestException;
import io.forerun.run.RunError;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * OpenAI's chat completions, with a tool {@code python} that is called here.
 *
 * <p>A route of its own, because the request's body says whether the answer is JSON or events, and
 * errors have OpenAI's form.
 */
@Singleton
class ChatRoute {
  private static final Logger LOG = Logger.getLogger(ChatRoute.class);
  private static final String BEARER = "Bearer ";

  private final Generations generations;
  private final Generator generator;
  private final Prompts prompts;
  private final int maxTurns;
  private final boolean ownKey;
  private final ObjectMapper json;

  ChatRoute(
      Generations generations,
      Generator generator,
      Prompts prompts,
      ForerunConfig config,
      UpstreamConfig upstream,
      ObjectMapper json) {
    this.generations = generations;
    this.generator = generator;
    this.prompts = prompts;
    this.maxTurns = config.generations().maxTurns();
    this.ownKey = upstream.apiKey().isPresent();
    this.json = json;
  }

  void add(
      @Observes Router router,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
    router
        .post("/v1/chat/completions")
        .handler(BodyHandler.create(false).setBodyLimit(maxBody.asLongValue()))
        .handler(this::complete)
        .failureHandler(context -> refuse(context.response(), failure(context)));
  }

  private void complete(RoutingContext context) {
    ChatRequest request = ChatRequest.read(body(context));
    TrackedGeneration generation =
        generations.start(
            request.extension().options().sessionId(),
            (id, session) ->
                generator.conversation(
                    id,
                    request.extension().options(),
                    new PythonCalls(maxTurns, new Reports(prompts)),
                    request.toModel(key(context), prompts.overlap()),
                    session));
    Completion completion = new Completion(generation.id(), request, json);
    HttpServerResponse response = context.response();
    Uni<?> written =
        request.stream()
            ? stream(response, generation, completion)
            : whole(response, generation, completion);
    Cancellable answering =
        written.subscribe().with(_ -> {}, failure -> broken(response, generation, failure));
    response.closeHandler(_ -> answering.cancel());
  }

  private static byte[] body(RoutingContext context) {
    Buffer body = context.body().buffer();
    return body == null ? new byte[0] : body.getBytes();
  }

  /** What the service is configured with goes before what the client brings. */
  private ApiKey key(RoutingContext context) {
    String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    String key =
        authorization == null || !authorization.startsWith(BEARER)
            ? ""
            : authorization.substring(BEARER.length());
    return ownKey || key.isBlank() ? null : new ApiKey(key);
  }

  // --- answers ---

  private Uni<?> stream(
      HttpServerResponse response, TrackedGeneration generation, Completion completion) {
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    Multi<ObjectNode> chunks =
        Multi.createBy()
            .concatenating()
            .streams(
                Multi.createFrom().item(completion::opening),
                generation.events().onItem().transformToIterable(completion::chunks),
                Multi.createFrom().deferred(() -> end(generation, completion)));
    return Multi.createBy()
        .concatenating()
        .streams(chunks.map(ObjectNode::toString), Multi.createFrom().item("[DONE]"))
        .onItem()
        .transformToUniAndConcatenate(
            data -> UniHelper.toUni(response.write("data: " + data + "\n\n")))
        .collect()
        .last()
        .chain(() -> UniHelper.toUni(response.end()));
  }

  private static Multi<ObjectNode> end(TrackedGeneration generation, Completion completion) {
    RunError failure = Completion.failure(generation.result());
    return failure == null
        ? Multi.createFrom().iterable(completion.closing(generation.result()))
        : Multi.createFrom().item(OpenAiError.of(failure).json());
  }

  private Uni<?> whole(
      HttpServerResponse response, TrackedGeneration generation, Completion completion) {
    return generation
        .events()
        .onItem()
        .invoke(completion::accept)
        .collect()
        .last()
        .chain(
            () -> {
              RunError failure = Completion.failure(generation.result());
              return failure == null
                  ? write(response, completion.whole(generation.result()))
                  : refuse(response, OpenAiError.of(failure));
            });
  }

  // --- errors ---

  private static OpenAiError failure(RoutingContext context) {
    return switch (context.failure()) {
      case InvalidRequestException e -> OpenAiError.invalid(e.getMessage());
      case TooManyRunsException e ->
          new OpenAiError(503, "server_error", "overloaded", e.getMessage());
      case null -> OpenAiError.status(context.statusCode());
      default -> {
        LOG.errorf(context.failure(), "A chat completion broke");
        yield OpenAiError.internal();
      }
    };
  }

  /** Leaves no client waiting: who has read some of the answer sees that the rest is missing. */
  private static void broken(
      HttpServerResponse response, TrackedGeneration generation, Throwable failure) {
    if (response.closed()) {
      LOG.debugf(failure, "Generation %s lost its client", generation.id());
      return;
    }
    LOG.errorf(failure, "The answer of generation %s broke", generation.id());
    if (response.headWritten()) {
      response.reset();
    } else {
      refuse(response, OpenAiError.internal());
    }
  }

  private static Uni<Void> refuse(HttpServerResponse response, OpenAiError error) {
    response.setStatusCode(error.status());
    return write(response, error.json());
  }

  private static Uni<Void> write(HttpServerResponse response, ObjectNode body) {
    return UniHelper.toUni(
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(body.toString()));
  }
}
