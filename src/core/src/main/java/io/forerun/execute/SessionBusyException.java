package io.forerun.execute;

/** A session that is kept between runs has a run already. */
public final class SessionBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SessionBusyException(String sessionId) {
    super(
        "Session %s has a run already; wait for its end, or use another session."
            .formatted(sessionId));
  }
}
