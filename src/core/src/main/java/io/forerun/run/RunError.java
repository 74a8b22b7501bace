package io.forerun.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.forerun.execute.PythonError;
import io.forerun.execute.StopReason;

/**
 * Why a chunk or a run did not complete.
 *
 * @param type a Python exception's class name, or one of Forerun's own in snake case
 * @param message what was wrong; for Forerun's own errors also what to do
 * @param traceback what Python prints for the exception; null for Forerun's own errors
 * @param line line of the program, from 1; null where none is to blame
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunError(String type, String message, String traceback, Integer line) {

  static RunError of(PythonError error) {
    return new RunError(error.type(), error.message(), error.traceback(), error.line());
  }

  /**
   * Why a run ended that was stopped.
   *
   * @param line line of the program, from 1; null where none is to blame
   */
  public static RunError of(StopReason reason, Integer line) {
    return new RunError(reason.type(), reason.message(), null, line);
  }

  static RunError of(String type, String message) {
    return new RunError(type, message, null, null);
  }
}
