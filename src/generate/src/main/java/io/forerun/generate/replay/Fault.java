package io.forerun.generate.replay;

/** What goes wrong with an answer. */
public sealed interface Fault {

  /** The connection is closed after some deltas. */
  record Disconnect(int after) implements Fault {}

  /** Nothing more comes after some deltas, and the connection stays open. */
  record Stall(int after) implements Fault {}

  /** After some deltas comes something that is no JSON. */
  record MalformedChunk(int after) implements Fault {}

  /** After some deltas comes an error object, and the end. */
  record ErrorObject(int after, String message) implements Fault {}

  /**
   * There is no answer but a status with an error object.
   *
   * @param retryAfter the header {@code Retry-After}; null for none
   */
  record Refusal(int status, String retryAfter, String message) implements Fault {}
}
