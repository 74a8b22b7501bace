package io.forerun.repair;

import com.fasterxml.jackson.databind.JsonNode;
import io.forerun.conversation.Messages;
import io.forerun.conversation.ProgramResult;
import io.forerun.conversation.PythonTool;
import io.forerun.conversation.RoundResult;
import io.forerun.generate.ModelRequest;
import io.forerun.run.RunStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells a model what became of its programs.
 *
 * @param prompts the words
 * @param callsRecorded whether calls that have had their effect are answered, when a program makes
 *     them again, and not repeated
 */
public record Reports(Prompts prompts, boolean callsRecorded) {
  private static final String NOT_CALLED =
      """
      Not called: the answer also called the tool "python", which runs first. Call this tool again \
      now, in an answer without "python", if you still need it.""";

  /** Calls that a program makes again are repeated. */
  public Reports(Prompts prompts) {
    this(prompts, false);
  }

  /** The conversation with the model's answer and what became of it. */
  public ModelRequest after(RoundResult round, ModelRequest asked, boolean sessionKept) {
    var messages = new ArrayList<>(asked.messages());
    messages.add(Messages.assistant(round));
    var answered = round.programs().stream().anyMatch(program -> program.call() != null);
    if (answered) {
      messages.addAll(toolResults(round, sessionKept));
    } else {
      var offered = asked.tools().stream().anyMatch(PythonTool::isDefinition);
      messages.add(Messages.user(prompts.repair(round, sessionKept, callsRecorded, offered)));
    }
    return asked.withMessages(messages);
  }

  private List<JsonNode> toolResults(RoundResult round, boolean sessionKept) {
    var results = new ArrayList<JsonNode>();
    for (var program : round.programs()) {
      results.add(Messages.tool(program.call(), text(program, round, sessionKept)));
    }
    round.calls().forEach(call -> results.add(Messages.tool(call.id(), NOT_CALLED)));
    return results;
  }

  private String text(ProgramResult program, RoundResult round, boolean sessionKept) {
    return program.run().status() == RunStatus.SUCCEEDED
        ? prompts.result(program)
        : prompts.repair(round, sessionKept, callsRecorded, true);
  }
}
