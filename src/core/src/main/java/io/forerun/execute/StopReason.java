package io.forerun.execute;

import java.time.Duration;

/** Why an execution was stopped from outside. */
public sealed interface StopReason {

  /** Stable name, as it appears as an error's type. */
  String type();

  /** One sentence: what happened, at which value, and what to do. */
  String message();

  /** The caller gave up, by request or by going away. */
  record Cancelled(String message) implements StopReason {
    @Override
    public String type() {
      return "cancelled";
    }
  }

  /**
   * The program is about to do what needs consent.
   *
   * @param effect what it is, for the user
   */
  record NeedsApproval(String effect) implements StopReason {
    @Override
    public String type() {
      return "approval_needed";
    }

    @Override
    public String message() {
      return "The program wants to %s, which needs approval; run it again with this effect's key among the approved ones."
          .formatted(effect);
    }
  }

  /** The program is over and its session is no longer needed. */
  record Released() implements StopReason {
    @Override
    public String type() {
      return "released";
    }

    @Override
    public String message() {
      return "The session was closed.";
    }
  }

  /** One chunk ran longer than {@link Limits#chunkTime()}. */
  record ChunkTime(Duration limit) implements StopReason {
    @Override
    public String type() {
      return "chunk_time_limit";
    }

    @Override
    public String message() {
      return "A statement ran longer than the limit of %d ms; do less in one statement, or raise chunkTimeMs."
          .formatted(limit.toMillis());
    }
  }

  /** The run took longer than {@link Limits#runTime()}. */
  record RunTime(Duration limit) implements StopReason {
    @Override
    public String type() {
      return "run_time_limit";
    }

    @Override
    public String message() {
      return "The run took longer than the limit of %d ms; do less in one run, or raise runTimeMs."
          .formatted(limit.toMillis());
    }
  }

  /**
   * Whoever runs the program has to answer before its own time is up.
   *
   * @param time what the run had of it
   */
  record InvocationTime(Duration time) implements StopReason {
    @Override
    public String type() {
      return "invocation_time_limit";
    }

    @Override
    public String message() {
      return "The function's time was up after %d ms; do less in one invocation, or raise the function's timeout."
          .formatted(time.toMillis());
    }
  }

  /** The program used more processor time than {@link Limits#cpuTime()}. */
  record CpuTime(Duration limit) implements StopReason {
    @Override
    public String type() {
      return "cpu_time_limit";
    }

    @Override
    public String message() {
      return "The program used more processor time than the limit of %d ms; compute less, or raise cpuTimeMs."
          .formatted(limit.toMillis());
    }
  }

  /**
   * All programs together held more memory than the executor lets them, and this one seemed to hold
   * most of it.
   *
   * @param limitBytes live heap of the whole process beyond which programs are ended
   */
  record Heap(long limitBytes) implements StopReason {
    @Override
    public String type() {
      return "heap_limit";
    }

    @Override
    public String message() {
      return "The memory in use passed the limit of %d MiB that all programs share, and this one took most of it; hold less data at a time."
          .formatted(limitBytes >> 20);
    }
  }

  /** The program printed more than {@link Limits#outputBytes()}. */
  record OutputBytes(long limit) implements StopReason {
    @Override
    public String type() {
      return "output_limit";
    }

    @Override
    public String message() {
      return "The program printed more than the limit of %d bytes; print less, or raise outputBytes."
          .formatted(limit);
    }
  }

  /** The executor itself broke; the message says how. */
  record ExecutorLost(String message) implements StopReason {
    @Override
    public String type() {
      return "executor_lost";
    }
  }
}
