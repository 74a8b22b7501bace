package io.forerun.generate.replay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/** The replay model that comes with the application. */
@ConfigMapping(prefix = "forerun.replay")
public interface ReplayConfig {

  /**
   * Whether the HTTP service answers at {@code /replay/v1}; on in development mode and in tests.
   */
  @WithDefault("false")
  boolean enabled();

  /**
   * A port of this machine at which to answer at {@code /v1}, for applications without an HTTP
   * service; not at all if not set.
   */
  OptionalInt port();
}
