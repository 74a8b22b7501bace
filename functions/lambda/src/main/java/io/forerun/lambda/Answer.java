package io.forerun.lambda;

/**
 * What a function answers: a result, or why it has none.
 *
 * @param result null with a failure
 * @param kept what the same invocation gets when it is repeated; null if it is to run again
 * @param failure null with a result
 */
record Answer(Object result, Object kept, FunctionFailure failure) {

  static Answer of(FunctionFailure failure) {
    return new Answer(null, null, failure);
  }

  /** A result that is kept already. */
  static Answer repeated(Object result) {
    return new Answer(result, null, null);
  }
}
