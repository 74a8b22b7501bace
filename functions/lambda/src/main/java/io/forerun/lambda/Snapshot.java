package io.forerun.lambda;

import io.forerun.graalpy.GraalPyExecutor;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jboss.logging.Logger;

/**
 * Lambda SnapStart: environments begin as copies of one that was initialised. Before it is copied,
 * all that interpreters share is loaded; in each copy, interpreters are started anew, because those
 * of the copied one would draw the same random numbers everywhere. Nothing else that must differ
 * exists by then: clients, their connections and credentials are made when they are first needed.
 */
@Singleton
final class Snapshot implements Resource {
  private static final Logger LOG = Logger.getLogger(Snapshot.class);
  private static final String INITIALIZATION_TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";
  private static final String SNAP_START = "snap-start";

  /** Initialisation for a snapshot may take as long as the function, and waits for no caller. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final GraalPyExecutor executor;

  Snapshot(GraalPyExecutor executor) {
    this.executor = executor;
  }

  void onStart(@Observes StartupEvent started) {
    if (SNAP_START.equals(System.getenv(INITIALIZATION_TYPE))) {
      Core.getGlobalContext().register(this);
    }
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) throws InterruptedException {
    if (!executor.awaitWarm(PATIENCE)) {
      LOG.warnf("The snapshot is taken before the interpreters are warm, after %s.", PATIENCE);
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    executor.renew();
    LOG.info("The interpreters of the snapshot are replaced.");
  }
}
