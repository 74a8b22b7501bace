package io.forerun.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Semaphore;

/**
 * Holds a run's events until their subscriber asks for them. Owned by the run's mailbox, except for
 * {@link #awaitRoomForOutput()}.
 *
 * <p>It stays small by slowing the sources down: the run asks for no further delta while there is
 * no {@link #hasRoom() room}, and the program waits in its {@code print}.
 */
final class Outbox {
  private static final int CAPACITY = 256;
  private static final int MERGED_CHARS = 8192;

  private final Subscriber<? super RunEvent> subscriber;
  private final Deque<RunEvent> events = new ArrayDeque<>();
  private final Semaphore roomForOutput = new Semaphore(CAPACITY);
  private long demand;
  private boolean completed;
  private boolean closed;

  Outbox(Subscriber<? super RunEvent> subscriber) {
    this.subscriber = subscriber;
  }

  boolean hasRoom() {
    return closed || events.size() < CAPACITY;
  }

  /**
   * Blocks until one more {@link RunEvent.Output} may be added; each one added needs a call before.
   */
  void awaitRoomForOutput() throws InterruptedException {
    roomForOutput.acquire();
  }

  void add(RunEvent event) {
    if (closed || completed) {
      return;
    }
    if (event instanceof RunEvent.Output output && mergeIntoLast(output)) {
      roomForOutput.release();
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
    letOutputPass();
  }

  /** The program is being stopped: its output must not wait for a slow reader any more. */
  void letOutputPass() {
    roomForOutput.release(Math.max(0, Integer.MAX_VALUE / 2 - roomForOutput.availablePermits()));
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
      if (event instanceof RunEvent.Output) {
        roomForOutput.release();
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
