package io.forerun.http.rest;

import io.forerun.generate.DemoProgram;
import io.forerun.http.run.RequestedLimits;
import io.forerun.intake.IntakeFormat;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A model's answer to run as if it were being generated.
 *
 * @param code what the model wrote
 * @param tokensPerSecond how fast it is generated; null for at once
 * @param format what {@code code} is; null for plain Python
 * @param limits what the run may use; null for the service's defaults
 * @param sessionId the session to run in; null for one of its own
 */
@RegisterForReflection
@Schema(description = "A model's answer, to be run as if it were being generated.")
record ReplayRequest(
    @Schema(
            description = "What the model wrote.",
            required = true,
            examples = "total = sum(range(10))\nprint(total)\n")
        String code,
    @Schema(
            description = "How fast it is generated; at once if left out.",
            examples = "80",
            exclusiveMinimum = true,
            minimum = "0")
        Double tokensPerSecond,
    @Schema(description = "What the code is; plain Python if left out.") IntakeFormat format,
    RequestedLimits limits,
    @Schema(
            description = "The session to run in, kept for later runs; one of its own if left out.",
            examples = "notebook-7")
        String sessionId) {

  static ReplayRequest of(DemoProgram program, double tokensPerSecond) {
    return new ReplayRequest(program.source(), tokensPerSecond, null, null, null);
  }
}
