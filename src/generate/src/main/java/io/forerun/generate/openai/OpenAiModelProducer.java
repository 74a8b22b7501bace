package io.forerun.generate.openai;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Makes the model that the application is configured for, when the first one asks for it. */
@Singleton
class OpenAiModelProducer {

  /** Finds mistakes in the configuration at the application's start. */
  void check(@Observes StartupEvent started, UpstreamConfig config) {
    Endpoints.check(config);
  }

  @Produces
  @Singleton
  OpenAiModel model(Vertx vertx, UpstreamConfig config, TlsConfigurationRegistry registry) {
    return new OpenAiModel(vertx, config, options -> withTls(options, config, registry));
  }

  void close(@Disposes OpenAiModel model) {
    model.close();
  }

  private static HttpClientOptions withTls(
      HttpClientOptions options, UpstreamConfig config, TlsConfigurationRegistry registry) {
    Optional<TlsConfiguration> tls =
        config.tlsConfigurationName().isEmpty()
            ? registry.getDefault()
            : Optional.of(named(config.tlsConfigurationName().get(), registry));
    tls.ifPresent(configuration -> TlsConfigUtils.configure(options, configuration));
    return options;
  }

  private static TlsConfiguration named(String name, TlsConfigurationRegistry registry) {
    return registry
        .get(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s.tls-configuration-name: there is no TLS configuration %s."
                        .formatted(UpstreamConfig.PREFIX, name)));
  }
}
