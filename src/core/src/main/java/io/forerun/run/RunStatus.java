package io.forerun.run;

import com.fasterxml.jackson.annotation.JsonValue;
import io.forerun.execute.StopReason;
import java.util.Locale;

/** How a run ended. */
public enum RunStatus {
  /** The run is not over. */
  RUNNING,
  /** The program ran to its end, or ended itself with exit status 0. */
  SUCCEEDED,
  /** The program raised an exception, or ended itself with another exit status. */
  FAILED,
  /** A time limit stopped the program. */
  TIMED_OUT,
  /** Another limit stopped the program. */
  LIMIT_EXCEEDED,
  /** The caller gave up. */
  CANCELLED,
  /** The program came to an effect that needs consent, and was ended before it. */
  HELD,
  /** The input was not a program that could be run to its end; the error says why. */
  INVALID,
  /** The service failed: no interpreter was free, it broke, or the generation failed. */
  ERROR;

  /** How a run ends that was stopped. */
  public static RunStatus of(StopReason reason) {
    return switch (reason) {
      case StopReason.ChunkTime _,
          StopReason.RunTime _,
          StopReason.CpuTime _,
          StopReason.InvocationTime _ ->
          TIMED_OUT;
      case StopReason.OutputBytes _, StopReason.Heap _ -> LIMIT_EXCEEDED;
      case StopReason.Cancelled _, StopReason.Released _ -> CANCELLED;
      case StopReason.NeedsApproval _ -> HELD;
      case StopReason.ExecutorLost _ -> ERROR;
    };
  }

  /** The status's name in JSON. */
  @JsonValue
  public String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
