package io.forerun.generate.replay;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Lets the replay model answer at a port of its own. */
@Singleton
final class ReplayPort {
  private static final Logger LOG = Logger.getLogger(ReplayPort.class);
  private static final String HOST = "localhost";

  void open(@Observes StartupEvent started, ReplayConfig config, Instance<Vertx> vertx) {
    config
        .port()
        .ifPresent(
            port ->
                vertx
                    .get()
                    .createHttpServer()
                    .requestHandler(new ReplayServer(new ReplayOrders()))
                    .listen(port, HOST)
                    .onSuccess(_ -> LOG.infof("The replay model is at http://%s:%d/v1", HOST, port))
                    .onFailure(e -> LOG.errorf("There is no replay model: %s", e.getMessage())));
  }
}
