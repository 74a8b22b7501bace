package io.forerun.lambda;

import io.forerun.request.RequestedApproval;
import io.forerun.run.RunOptions;
import io.forerun.run.RunResult;
import io.smallrye.mutiny.Multi;
import java.util.List;

/**
 * What {@link RunFunction} takes: a request that was found to be in order.
 *
 * @param options of the run
 * @param generation the program's deltas
 * @param approval asks for consent; null if none is needed
 * @param events whether the result lists the run's events
 * @param key the same for all repetitions of the invocation; null if they are not recognised
 */
record Invocation(
    RunOptions options,
    Multi<String> generation,
    RequestedApproval approval,
    boolean events,
    String key) {

  /** What to ask with once the effect that the run was held before is approved; null if none. */
  Resume resume(RunResult run) {
    return run.held() == null
        ? null
        : Resume.of(
            null,
            approval,
            run.runId(),
            run.held(),
            run.effects() == null ? List.of() : run.effects());
  }
}
