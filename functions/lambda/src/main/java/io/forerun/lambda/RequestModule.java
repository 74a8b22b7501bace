package io.forerun.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.forerun.conversation.ConversationSession;
import io.forerun.graalpy.GraalPyExecutor;
import io.forerun.request.Allowance;
import io.forerun.request.Continuation;
import io.forerun.request.Generator;
import io.forerun.request.InvalidRequestException;
import io.forerun.request.RequestedGeneration;
import io.forerun.request.RequestedRepair;
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
                new RequestDeserializer<>(RequestedGeneration.class, this::generation))
            .addDeserializer(
                RepairInvocation.class,
                new RequestDeserializer<>(RepairRequest.class, this::repair)));
  }

  private Invocation prepare(RunRequest request) {
    return request.prepare(allowance.get(), retries.get().key(request.runId(), request));
  }

  private GenerationInvocation generation(RequestedGeneration request) {
    requirePossible(request);
    return new GenerationInvocation(
        generator
            .get()
            .conversation(
                request.id() == null ? UUID.randomUUID().toString() : request.id(),
                request,
                null,
                session()),
        request,
        null,
        retries.get().key(request.id(), request));
  }

  private RepairInvocation repair(RepairRequest repair) {
    RequestedGeneration request = repair.request();
    Continuation from = repair.continuation();
    requirePossible(request);
    return new RepairInvocation(
        new GenerationInvocation(
            generator.get().continued(request, from, null, session()),
            request,
            from,
            retries.get().key(from.id(), repair)));
  }

  private ConversationSession session() {
    return ConversationSession.own(executor.get());
  }

  private static void requirePossible(RequestedGeneration request) {
    if (request.options().sessionId() != null) {
      throw new InvalidRequestException(
          "options.sessionId cannot be given: no session outlives an invocation.");
    }
    RequestedRepair repair = request.repair();
    if (request.options().approval() != null
        && repair.rounds() != null
        && repair.rounds() > 0
        && repair.session() != RequestedRepair.Session.RESET) {
      throw new InvalidRequestException(
          "options.approval needs programs that can be run again from their beginning; leave out repair.rounds, or set repair.session to reset.");
    }
  }
}
