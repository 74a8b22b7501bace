package io.forerun.http.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.forerun.conversation.FollowUp;
import io.forerun.conversation.RoundResult;
import io.forerun.generate.ModelRequest;
import io.forerun.repair.Reports;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the model the results of its calls of {@code python}, until it answers without one.
 *
 * @param maxTurns answers at most
 * @param reports the results' words
 */
record PythonCalls(int maxTurns, Reports reports) implements FollowUp {

  @Override
  public Optional<ModelRequest> after(RoundResult round, ModelRequest asked, boolean sessionKept) {
    return round.programs().isEmpty() || isBroken(round) || round.round() >= maxTurns
        ? Optional.empty()
        : Optional.of(withoutForce(reports.after(round, asked, sessionKept)));
  }

  /** Whether the answer failed, and not what the model wrote. */
  static boolean isBroken(RoundResult round) {
    return switch (round.status()) {
      case CANCELLED, HELD -> true;
      case ERROR -> round.finishReason() == null || !round.finishReason().truncated();
      // The other time limits are the program's.
      case TIMED_OUT -> round.error().type().equals("generation_time_limit");
      case RUNNING, SUCCEEDED, FAILED, LIMIT_EXCEEDED, INVALID -> false;
    };
  }

  /** A model that must call a tool would do so for ever. */
  private static ModelRequest withoutForce(ModelRequest request) {
    JsonNode choice = request.parameters().get("tool_choice");
    if (choice == null || choice.asText().equals("none") || choice.asText().equals("auto")) {
      return request;
    }
    Map<String, JsonNode> parameters = new HashMap<>(request.parameters());
    parameters.remove("tool_choice");
    return new ModelRequest(
        request.upstream(), request.model(), request.messages(), request.tools(), parameters);
  }
}
