package io.forerun.execute;

/** A host function failed in a way that the program may know. */
public final class HostFunctionException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one sentence for the program: what went wrong, and what to do
   */
  public HostFunctionException(String message) {
    super(message);
  }
}
