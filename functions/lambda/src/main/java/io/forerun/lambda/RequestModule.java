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
import jakarta.inject.Singleton;
import java.util.UUID;

/** Makes Funqy read requests with {@link RequestDeserializer}. */
@Singleton
final class RequestModule implements ObjectMapperCustomizer {
  private final Allowance allowance;
  private final Generator generator;
  private final GraalPyExecutor executor;

  RequestModule(Allowance allowance, Generator generator, GraalPyExecutor executor) {
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
                new RequestDeserializer<>(RunRequest.class, request -> request.prepare(allowance)))
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
        generator.conversation(
            UUID.randomUUID().toString(), request, null, ConversationSession.own(executor)));
  }
}
