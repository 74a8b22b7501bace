package io.forerun.graalpy;

import io.forerun.execute.PythonError;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;

/** Turns what left a context into the error that a user sees. */
final class PythonErrors {
  private PythonErrors() {}

  static PythonError of(PolyglotException exception, Bootstrap bootstrap) {
    if (exception.isGuestException() && exception.getGuestObject() != null) {
      try {
        return bootstrap.describe(exception.getGuestObject());
      } catch (ClassCastException | UnsupportedOperationException falsified) {
        return unreported(exception); // The program has replaced the function's code.
      }
    }
    return unreported(exception);
  }

  /** For an exception that Python cannot describe: the interpreter's own, or a broken one. */
  static PythonError unreported(PolyglotException exception) {
    if (exception.isResourceExhausted()) {
      return withoutTraceback("MemoryError", "", exception);
    }
    if (exception.isInternalError()) {
      return withoutTraceback(
          "SystemError", "the interpreter does not support this operation", exception);
    }
    Value error = exception.getGuestObject();
    String type =
        error == null || error.getMetaObject() == null
            ? "SystemError"
            : error.getMetaObject().getMetaSimpleName();
    String message = exception.getMessage() == null ? "" : exception.getMessage();
    String prefix = type + ": ";
    return withoutTraceback(
        type, message.startsWith(prefix) ? message.substring(prefix.length()) : message, exception);
  }

  private static PythonError withoutTraceback(
      String type, String message, PolyglotException exception) {
    String text = message.isEmpty() ? type + "\n" : type + ": " + message + "\n";
    return new PythonError(type, message, text, line(exception));
  }

  private static Integer line(PolyglotException exception) {
    for (PolyglotException.StackFrame frame : exception.getPolyglotStackTrace()) {
      SourceSection section = frame.getSourceLocation();
      if (section != null && section.getSource().getName().equals(ProgramText.FILE)) {
        return section.getStartLine();
      }
    }
    return null;
  }
}
