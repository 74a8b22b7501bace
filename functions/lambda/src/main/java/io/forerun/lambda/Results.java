package io.forerun.lambda;

import io.forerun.run.RunResult;
import io.forerun.run.RunStatus;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes answers of results: cuts those that are too large, and stores the whole of them. */
@Singleton
final class Results {
  private final PayloadLimit payloadLimit;
  private final Provider<ResultStore> store;
  private final boolean stored;
  private final Retries retries;

  /**
   * @param store made when it is needed first
   */
  Results(
      PayloadLimit payloadLimit,
      Provider<ResultStore> store,
      Retries retries,
      LambdaConfig config) {
    this.payloadLimit = payloadLimit;
    this.store = store;
    this.stored = config.result().bucket().isPresent();
    this.retries = retries;
  }

  /** What a run came to. Blocks where results are stored. */
  Answer answer(FunctionResult whole) {
    RunResult run = whole.run();
    return answer(
        run.runId(),
        whole,
        payloadLimit.fit(whole),
        keeps(run.status(), List.of(run))
            ? payloadLimit.within(Retries.MAX_BYTES).fit(whole)
            : null);
  }

  /**
   * What a generation came to. Blocks where results are stored.
   *
   * @param runs all of its programs
   */
  Answer answer(GenerationResult whole, List<RunResult> runs) {
    return answer(
        whole.generation().id(),
        whole,
        payloadLimit.fit(whole),
        keeps(whole.generation().status(), runs)
            ? payloadLimit.within(Retries.MAX_BYTES).fit(whole)
            : null);
  }

  /** Whether a repetition gets this result. It does not where it could come to more. */
  private boolean keeps(RunStatus status, List<RunResult> runs) {
    return retries.areRecognised()
        && switch (status) {
          case SUCCEEDED, FAILED, LIMIT_EXCEEDED, HELD, INVALID -> true;
          case TIMED_OUT, ERROR, CANCELLED -> FunctionFailure.haveRun(runs);
          case RUNNING -> false;
        };
  }

  private Answer answer(String id, Object whole, Object fitted, Object kept) {
    boolean cut = fitted != whole || (kept != null && kept != whole);
    if (!cut || !stored) {
      return new Answer(fitted, kept, null);
    }
    Stored place = store.get().put(id, whole);
    return new Answer(
        fitted == whole ? whole : new StoredResult(fitted, place),
        kept == null || kept == whole ? kept : new StoredResult(kept, place),
        null);
  }
}
