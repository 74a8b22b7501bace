package io.forerun.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.forerun.request.Allowance;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Makes Funqy read requests with {@link RequestDeserializer}. */
@Singleton
final class RequestModule implements ObjectMapperCustomizer {
  private final Allowance allowance;

  RequestModule(Allowance allowance) {
    this.allowance = allowance;
  }

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.registerModule(
        new SimpleModule("forerun-requests")
            .addDeserializer(
                Invocation.class,
                new RequestDeserializer<>(
                    RunRequest.class, request -> request.prepare(allowance))));
  }
}
