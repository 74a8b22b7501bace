package io.forerun.request;

import io.forerun.execute.HostFunction;
import io.forerun.execute.Mount;
import io.forerun.execute.SessionOptions;
import io.forerun.gate.GateOptions;
import io.forerun.gate.Policy;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a request says about how its program is to be run; null where it says nothing.
 *
 * @param policy what waits at the gate
 * @param sessionId the session to run in, kept for later runs
 * @param limits what the run may use
 * @param mounts names of configured directories
 * @param functions of the host, which the program may call
 * @param approval asks for consent before each effect that cannot be taken back
 */
@Schema(description = "How a program is to be run.")
public record RequestedOptions(
    @Schema(description = POLICY) Policy policy,
    @Schema(description = SESSION_ID, examples = "notebook-7") String sessionId,
    RequestedLimits limits,
    @Schema(description = MOUNTS, examples = "[\"reports\"]") List<String> mounts,
    @Schema(description = FUNCTIONS) List<RequestedFunction> functions,
    @Schema(description = APPROVAL) RequestedApproval approval) {

  /** What {@code policy} means, for documentation. */
  public static final String POLICY =
      "What waits for the end of the generation; effects that cannot be taken back if left out.";

  /** What {@code sessionId} means, for documentation. */
  public static final String SESSION_ID =
      "The session to run in, kept for later runs: the program finds what the one before left. One of its own if left out.";

  /** What {@code mounts} means, for documentation. */
  public static final String MOUNTS =
      "Names of directories that the service's configuration lets programs see.";

  /** What {@code functions} means, for documentation. */
  public static final String FUNCTIONS = "Functions that the program may call; at most 32.";

  /** What {@code approval} means, for documentation. */
  public static final String APPROVAL =
      "If given, the run ends with the status held before the first effect that cannot be taken back and is not among the approved ones.";

  /** Leaves everything to the service. */
  public static final RequestedOptions NONE =
      new RequestedOptions(null, null, null, null, null, null);

  /** Identifiers that requests may choose. */
  static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  private static final int MAX_FUNCTIONS = 32;
  private static final int MAX_SCHEMA_CHARS = 65_536;

  /**
   * @throws InvalidRequestException if the session's id is not one, or there are too many or too
   *     long functions
   */
  public RequestedOptions {
    if (sessionId != null && !ID.matcher(sessionId).matches()) {
      throw new InvalidRequestException(
          "sessionId must be 1 to 128 letters, digits and any of . _ : -; choose another one.");
    }
    if (functions != null) {
      requireFew(functions);
    }
    if (approval != null && policy == Policy.IMMEDIATE) {
      throw new InvalidRequestException(
          "approval needs effects that wait; leave out the policy immediate.");
    }
  }

  private static void requireFew(List<RequestedFunction> functions) {
    if (functions.size() > MAX_FUNCTIONS) {
      throw new InvalidRequestException(
          "functions has %d members; give at most %d.".formatted(functions.size(), MAX_FUNCTIONS));
    }
    if (functions.stream().anyMatch(Objects::isNull)) {
      throw new InvalidRequestException(
          "functions[%d] is null; it must be an object.".formatted(functions.indexOf(null)));
    }
    long chars = functions.stream().mapToLong(RequestedFunction::schemaChars).sum();
    if (chars > MAX_SCHEMA_CHARS) {
      throw new InvalidRequestException(
          "functions has schemas of %d characters; give at most %d."
              .formatted(chars, MAX_SCHEMA_CHARS));
    }
  }

  /**
   * These options and others, said in another place.
   *
   * @throws InvalidRequestException if one is said in both
   */
  public RequestedOptions and(RequestedOptions others) {
    return new RequestedOptions(
        once("policy", policy, others.policy),
        once("sessionId", sessionId, others.sessionId),
        limitsOrNone().and(others.limitsOrNone()),
        once("mounts", mounts, others.mounts),
        once("functions", functions, others.functions),
        once("approval", approval, others.approval));
  }

  static <T> T once(String name, T one, T other) {
    if (one != null && other != null) {
      throw new InvalidRequestException("%s is given twice; give it once.".formatted(name));
    }
    return one == null ? other : one;
  }

  private RequestedLimits limitsOrNone() {
    return limits == null ? RequestedLimits.NONE : limits;
  }

  /** What waits in the run. */
  public GateOptions gate() {
    var gate = policy == null ? GateOptions.DEFAULTS : GateOptions.of(policy);
    return approval == null ? gate : gate.with(approval.rule());
  }

  /**
   * What the run may use.
   *
   * @throws InvalidRequestException if that is not allowed, or a function is not as it must be
   */
  public SessionOptions session(Allowance allowed) {
    var granted = limitsOrNone().within(allowed.defaults(), allowed.highest());
    var mounted = mounts == null ? List.<Mount>of() : allowed.mounts(mounts);
    var callable = functions == null ? List.<HostFunction>of() : allowed.functions(functions);
    if (approval != null && mounted.stream().anyMatch(Mount::writable)) {
      throw new InvalidRequestException(
          "mounts names a writable directory, whose changes cannot be approved one by one; leave it out, or leave out approval.");
    }
    try {
      var options = new SessionOptions(granted, mounted, callable);
      return approval == null ? options : approval.applyTo(options);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException("functions: %s.".formatted(e.getMessage()));
    }
  }
}
