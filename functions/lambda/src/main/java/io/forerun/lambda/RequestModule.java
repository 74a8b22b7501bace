package io.forerun.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.forerun.request.Allowance;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/** Makes Funqy read requests with {@link RequestDeserializer}. */
@Singleton
final class RequestModule implements ObjectMapperCustomizer {
  /** Asked for with the first request: the mapper is made before there is configuration. */
  private final Provider<Allowance> allowance;

  RequestModule(Provider<Allowance> allowance) {
    this.allowance = allowance;
  }

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.registerModule(
        new SimpleModule("forerun-requests")
            .addDeserializer(
                Invocation.class,
                new RequestDeserializer<>(
                    RunRequest.class, request -> request.prepare(allowance.get()))));
  }
}
