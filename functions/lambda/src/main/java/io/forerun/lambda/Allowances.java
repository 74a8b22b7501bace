package io.forerun.lambda;

import io.forerun.endpoint.Endpoint;
import io.forerun.endpoint.Endpoints;
import io.forerun.execute.Limits;
import io.forerun.execute.Mount;
import io.forerun.request.Allowance;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes what requests may ask for of the configuration. */
final class Allowances {

  @Produces
  @Singleton
  static Allowance allowance(LambdaConfig config, Endpoints endpoints) {
    Limits limits = limits(config.limits());
    return new Allowance(
        limits,
        limits,
        config.mounts().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, mount -> mount(mount.getValue()))),
        endpoints);
  }

  @Produces
  @Singleton
  static Endpoints endpoints(LambdaConfig config) {
    return new Endpoints(
        config.endpoints().entrySet().stream()
            .map(endpoint -> endpoint(endpoint.getKey(), endpoint.getValue()))
            .toList());
  }

  static void close(@Disposes Endpoints endpoints) {
    endpoints.close();
  }

  private static Mount mount(LambdaConfig.ConfiguredMount mount) {
    return new Mount(mount.directory(), mount.path(), mount.writable());
  }

  private static Endpoint endpoint(String name, LambdaConfig.ConfiguredEndpoint endpoint) {
    return Endpoint.configured(
        name, endpoint.url(), endpoint.headers(), endpoint.maxResponse().asLongValue());
  }

  private static Limits limits(LambdaConfig.RunLimits limits) {
    return new Limits(
        limits.chunkTime(),
        limits.runTime(),
        limits.cpuTime(),
        limits.outputBytes().asLongValue(),
        limits.programChars());
  }
}
