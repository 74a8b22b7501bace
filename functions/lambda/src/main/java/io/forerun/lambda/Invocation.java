package io.forerun.lambda;

import io.forerun.run.RunOptions;
import io.smallrye.mutiny.Multi;

/**
 * What {@link RunFunction} takes: a request that was found to be in order.
 *
 * @param options of the run
 * @param generation the program's deltas
 * @param events whether the result lists the run's events
 * @param key the same for all repetitions of the invocation; null if they are not recognised
 */
record Invocation(RunOptions options, Multi<String> generation, boolean events, String key) {}
