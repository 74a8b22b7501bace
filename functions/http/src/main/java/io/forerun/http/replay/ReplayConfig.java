package io.forerun.http.replay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The replay model that the service can be its own upstream with. */
@ConfigMapping(prefix = "forerun.replay")
interface ReplayConfig {

  /** Whether the service answers at {@code /replay/v1}; on in development mode and in tests. */
  @WithDefault("false")
  boolean enabled();
}
