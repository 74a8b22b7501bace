package io.forerun.http.run;

import io.forerun.http.config.ForerunConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;

/** How many runs and generations may be active together. */
@ApplicationScoped
public class Places {
  private final int max;
  private final Semaphore free;

  Places(ForerunConfig config) {
    max = config.registry().maxActive();
    free = new Semaphore(max);
  }

  /**
   * Takes a place, which has to be left again.
   *
   * @throws TooManyRunsException if none is free
   */
  public void take() {
    if (!free.tryAcquire()) {
      throw new TooManyRunsException(max);
    }
  }

  /** Makes a place free. */
  public void leave() {
    free.release();
  }
}
