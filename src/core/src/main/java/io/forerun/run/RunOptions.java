package io.forerun.run;

import io.forerun.execute.Limits;
import io.forerun.execute.SessionOptions;
import io.forerun.gate.GateOptions;
import io.forerun.intake.Intake;

/**
 * What one run needs beside its deltas.
 *
 * @param runId identifies the run in events and logs; not empty
 * @param intake reads the deltas; used by this run alone
 * @param session what the program may use. Without a scope of its own, its effects are named within
 *     this run
 * @param gate what waits, and for what
 */
public record RunOptions(String runId, Intake intake, SessionOptions session, GateOptions gate) {

  /** Names the scope of the run's effects. */
  public RunOptions {
    session = session.idempotencyScope() == null ? session.inScope(runId) : session;
  }

  /** A program that may only compute and print, with {@link GateOptions#DEFAULTS}. */
  public RunOptions(String runId, Intake intake, Limits limits) {
    this(runId, intake, SessionOptions.of(limits), GateOptions.DEFAULTS);
  }

  /** What the run may use. */
  public Limits limits() {
    return session.limits();
  }
}
