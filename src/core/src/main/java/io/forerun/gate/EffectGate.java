package io.forerun.gate;

import java.util.Objects;

/**
 * Holds the effects of one run that cannot be taken back, until it is known that the whole program
 * is there and parses, or somebody approves the effect. A program executes on one thread, so at
 * most one effect is held at a time. Thread-safe.
 */
public final class EffectGate {

  /** Told, on the program's thread, what becomes of effects. */
  public interface Listener {

    /** The effect happens, and did not have to wait. */
    void passed(Effect effect);

    /**
     * @param hold identifies the hold to {@link #approve} and {@link #refuse}
     */
    void held(int hold, Effect effect);

    /** The effect happens now. */
    void released(int hold, Effect effect, ReleaseReason reason);

    /**
     * @param reason one sentence: why the effect does not happen
     */
    void refused(int hold, Effect effect, String reason);

    /** The program is complete and valid, but this effect needs consent: the run has to end. */
    void needsApproval(Effect effect);
  }

  private enum State {
    GENERATING,
    /** The program is complete; nobody has parsed it as a whole yet. */
    UNCHECKED,
    OPEN,
    CLOSED
  }

  private sealed interface Decision {
    record Release(ReleaseReason reason) implements Decision {}

    record Refusal(String reason) implements Decision {}
  }

  private static final int NONE = -1;

  private final Listener listener;
  private final Approval approval;

  // Guarded by this.
  private State state;
  private String program;
  private String refusal;
  private int holds;
  private int held = NONE;
  private Decision answer;

  /**
   * @param policy whether effects wait at all
   * @param approval whether they then need consent
   */
  public EffectGate(Policy policy, Approval approval, Listener listener) {
    this.listener = listener;
    this.approval = approval;
    state = policy.holdsEffects() ? State.GENERATING : State.OPEN;
  }

  /**
   * Returns when the effect may happen. To be called on the program's thread; an interrupt ends the
   * wait. How long it may take is up to whoever limits the run's time.
   *
   * @param check used on the calling thread
   * @throws EffectRefusedException if the effect must not happen
   */
  public void await(Effect effect, SyntaxCheck check)
      throws EffectRefusedException, InterruptedException {
    int hold = begin();
    if (hold != NONE) {
      listener.held(hold, effect);
      awaitAnswer();
    }
    switch (decide(check)) {
      case Decision.Release(var reason) -> {
        if (reason != ReleaseReason.APPROVED && approval.lacks(effect)) {
          listener.needsApproval(effect);
          throw new EffectRefusedException(effect, awaitClosed());
        }
        if (hold == NONE) {
          listener.passed(effect);
        } else {
          listener.released(hold, effect, reason);
        }
      }
      case Decision.Refusal(var reason) -> {
        if (hold != NONE) {
          listener.refused(hold, effect, reason);
        }
        throw new EffectRefusedException(effect, reason);
      }
    }
  }

  /** Why the gate was closed. */
  private synchronized String awaitClosed() throws InterruptedException {
    while (state != State.CLOSED) {
      wait();
    }
    return refusal;
  }

  private synchronized int begin() {
    answer = null;
    held = state == State.GENERATING ? holds++ : NONE;
    return held;
  }

  private synchronized void awaitAnswer() throws InterruptedException {
    try {
      while (state == State.GENERATING && answer == null) {
        wait();
      }
    } finally {
      held = NONE;
    }
  }

  private Decision decide(SyntaxCheck check) {
    String unchecked;
    synchronized (this) {
      if (state != State.UNCHECKED || answer != null) {
        return decision();
      }
      unchecked = program;
    }
    var error = check.error(unchecked);
    synchronized (this) {
      if (state == State.UNCHECKED) {
        program = null;
        state = error.isEmpty() ? State.OPEN : State.CLOSED;
        refusal = error.map("The program is not valid Python: %s."::formatted).orElse(null);
      }
      return decision();
    }
  }

  private synchronized Decision decision() {
    if (state == State.CLOSED) {
      return new Decision.Refusal(refusal);
    }
    return Objects.requireNonNullElse(answer, new Decision.Release(ReleaseReason.PROGRAM_VALID));
  }

  /**
   * The generation has ended: effects may happen if this program parses.
   *
   * @param text the whole program
   */
  public synchronized void complete(String text) {
    if (state == State.GENERATING) {
      program = text;
      state = State.UNCHECKED;
      notifyAll();
    }
  }

  /**
   * The program will never be complete: refuses what is held and what is still to come. Does
   * nothing if the generation has ended or nothing has to wait.
   *
   * @param reason one sentence for the program
   */
  public synchronized void incomplete(String reason) {
    if (state == State.GENERATING) {
      close(reason);
    }
  }

  /**
   * The run is being stopped: refuses whatever is held and whatever comes.
   *
   * @param reason one sentence for the program
   */
  public synchronized void close(String reason) {
    state = State.CLOSED;
    refusal = reason;
    notifyAll();
  }

  /**
   * Lets one effect happen although the program is not complete.
   *
   * @return whether this hold was waiting
   */
  public boolean approve(int hold) {
    return answer(hold, new Decision.Release(ReleaseReason.APPROVED));
  }

  /**
   * Refuses one effect; the program goes on with an exception, and later effects are held as
   * before.
   *
   * @param reason one sentence for the program
   * @return whether this hold was waiting
   */
  public boolean refuse(int hold, String reason) {
    return answer(hold, new Decision.Refusal(reason));
  }

  private synchronized boolean answer(int hold, Decision decision) {
    if (hold == NONE || hold != held || answer != null || state != State.GENERATING) {
      return false;
    }
    answer = decision;
    notifyAll();
    return true;
  }
}
