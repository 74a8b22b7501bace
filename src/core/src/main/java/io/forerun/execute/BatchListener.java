package io.forerun.execute;

import io.forerun.gate.Effect;
import io.forerun.gate.EffectRefusedException;
import io.forerun.gate.EffectResult;
import io.forerun.gate.SyntaxCheck;
import java.time.Duration;

/**
 * Told what a batch does, while it does it, on the session's own thread. {@link #output} may block
 * to slow the program down; an interrupt of the thread ends the wait.
 */
public interface BatchListener {

  /** The chunk with this index begins to execute. */
  void started(int chunk);

  /** The chunk printed this text, in order per stream; never empty, never a part of a character. */
  void output(int chunk, OutputStreamName stream, String text);

  /**
   * The chunk is about to do what cannot be taken back. Returns when it may; until then it does not
   * execute. A listener that does not say otherwise refuses.
   *
   * @param check parses programs on the calling thread
   * @throws EffectRefusedException if it must not
   * @throws InterruptedException if the thread was interrupted while it waited
   */
  default void effect(Effect effect, SyntaxCheck check)
      throws EffectRefusedException, InterruptedException {
    throw new EffectRefusedException(effect, "There is nobody who could release it.");
  }

  /** An effect that was released has happened. */
  default void effectHappened(EffectResult result) {}

  /**
   * The chunk completed.
   *
   * @param duration time that the chunk executed, without what it waited in {@link #effect}
   * @param value {@code repr} of an expression's value where it is a number, a string, bytes or a
   *     bool, cut to a length; otherwise null
   */
  void finished(int chunk, Duration duration, String value);
}
