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

  RequestModule(
      Provider<Allowance> allowance,
      Provider<Generator> generator,
      Provider<GraalPyExecutor> executor) {
    this.allowance = allowance;
    this.generator = generator;
    this.executor = executor;
  }

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.registerModule(
        new SimpleModule("forerun-requests")
            .addDeserializer(
                Invocation.class,
                new RequestDeserializer<>(
                    RunRequest.class, request -> request.prepare(allowance.get())))
            .addSerializer(Answer.class, new AnswerSerializer())
            .addDeserializer(
                GenerationInvocation.class,
                new RequestDeserializer<>(RequestedGeneration.class, this::prepare)));
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
                ConversationSession.own(executor.get())));
  }
}
