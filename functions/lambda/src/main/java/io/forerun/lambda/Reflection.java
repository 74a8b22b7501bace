package io.forerun.lambda;

import io.forerun.gate.Effect;
import io.forerun.gate.HoldReason;
import io.forerun.gate.Policy;
import io.forerun.gate.ReleaseReason;
import io.forerun.request.RequestedFunction;
import io.forerun.request.RequestedLimits;
import io.forerun.run.RunError;
import io.forerun.run.RunEvent;
import io.forerun.run.RunResult;
import io.forerun.run.Summary;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What Jackson reads and writes, for the native image. */
@RegisterForReflection(
    targets = {
      RunRequest.class,
      Delta.class,
      RequestedLimits.class,
      RequestedFunction.class,
      Policy.class,
      Effect.Kind.class,
      HoldReason.class,
      ReleaseReason.class,
      FunctionResult.class,
      RunResult.class,
      RunError.class,
      Summary.class,
      RunEvent.class
    },
    classNames = "io.forerun.run.MillisSerializer")
final class Reflection {
  private Reflection() {}
}
