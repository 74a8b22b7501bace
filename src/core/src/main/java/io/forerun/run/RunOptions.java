package io.forerun.run;

import io.forerun.execute.Limits;
import io.forerun.intake.Intake;

/**
 * What one run needs beside its deltas.
 *
 * @param runId identifies the run in events and logs; not empty
 * @param intake reads the deltas; used by this run alone
 * @param limits what the run may use
 */
public record RunOptions(String runId, Intake intake, Limits limits) {}
