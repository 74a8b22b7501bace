package io.forerun.lambda;

/**
 * What a function answers: a result, or why it has none.
 *
 * @param result null with a failure
 * @param failure null with a result
 */
record Answer(Object result, FunctionFailure failure) {

  static Answer of(FunctionFailure failure) {
    return new Answer(null, failure);
  }

  static Answer of(Object result) {
    return new Answer(result, null);
  }
}
