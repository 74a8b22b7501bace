package io.forerun.lambda;

import io.forerun.run.RunError;
import io.forerun.run.RunResult;
import io.forerun.run.RunResult.ChunkState;
import io.forerun.run.RunStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The invocation failed through no program's fault, and before anything of one ran: it can be
 * repeated without repeating anything. The class's name is what arrives as the function error's
 * {@code errorType}, so renaming one breaks callers that select on it.
 *
 * <p>An {@link IOException} because it is thrown where the answer is written, see {@link
 * AnswerSerializer}.
 */
public abstract sealed class FunctionFailure extends IOException
    permits UpstreamUnavailable,
        UpstreamTimeout,
        UpstreamThrottled,
        UpstreamRefused,
        UpstreamInvalid,
        ExecutorUnavailable,
        InvocationInProgress,
        IdempotencyUnavailable {
  private static final long serialVersionUID = 1L;

  FunctionFailure(String message) {
    super(message);
  }

  /** The runtime would send a stack trace to the caller. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }

  /**
   * Why an invocation has failed; empty if it has a result.
   *
   * @param error what it ended with; may be null
   * @param runs what became of its programs
   */
  static Optional<FunctionFailure> of(RunStatus status, RunError error, List<RunResult> runs) {
    if (status != RunStatus.ERROR || haveRun(runs)) {
      return Optional.empty();
    }
    String message = error.message();
    return Optional.ofNullable(
        switch (error.type()) {
          case "upstream_unavailable" -> new UpstreamUnavailable(message);
          case "upstream_timeout" -> new UpstreamTimeout(message);
          case "upstream_throttled" -> new UpstreamThrottled(message);
          case "upstream_refused" -> new UpstreamRefused(message);
          case "upstream_invalid" -> new UpstreamInvalid(message);
          case "executor_busy", "executor_lost" -> new ExecutorUnavailable(message);
          default -> null;
        });
  }

  /** Whether anything of these programs has run. */
  static boolean haveRun(List<RunResult> runs) {
    return runs.stream().anyMatch(FunctionFailure::hasRun);
  }

  private static boolean hasRun(RunResult run) {
    return run.chunks().stream().anyMatch(chunk -> chunk.state() != ChunkState.NOT_RUN);
  }
}
