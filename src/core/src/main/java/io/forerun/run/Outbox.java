package io.forerun.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Flow.Subscriber;

/**
 * Holds a run's events until their subscriber asks for them. Owned by the run's mailbox, except for
 * {@link #awaitRoomForProgram} and {@link #announce}.
 *
 * <p>It stays small by slowing the sources down: the run asks for no further delta while there is
 * no {@link #hasRoom() room}, and the program waits before it prints or has an effect.
 */
final class Outbox {
  private static final int CAPACITY = 256;
  private static final int MERGED_CHARS = 8192;

  private final Subscriber<? super RunEvent> subscriber;
  private final Deque<RunEvent> events = new ArrayDeque<>();
  private long demand;
  private boolean completed;
  private boolean closed;

  // Guarded by this.
  private int announced;
  private boolean programPasses;

  Outbox(Subscriber<? super RunEvent> subscriber) {
    this.subscriber = subscriber;
  }

  boolean hasRoom() {
    return closed || events.size() < CAPACITY;
  }

  /** Blocks the program while too much of what it did has not been asked for. */
  synchronized void awaitRoomForProgram() throws InterruptedException {
    while (announced >= CAPACITY && !programPasses) {
      wait();
    }
  }

  /** One more event {@link #isOfProgram of the program} is going to be added. */
  synchronized void announce() {
    announced++;
  }

  private synchronized void announcedIsGone() {
    if (announced-- == CAPACITY) {
      notifyAll();
    }
  }

  void add(RunEvent event) {
    if (closed || completed) {
      return;
    }
    if (event instanceof RunEvent.Output output && mergeIntoLast(output)) {
      announcedIsGone();
    } else {
      events.add(event);
      emit();
    }
  }

  void request(long n) {
    demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
    emit();
  }

  /** The last event was added. */
  void complete() {
    completed = true;
    emit();
  }

  /** Nobody wants the events any more. */
  void close() {
    closed = true;
    events.clear();
    letProgramPass();
  }

  /** The program is being stopped: it must not wait for a slow reader any more. */
  synchronized void letProgramPass() {
    programPasses = true;
    notifyAll();
  }

  /** What a program can cause without end, and without anybody who answers it. */
  private static boolean isOfProgram(RunEvent event) {
    return event instanceof RunEvent.Output
        || event instanceof RunEvent.GatePassed
        || event instanceof RunEvent.EffectHappened;
  }

  private boolean mergeIntoLast(RunEvent.Output output) {
    if (events.peekLast() instanceof RunEvent.Output last
        && last.chunk() == output.chunk()
        && last.stream() == output.stream()
        && last.text().length() + output.text().length() <= MERGED_CHARS) {
      events.removeLast();
      events.add(
          new RunEvent.Output(last.at(), last.chunk(), last.stream(), last.text() + output.text()));
      return true;
    }
    return false;
  }

  private void emit() {
    while (!closed && demand > 0 && !events.isEmpty()) {
      var event = events.remove();
      if (isOfProgram(event)) {
        announcedIsGone();
      }
      if (demand != Long.MAX_VALUE) {
        demand--;
      }
      subscriber.onNext(event);
    }
    if (!closed && completed && events.isEmpty()) {
      close();
      subscriber.onComplete();
    }
  }
}
