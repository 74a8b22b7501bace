package io.forerun.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.forerun.conversation.ConversationSession;
import io.forerun.graalpy.GraalPyExecutor;
import io.forerun.request.Allowance;
import io.forerun.request.Generator;
import io.forerun.request.InvalidRequestException;
import io.forerun.request.RequestedGeneration;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * Makes Funqy read requests with {@link RequestDeserializer} and write answers with {@link
 * AnswerSerializer}. What it needs for that it asks for with the first request: the mapper is made
 * before there is configuration.
 */
@Singleton
final class RequestModule implements ObjectMapperCustomizer {
  private final Provider<Allowance> allowance;
  private final Provider<Generator> generator;
  private final Provider<GraalPyExecutor> executor;
  private final Provider<Retries> retries;

  RequestModule(
      Provider<Allowance> allowance,
      Provider<Generator> generator,
      Provider<GraalPyExecutor> executor,
      Provider<Retries> retries) {
    this.allowance = allowance;
    this.generator = generator;
    this.executor = executor;
    this.retries = retries;
  }

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.registerModule(
        new SimpleModule("forerun-requests")
            .addDeserializer(
                Invocation.class, new RequestDeserializer<>(RunRequest.class, this::prepare))
            .addSerializer(Answer.class, new AnswerSerializer())
            .addDeserializer(
                GenerationInvocation.class,
                new RequestDeserializer<>(RequestedGeneration.class, this::prepare)));
  }

  private Invocation prepare(RunRequest request) {
    return request.prepare(allowance.get(), retries.get().key(request.runId(), request));
  }

  private GenerationInvocation prepare(RequestedGeneration request) {
    if (request.options().sessionId() != null) {
      throw new InvalidRequestException(
          "options.sessionId cannot be given: no session outlives an invocation.");
    }
    return new GenerationInvocation(
        generator
            .get()
            .conversation(
                request.id() == null ? UUID.randomUUID().toString() : request.id(),
                request,
                null,
                ConversationSession.own(executor.get())),
        retries.get().key(request.id(), request));
  }
}
