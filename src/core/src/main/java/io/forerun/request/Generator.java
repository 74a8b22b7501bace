package io.forerun.request;

import io.forerun.conversation.Conversation;
import io.forerun.conversation.ConversationOptions;
import io.forerun.conversation.ConversationSession;
import io.forerun.conversation.FollowUp;
import io.forerun.generate.ApiKey;
import io.forerun.generate.Model;
import io.forerun.generate.ModelRequest;
import io.forerun.intake.IntakeFormat;
import io.forerun.repair.Prompts;
import io.forerun.repair.Repair;
import io.forerun.repair.Reports;
import java.time.Duration;
import java.util.Objects;

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
    var repairs = Math.min(maxRepairs, Objects.requireNonNullElse(request.repair().rounds(), 0));
    return new Conversation(
        model,
        session,
        options(
            id,
            request.format(),
            request.options(),
            request.repair().session() == RequestedRepair.Session.RESET),
        new Repair(repairs, new Reports(prompts)),
        request.firstRequest(key, prompts));
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
        model, session, options(id, IntakeFormat.TOOL_CALL, options, false), followUp, request);
  }

  private ConversationOptions options(
      String id, IntakeFormat format, RequestedOptions options, boolean resetSession) {
    return new ConversationOptions(
        id, format, options.session(allowance), options.gate(), resetSession, answerChars, time);
  }
}
