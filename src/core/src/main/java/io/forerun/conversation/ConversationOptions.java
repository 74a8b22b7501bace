package io.forerun.conversation;

import io.forerun.execute.SessionOptions;
import io.forerun.gate.GateOptions;
import io.forerun.intake.IntakeFormat;
import java.time.Duration;

/**
 * What one conversation needs beside its model.
 *
 * @param id identifies it in events and logs; the ids of its runs begin with it
 * @param format how programs stand in the model's answers: as calls of the tool {@link PythonTool},
 *     or one in the text of each answer
 * @param session what each program may use. Without a scope of its own, effects are named within
 *     the conversation, so that one that a later round repeats has the same key
 * @param gate what waits, and for what
 * @param resetSession whether each round begins in a new interpreter state
 * @param answerChars characters that one answer may have
 * @param time wall time of all rounds together
 * @param firstRound number of the first round; above 1 if an earlier conversation is continued
 */
public record ConversationOptions(
    String id,
    IntakeFormat format,
    SessionOptions session,
    GateOptions gate,
    boolean resetSession,
    int answerChars,
    Duration time,
    int firstRound) {

  /** Names the scope of the effects. */
  public ConversationOptions {
    session = session.idempotencyScope() == null ? session.inScope(id) : session;
  }

  /** A conversation that begins. */
  public ConversationOptions(
      String id,
      IntakeFormat format,
      SessionOptions session,
      GateOptions gate,
      boolean resetSession,
      int answerChars,
      Duration time) {
    this(id, format, session, gate, resetSession, answerChars, time, 1);
  }
}
