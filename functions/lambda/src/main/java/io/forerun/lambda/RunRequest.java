package io.forerun.lambda;

import io.forerun.gate.Policy;
import io.forerun.generate.ReplayModel;
import io.forerun.intake.IntakeFormat;
import io.forerun.request.Allowance;
import io.forerun.request.InvalidRequestException;
import io.forerun.request.RequestedApproval;
import io.forerun.request.RequestedFunction;
import io.forerun.request.RequestedLimits;
import io.forerun.request.RequestedOptions;
import io.forerun.run.RunOptions;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A program to run. Exactly one of {@code code} and {@code deltas} is given.
 *
 * @param runId identifies the run in events and logs; null if it is to be made up
 * @param code the program, all of which is there when the run starts; null with deltas
 * @param deltas the program as a model wrote it, to be replayed; null with code
 * @param format what the program is wrapped in; plain where none is given
 * @param tokensPerSecond replays {@code code} as a model of this speed would have written it; null
 *     for everything at once
 * @param policy as in {@link RequestedOptions}, like those that follow
 * @param events whether the result lists the run's events; false where it is not said
 */
record RunRequest(
    String runId,
    String code,
    List<Delta> deltas,
    IntakeFormat format,
    Double tokensPerSecond,
    Policy policy,
    RequestedLimits limits,
    List<String> mounts,
    List<RequestedFunction> functions,
    RequestedApproval approval,
    Boolean events) {

  private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
  private static final double MAX_TOKENS_PER_SECOND = 1_000_000;

  /**
   * @throws InvalidRequestException if the members do not make a request
   */
  RunRequest {
    format = format == null ? IntakeFormat.PLAIN : format;
    events = events != null && events;
    if (runId != null && !RUN_ID.matcher(runId).matches()) {
      throw new InvalidRequestException(
          "runId must be 1 to 128 letters, digits, dots, colons, underscores or hyphens.");
    }
    if ((code == null) == (deltas == null)) {
      throw new InvalidRequestException(
          "The request has %s; give exactly one of code and deltas."
              .formatted(code == null ? "neither code nor deltas" : "both code and deltas"));
    }
    if (tokensPerSecond != null) {
      requireSpeed(tokensPerSecond, deltas);
    }
    if (deltas != null) {
      requireOrder(deltas);
      deltas = List.copyOf(deltas);
    }
  }

  static RunRequest ofCode(String runId, String code) {
    return new RunRequest(runId, code, null, null, null, null, null, null, null, null, null);
  }

  /**
   * @param key as in {@link Invocation}
   * @throws InvalidRequestException if the request asks for what is not allowed
   */
  Invocation prepare(Allowance allowance, String key) {
    RequestedOptions options =
        new RequestedOptions(policy, null, limits, mounts, functions, approval);
    return new Invocation(
        new RunOptions(
            runId == null ? UUID.randomUUID().toString() : runId,
            format.open(),
            options.session(allowance),
            options.gate()),
        generation(),
        approval,
        events,
        key);
  }

  /** The deltas, at the times at which they came or would have come. */
  private Multi<String> generation() {
    ReplayModel model = new ReplayModel();
    return code == null
        ? model.replay(deltas.stream().map(Delta::timed).toList())
        : model.generate(code, tokensPerSecond == null ? 0 : tokensPerSecond, Duration.ZERO);
  }

  private static void requireSpeed(double tokensPerSecond, List<Delta> deltas) {
    if (deltas != null) {
      throw new InvalidRequestException(
          "tokensPerSecond goes with code only; deltas say themselves when they came.");
    }
    if (!(tokensPerSecond > 0 && tokensPerSecond <= MAX_TOKENS_PER_SECOND)) {
      throw new InvalidRequestException(
          "tokensPerSecond is %s; it must be above 0 and at most %.0f."
              .formatted(tokensPerSecond, MAX_TOKENS_PER_SECOND));
    }
  }

  private static void requireOrder(List<Delta> deltas) {
    double before = 0;
    for (int i = 0; i < deltas.size(); i++) {
      if (deltas.get(i) == null) {
        throw new InvalidRequestException("deltas[%d] is null; it must be an object.".formatted(i));
      }
      double at = deltas.get(i).atMs();
      if (at < before) {
        throw new InvalidRequestException(
            "deltas[%d].atMs is %s, before the delta in front of it, which came at %s; give the deltas in the order in which they came."
                .formatted(i, at, before));
      }
      before = at;
    }
  }
}
