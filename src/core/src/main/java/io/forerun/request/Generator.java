package io.forerun.request;

import io.forerun.conversation.Conversation;
import io.forerun.conversation.ConversationOptions;
import io.forerun.conversation.ConversationSession;
import io.forerun.conversation.FollowUp;
import io.forerun.conversation.RoundResult;
import io.forerun.execute.SessionOptions;
import io.forerun.gate.EffectResult;
import io.forerun.generate.ApiKey;
import io.forerun.generate.Model;
import io.forerun.generate.ModelRequest;
import io.forerun.intake.IntakeFormat;
import io.forerun.repair.Prompts;
import io.forerun.repair.Repair;
import io.forerun.repair.Reports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes conversations of requests.
 *
 * @param model who is asked
 * @param allowance what requests may ask for
 * @param prompts what models are told
 * @param maxRepairs rounds of repair that no request can exceed
 * @param answerChars characters that one answer may have
 * @param time wall time of all rounds together
 */
public record Generator(
    Model model,
    Allowance allowance,
    Prompts prompts,
    int maxRepairs,
    int answerChars,
    Duration time) {

  /**
   * Prepares a conversation in which programs that fail are repaired; nothing happens before its
   * events are subscribed to.
   *
   * @param id identifies it
   * @param key what the caller pays with; null for the configured one
   * @param session where its programs run
   * @throws InvalidRequestException if the request asks for what is not allowed
   */
  public Conversation conversation(
      String id, RequestedGeneration request, ApiKey key, ConversationSession session) {
    return new Conversation(
        model,
        session,
        options(
            id,
            request.format(),
            request.options().session(allowance),
            request.options(),
            resets(request),
            1),
        new Repair(repairs(request), new Reports(prompts)),
        request.firstRequest(key, prompts));
  }

  /**
   * As {@link #conversation(String, RequestedGeneration, ApiKey, ConversationSession)}, where an
   * earlier conversation ended badly: the model is told how, and asked to go on. Calls that have
   * had their effect there are answered and not repeated.
   *
   * @param request of the earlier conversation
   * @param from what {@link #continuation} made of it
   */
  public Conversation continued(
      RequestedGeneration request, Continuation from, ApiKey key, ConversationSession session) {
    var first = request.firstRequest(key, prompts);
    var messages = new ArrayList<>(first.messages());
    messages.addAll(from.messages());
    var granted = request.options().session(allowance);
    var happened = new HashMap<>(granted.happened());
    happened.putAll(EffectResult.answers(from.effects()));
    return new Conversation(
        model,
        session,
        options(
            from.id(),
            request.format(),
            granted.after(happened),
            request.options(),
            resets(request),
            from.round()),
        new Repair(from.round() - 1 + repairs(request), new Reports(prompts)),
        first.withMessages(messages));
  }

  /**
   * What a conversation that is over can be continued with, in a session of its own and in another
   * process; empty if asking the model again could not help.
   *
   * @param request that it was made of
   * @param from that it was continued with itself; null if it was not
   */
  public Optional<Continuation> continuation(
      Conversation conversation, RequestedGeneration request, Continuation from) {
    var asked = request.firstRequest(null, prompts).messages().size();
    var rounds = conversation.result().rounds();
    return conversation
        .followedBy(new Repair(Integer.MAX_VALUE, new Reports(prompts, true)))
        .filter(_ -> hasSaidSomething(rounds.getLast()))
        .map(
            next ->
                new Continuation(
                    conversation.id(),
                    rounds.getLast().round() + 1,
                    next.messages().subList(asked, next.messages().size()),
                    EffectResult.union(
                        from == null ? List.of() : from.effects(), effects(rounds))));
  }

  private static boolean hasSaidSomething(RoundResult round) {
    return !round.answer().isEmpty() || !round.programs().isEmpty() || !round.calls().isEmpty();
  }

  private static List<EffectResult> effects(List<RoundResult> rounds) {
    return rounds.stream()
        .flatMap(round -> round.programs().stream())
        .map(program -> program.run().effects())
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .toList();
  }

  private int repairs(RequestedGeneration request) {
    return Math.min(maxRepairs, Objects.requireNonNullElse(request.repair().rounds(), 0));
  }

  private static boolean resets(RequestedGeneration request) {
    return request.repair().session() == RequestedRepair.Session.RESET;
  }

  /**
   * As {@link #conversation(String, RequestedGeneration, ApiKey, ConversationSession)}, in which
   * programs are calls of a tool.
   *
   * @param followUp what becomes of them
   * @param request what the model is asked first
   */
  public Conversation conversation(
      String id,
      RequestedOptions options,
      FollowUp followUp,
      ModelRequest request,
      ConversationSession session) {
    return new Conversation(
        model,
        session,
        options(id, IntakeFormat.TOOL_CALL, options.session(allowance), options, false, 1),
        followUp,
        request);
  }

  private ConversationOptions options(
      String id,
      IntakeFormat format,
      SessionOptions session,
      RequestedOptions options,
      boolean resetSession,
      int firstRound) {
    return new ConversationOptions(
        id, format, session, options.gate(), resetSession, answerChars, time, firstRound);
  }
}
