package io.forerun.lambda;

import io.forerun.conversation.ConversationResult;
import io.forerun.conversation.ProgramResult;
import io.forerun.conversation.RoundResult;
import io.forerun.conversation.ToolCall;
import io.forerun.conversation.Usage;
import io.forerun.gate.Effect;
import io.forerun.gate.EffectResult;
import io.forerun.gate.HoldReason;
import io.forerun.gate.Policy;
import io.forerun.gate.ReleaseReason;
import io.forerun.generate.FinishReason;
import io.forerun.request.Continuation;
import io.forerun.request.RequestedApproval;
import io.forerun.request.RequestedFunction;
import io.forerun.request.RequestedGeneration;
import io.forerun.request.RequestedLimits;
import io.forerun.request.RequestedOptions;
import io.forerun.request.RequestedRepair;
import io.forerun.request.RequestedUpstream;
import io.forerun.run.Advice;
import io.forerun.run.HeldEffect;
import io.forerun.run.RunError;
import io.forerun.run.RunEvent;
import io.forerun.run.RunResult;
import io.forerun.run.Summary;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What Jackson reads and writes, for the native image. */
@RegisterForReflection(
    targets = {
      RunRequest.class,
      RepairRequest.class,
      Continuation.class,
      Resume.class,
      Delta.class,
      RequestedLimits.class,
      RequestedFunction.class,
      RequestedApproval.class,
      EffectResult.class,
      HeldEffect.class,
      Policy.class,
      Effect.Kind.class,
      HoldReason.class,
      ReleaseReason.class,
      FunctionResult.class,
      RunResult.class,
      RunError.class,
      Summary.class,
      RunEvent.class,
      Advice.class,
      RequestedGeneration.class,
      RequestedUpstream.class,
      RequestedRepair.class,
      RequestedOptions.class,
      GenerationResult.class,
      StoredResult.class,
      Stored.class,
      ConversationResult.class,
      RoundResult.class,
      ProgramResult.class,
      ToolCall.class,
      Usage.class,
      FinishReason.class
    },
    classNames = {
      "io.forerun.run.MillisSerializer",
      // What Quarkus' own loop reports function errors with; it does not register this itself.
      "io.quarkus.amazon.lambda.runtime.FunctionError"
    })
final class Reflection {
  private Reflection() {}
}
