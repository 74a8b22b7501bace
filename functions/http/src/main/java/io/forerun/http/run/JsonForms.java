package io.forerun.http.run;

import io.forerun.chunk.ChunkKind;
import io.forerun.conversation.ConversationResult;
import io.forerun.conversation.ProgramResult;
import io.forerun.conversation.RoundResult;
import io.forerun.conversation.ToolCall;
import io.forerun.conversation.Usage;
import io.forerun.execute.OutputStreamName;
import io.forerun.gate.Effect;
import io.forerun.gate.HoldReason;
import io.forerun.gate.Policy;
import io.forerun.gate.ReleaseReason;
import io.forerun.generate.FinishReason;
import io.forerun.intake.IntakeFormat;
import io.forerun.request.RequestedFunction;
import io.forerun.request.RequestedGeneration;
import io.forerun.request.RequestedLimits;
import io.forerun.request.RequestedOptions;
import io.forerun.request.RequestedRepair;
import io.forerun.request.RequestedUpstream;
import io.forerun.run.Advice;
import io.forerun.run.Regime;
import io.forerun.run.RunError;
import io.forerun.run.RunEvent;
import io.forerun.run.RunResult;
import io.forerun.run.RunStatus;
import io.forerun.run.Summary;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Keeps in a native image what Jackson finds by reflection; nested types are kept with theirs. */
@RegisterForReflection(
    targets = {
      RunEvent.class,
      RunResult.class,
      RunError.class,
      Summary.class,
      RunStatus.class,
      Regime.class,
      ChunkKind.class,
      OutputStreamName.class,
      Effect.Kind.class,
      HoldReason.class,
      ReleaseReason.class,
      IntakeFormat.class,
      Policy.class,
      RequestedOptions.class,
      RequestedLimits.class,
      RequestedFunction.class,
      RequestedGeneration.class,
      RequestedUpstream.class,
      RequestedRepair.class,
      ConversationResult.class,
      RoundResult.class,
      ProgramResult.class,
      ToolCall.class,
      Usage.class,
      FinishReason.class,
      Advice.class
    },
    classNames = "io.forerun.run.MillisSerializer")
final class JsonForms {}
