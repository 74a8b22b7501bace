package io.forerun.http.run;

/** As many runs are active as the service allows. */
public final class TooManyRunsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyRunsException(int maxActive) {
    super("%d runs are active, the most that are allowed; try again later.".formatted(maxActive));
  }
}
