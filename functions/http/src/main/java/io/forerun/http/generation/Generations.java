package io.forerun.http.generation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.forerun.conversation.Conversation;
import io.forerun.conversation.ConversationResult;
import io.forerun.conversation.ConversationSession;
import io.forerun.conversation.ProgramResult;
import io.forerun.conversation.RoundResult;
import io.forerun.execute.Sessions;
import io.forerun.generate.ApiKey;
import io.forerun.graalpy.GraalPyExecutor;
import io.forerun.http.config.ForerunConfig;
import io.forerun.http.run.HoldAnswer;
import io.forerun.http.run.Places;
import io.forerun.http.run.Retained;
import io.forerun.request.Generator;
import io.forerun.request.InvalidRequestException;
import io.forerun.request.RequestedGeneration;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * The generations that the service knows: all active ones, of which there are boundedly many, and
 * as many finished ones as memory and time allow.
 */
@ApplicationScoped
public class Generations {
  private final Generator generator;
  private final GraalPyExecutor executor;
  private final Sessions sessions;
  private final Places places;
  private final Map<String, TrackedGeneration> active = new ConcurrentHashMap<>();
  private final Cache<String, ConversationResult> finished;

  Generations(
      Generator generator,
      GraalPyExecutor executor,
      Sessions sessions,
      Places places,
      ForerunConfig config) {
    ForerunConfig.Registry registry = config.registry();
    this.generator = generator;
    this.executor = executor;
    this.sessions = sessions;
    this.places = places;
    this.finished =
        Caffeine.newBuilder()
            .expireAfterWrite(registry.keep())
            .maximumWeight(registry.maxSize().asLongValue())
            .weigher(Generations::weight)
            .build();
  }

  /**
   * Prepares a generation. It begins when its events are subscribed to, which must happen.
   *
   * @param key what the client pays with; null for the configured one
   * @throws io.forerun.request.InvalidRequestException if the request asks for what is not allowed
   * @throws io.forerun.http.run.TooManyRunsException if as much is active as may be
   */
  public TrackedGeneration start(RequestedGeneration request, ApiKey key) {
    if (request.id() != null) {
      throw new InvalidRequestException("id cannot be given; the service makes one up.");
    }
    return start(
        request.options().sessionId(),
        (id, session) -> generator.conversation(id, request, key, session));
  }

  /**
   * As {@link #start(RequestedGeneration, ApiKey)}, of whatever kind.
   *
   * @param sessionId the session to run in; null for one of its own
   * @param prepare makes the conversation of its id and session
   */
  public TrackedGeneration start(
      String sessionId, BiFunction<String, ConversationSession, Conversation> prepare) {
    Conversation conversation =
        prepare.apply(
            UUID.randomUUID().toString(),
            sessionId == null
                ? ConversationSession.own(executor)
                : ConversationSession.kept(sessions, sessionId));
    places.take();
    TrackedGeneration generation = new TrackedGeneration(conversation, this::finished);
    active.put(generation.id(), generation);
    return generation;
  }

  /** What is known of a generation by now; empty if there is none, or it was forgotten. */
  public Optional<ConversationResult> find(String id) {
    TrackedGeneration generation = active.get(id);
    return Optional.ofNullable(
        generation == null ? finished.getIfPresent(id) : generation.result());
  }

  /**
   * Cancels a generation, if it is active.
   *
   * @param reason one sentence for the user
   * @return false if there is none, or it was forgotten
   */
  public boolean cancel(String id, String reason) {
    TrackedGeneration generation = active.get(id);
    if (generation != null) {
      generation.cancel(reason);
      return true;
    }
    return finished.getIfPresent(id) != null;
  }

  /**
   * Answers an effect that waits at the gate.
   *
   * @param hold as in {@link io.forerun.run.RunEvent.GateHeld}, of the run that is active
   * @return false if it is not waiting, or there is no such generation
   */
  public boolean answer(String id, int hold, HoldAnswer answer) {
    TrackedGeneration generation = active.get(id);
    return generation != null && generation.answer(hold, answer);
  }

  void cancelAll(@Observes ShutdownEvent shutdown) {
    active.values().forEach(generation -> generation.cancel("The service is shutting down."));
  }

  private void finished(TrackedGeneration generation) {
    finished.put(generation.id(), generation.result());
    active.remove(generation.id());
    places.leave();
  }

  private static int weight(String id, ConversationResult result) {
    long chars = 1_000L;
    for (RoundResult round : result.rounds()) {
      chars += 1_000L + Retained.chars(round.answer()) + Retained.chars(round.error());
      for (ProgramResult program : round.programs()) {
        chars += Retained.chars(program.code()) + Retained.chars(program.run());
        chars += program.effects().stream().mapToLong(Retained::chars).sum();
      }
      chars += round.calls().stream().mapToLong(call -> Retained.chars(call.arguments())).sum();
    }
    return (int) Math.min(Integer.MAX_VALUE, 2 * chars);
  }
}
