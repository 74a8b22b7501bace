package io.forerun.run;

/**
 * Why overlap could not help in a run.
 *
 * @param code stable name of the reason, in snake case
 * @param message what the reason is and what to do, for the user
 */
public record Advice(String code, String message) {}
