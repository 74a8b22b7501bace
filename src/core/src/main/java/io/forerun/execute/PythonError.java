package io.forerun.execute;

/**
 * An exception that the program did not catch.
 *
 * @param type class name, with its module unless that is {@code builtins} or {@code __main__}
 * @param message {@code str} of the exception
 * @param traceback what Python itself prints for it, ending with a newline
 * @param line line of the program that the innermost frame in it had reached, or the line of a
 *     syntax error; null if none of the program's lines is involved
 */
public record PythonError(String type, String message, String traceback, Integer line) {}
