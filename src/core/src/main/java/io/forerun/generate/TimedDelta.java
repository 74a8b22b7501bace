package io.forerun.generate;

import java.time.Duration;

/**
 * A delta and when it arrives.
 *
 * @param at since the generation was asked for
 * @param text as the model sent it
 */
public record TimedDelta(Duration at, String text) {}
