package io.forerun.conversation;

import io.forerun.execute.Executor;
import io.forerun.execute.Sessions;
import java.time.Duration;

/** Where the programs of a conversation run: one interpreter state for one after the other. */
public final class ConversationSession {
  private static final String OWN = "conversation";

  /** Beyond what any conversation takes; it ends its session itself. */
  private static final Duration FOR_LONG = Duration.ofDays(1);

  private final Sessions sessions;
  private final String id;
  private final boolean own;

  private ConversationSession(Sessions sessions, String id, boolean own) {
    this.sessions = sessions;
    this.id = id;
    this.own = own;
  }

  /** A session of its own, which ends with the conversation. */
  public static ConversationSession own(Executor executor) {
    return new ConversationSession(new Sessions(executor, 1, FOR_LONG), OWN, true);
  }

  /** A session that was there before, or will be after the conversation. */
  public static ConversationSession kept(Sessions sessions, String id) {
    return new ConversationSession(sessions, id, false);
  }

  Executor executor() {
    return sessions.keeping(id);
  }

  boolean exists() {
    return sessions.contains(id);
  }

  void reset() {
    sessions.end(id);
  }

  void release() {
    if (own) {
      sessions.close();
    }
  }
}
