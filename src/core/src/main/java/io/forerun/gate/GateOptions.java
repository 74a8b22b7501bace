package io.forerun.gate;

import java.util.Set;

/**
 * How a run's gate works.
 *
 * @param policy what waits
 * @param deniedNames names whose first use makes all further statements wait under {@link
 *     Policy#STATIC}; the other policies do not look at them
 * @param approval whether effects need consent too
 */
public record GateOptions(Policy policy, Set<String> deniedNames, Approval approval) {

  /** Effects wait. */
  public static final GateOptions DEFAULTS = of(Policy.EFFECTS);

  /** Copies the names. */
  public GateOptions {
    deniedNames = Set.copyOf(deniedNames);
  }

  /** This policy, with the paper's denied names. */
  public static GateOptions of(Policy policy) {
    return new GateOptions(policy, DeniedNames.OF_THE_PAPER, Approval.NOT_REQUIRED);
  }

  /** The same, with this rule for consent. */
  public GateOptions with(Approval rule) {
    return new GateOptions(policy, deniedNames, rule);
  }
}
