package io.forerun.http.rest;

import io.forerun.gate.Policy;
import io.forerun.generate.DemoProgram;
import io.forerun.intake.IntakeFormat;
import io.forerun.request.RequestedApproval;
import io.forerun.request.RequestedFunction;
import io.forerun.request.RequestedLimits;
import io.forerun.request.RequestedOptions;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A model's answer to run as if it were being generated.
 *
 * @param code what the model wrote
 * @param tokensPerSecond how fast it is generated; null for at once
 * @param format what {@code code} is; null for plain Python
 * @param policy as in {@link RequestedOptions}, like those that follow
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
    @Schema(description = RequestedOptions.POLICY) Policy policy,
    @Schema(description = RequestedOptions.SESSION_ID, examples = "notebook-7") String sessionId,
    RequestedLimits limits,
    @Schema(description = RequestedOptions.MOUNTS, examples = "[\"reports\"]") List<String> mounts,
    @Schema(description = RequestedOptions.FUNCTIONS) List<RequestedFunction> functions,
    @Schema(description = RequestedOptions.APPROVAL) RequestedApproval approval) {

  static ReplayRequest of(DemoProgram program, double tokensPerSecond) {
    return new ReplayRequest(
        program.source(), tokensPerSecond, null, null, null, null, null, null, null);
  }

  RequestedOptions options() {
    return new RequestedOptions(policy, sessionId, limits, mounts, functions, approval);
  }
}
