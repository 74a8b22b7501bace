package io.forerun.graalpy;

import io.forerun.execute.PythonError;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;

/** Turns what left a context into the error that a user sees. */
final class PythonErrors {
  private PythonErrors() {}

  static PythonError of(PolyglotException exception, String file, Bootstrap bootstrap) {
    if (exception.isGuestException() && exception.getGuestObject() != null) {
      return bootstrap
          .describe(exception.getGuestObject())
          .orElseGet(() -> unreported(exception, file));
    }
    return unreported(exception, file);
  }

  /** For an exception that Python cannot describe: the interpreter's own, or a broken one. */
  static PythonError unreported(PolyglotException exception, String file) {
    if (exception.isResourceExhausted()) {
      return withoutTraceback("MemoryError", "", line(exception, file));
    }
    if (exception.isInternalError()) {
      return withoutTraceback(
          "SystemError", "the interpreter does not support this operation", line(exception, file));
    }
    Value error = exception.getGuestObject();
    String type =
        error == null || error.getMetaObject() == null
            ? "SystemError"
            : Bootstrap.cut(error.getMetaObject().getMetaSimpleName());
    String message = exception.getMessage() == null ? "" : Bootstrap.cut(exception.getMessage());
    String prefix = type + ": ";
    return withoutTraceback(
        type,
        message.startsWith(prefix) ? message.substring(prefix.length()) : message,
        line(exception, file));
  }

  private static PythonError withoutTraceback(String type, String message, Integer line) {
    String text = message.isEmpty() ? type + "\n" : type + ": " + message + "\n";
    return new PythonError(type, message, text, line);
  }

  private static Integer line(PolyglotException exception, String file) {
    for (PolyglotException.StackFrame frame : exception.getPolyglotStackTrace()) {
      SourceSection section = frame.getSourceLocation();
      if (section != null && section.getSource().getName().equals(file)) {
        return section.getStartLine();
      }
    }
    return null;
  }
}
