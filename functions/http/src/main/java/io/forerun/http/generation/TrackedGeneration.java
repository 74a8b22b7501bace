package io.forerun.http.generation;

import io.forerun.conversation.Conversation;
import io.forerun.conversation.ConversationResult;
import io.forerun.http.run.HoldAnswer;
import io.forerun.http.run.TrackedEvents;
import io.forerun.run.RunEvent;
import io.smallrye.mutiny.Multi;
import java.util.function.Consumer;

/** A generation whose result is known even if nobody listens to the end. */
public final class TrackedGeneration {
  private final Conversation conversation;
  private final TrackedEvents events;

  TrackedGeneration(Conversation conversation, Consumer<TrackedGeneration> whenFinished) {
    this.conversation = conversation;
    this.events =
        new TrackedEvents(
            conversation.events(), _ -> {}, conversation::cancel, () -> whenFinished.accept(this));
  }

  /** Identifies the generation. */
  public String id() {
    return conversation.id();
  }

  /** As {@link Conversation#events()}; but cancelling the subscription only cancels what runs. */
  public Multi<RunEvent> events() {
    return events.events();
  }

  /** As {@link TrackedEvents#abandon}. */
  public void abandon() {
    events.abandon();
  }

  /** What is known by now. */
  public ConversationResult result() {
    return conversation.result();
  }

  /**
   * As {@link Conversation#approve} or {@link Conversation#refuse}.
   *
   * @return false if this hold is not waiting
   */
  public boolean answer(int hold, HoldAnswer answer) {
    return switch (answer.decision()) {
      case APPROVE -> conversation.approve(hold);
      case REFUSE -> conversation.refuse(hold, answer.reason());
    };
  }

  /** As {@link Conversation#cancel}. */
  public void cancel(String reason) {
    conversation.cancel(reason);
  }
}
