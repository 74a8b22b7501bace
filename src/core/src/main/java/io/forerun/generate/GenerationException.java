package io.forerun.generate;

import java.util.Locale;

/** A generation did not come to its end. Its message is for the user and holds no secret. */
public final class GenerationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Type {
    /** The model could not be reached, broke off, or answered with a server error. */
    UPSTREAM_UNAVAILABLE,
    /** The model's provider refuses the request: key, model, parameters, or not allowed here. */
    UPSTREAM_REFUSED,
    /** The provider asks to come back later, and did so until the retries were used up. */
    UPSTREAM_THROTTLED,
    /** The model took longer than one of the time limits allows. */
    UPSTREAM_TIMEOUT,
    /** The answer is not in the OpenAI wire format. */
    UPSTREAM_INVALID,
    /** The model was cut off, so that its program is incomplete. */
    GENERATION_TRUNCATED;

    /** The type of the error in events and results. */
    public String json() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Type type;

  /**
   * @param message what went wrong, and what to do
   */
  public GenerationException(Type type, String message) {
    this(type, message, null);
  }

  /**
   * @param message what went wrong, and what to do
   * @param cause for the log; may be null
   */
  public GenerationException(Type type, String message, Throwable cause) {
    super(message, cause);
    this.type = type;
  }

  /** What went wrong. */
  public Type type() {
    return type;
  }
}
