package io.forerun.http.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forerun.endpoint.Endpoint;
import io.forerun.endpoint.Endpoints;
import io.forerun.execute.Limits;
import io.forerun.execute.Mount;
import io.forerun.http.config.ForerunConfig;
import io.forerun.request.Allowance;
import io.forerun.request.RequestedFunction;
import io.forerun.request.RequestedOptions;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes what requests may ask for of the configuration. */
class Allowances {

  /** Made at start, so that a configuration that makes no sense is told then. */
  @Produces
  @Singleton
  @Startup
  Allowance allowance(ForerunConfig config, Endpoints endpoints) {
    Allowance allowance =
        new Allowance(
            defaults(config.limits()),
            highest(config.maxLimits()),
            config.mounts().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, mount -> mount(mount.getValue()))),
            endpoints);
    config.endpoints().values().stream()
        .findFirst()
        .ifPresent(endpoint -> warmUp(allowance, endpoint.url()));
    return allowance;
  }

  /** Loads here what takes long to load and would hold up the first request's event loop. */
  private static void warmUp(Allowance allowance, String url) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    RequestedFunction function = new RequestedFunction("warm_up", null, schema, null, null, url);
    new RequestedOptions(null, null, null, null, List.of(function), null).session(allowance);
  }

  @Produces
  @Singleton
  Endpoints endpoints(ForerunConfig config) {
    return new Endpoints(
        config.endpoints().entrySet().stream()
            .map(endpoint -> endpoint(endpoint.getKey(), endpoint.getValue()))
            .toList());
  }

  void close(@Disposes Endpoints endpoints) {
    endpoints.close();
  }

  private static Mount mount(ForerunConfig.ConfiguredMount mount) {
    return new Mount(mount.directory(), mount.path(), mount.writable());
  }

  private static Endpoint endpoint(String name, ForerunConfig.ConfiguredEndpoint endpoint) {
    return Endpoint.configured(
        name, endpoint.url(), endpoint.headers(), endpoint.maxResponse().asLongValue());
  }

  private static Limits defaults(ForerunConfig.RunLimits limits) {
    return new Limits(
        limits.chunkTime(),
        limits.runTime(),
        limits.cpuTime(),
        limits.output().asLongValue(),
        limits.programChars());
  }

  private static Limits highest(ForerunConfig.MaxRunLimits limits) {
    return new Limits(
        limits.chunkTime(),
        limits.runTime(),
        limits.cpuTime(),
        limits.output().asLongValue(),
        limits.programChars());
  }
}
