package io.forerun.lambda;

/**
 * What {@link RepairFunction} takes: a request that was found to be in order.
 *
 * @param generation continues an earlier one
 */
record RepairInvocation(GenerationInvocation generation) {}
