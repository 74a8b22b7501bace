package io.forerun.http.replay;

import io.forerun.generate.replay.ReplayConfig;
import io.forerun.generate.replay.ReplayOrders;
import io.forerun.generate.replay.ReplayServer;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Lets the replay model answer, so that generations need neither a key nor a network. */
@Singleton
class ReplayRoute {
  private static final String PATH = "/replay/v1/chat/completions";

  void add(@Observes Router router, ReplayConfig config) {
    if (config.enabled()) {
      ReplayServer server = new ReplayServer(new ReplayOrders());
      router.post(PATH).handler(context -> server.handle(context.request()));
    }
  }
}
