package io.forerun.conversation;

import io.forerun.intake.Intake;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;

/** One program of an answer: what of it was written and waits to be run. Owned by its round. */
final class Program {
  private final String call;
  private final Intake intake;
  private final JsonObjectEnd arguments = new JsonObjectEnd();
  private final UnicastProcessor<String> deltas = UnicastProcessor.create();
  private boolean complete;
  private long waitingChars;

  /**
   * @param call null if the answer's text is the program
   */
  Program(String call, Intake intake) {
    this.call = call;
    this.intake = intake;
  }

  String call() {
    return call;
  }

  Intake intake() {
    return intake;
  }

  Multi<String> deltas() {
    return deltas;
  }

  /** Nothing further will be written. */
  boolean isComplete() {
    return complete;
  }

  /** Characters that were written and nobody took yet. */
  long waitingChars() {
    return waitingChars;
  }

  void write(String delta) {
    if (!complete) {
      waitingChars += delta.length();
      deltas.onNext(delta);
      if (call != null && arguments.reachedIn(delta)) {
        complete();
      }
    }
  }

  void taken(String delta) {
    waitingChars -= delta.length();
  }

  void complete() {
    if (!complete) {
      complete = true;
      deltas.onComplete();
    }
  }

  void fail(Throwable failure) {
    if (!complete) {
      complete = true;
      deltas.onError(failure);
    }
  }
}
