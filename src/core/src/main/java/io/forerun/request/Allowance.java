package io.forerun.request;

import io.forerun.endpoint.Endpoints;
import io.forerun.execute.HostFunction;
import io.forerun.execute.Limits;
import io.forerun.execute.Mount;
import io.forerun.execute.SessionOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What requests may ask for, by the service's configuration.
 *
 * @param defaults the limits of a run whose request names none
 * @param highest the limits that no request can exceed
 * @param mounts what requests may mount, by the names that they say
 * @param endpoints where requests may have functions
 */
public record Allowance(
    Limits defaults, Limits highest, Map<String, Mount> mounts, Endpoints endpoints) {

  /**
   * @throws IllegalArgumentException if one mount lies inside another, so that they could not be
   *     used together
   */
  public Allowance {
    mounts = Map.copyOf(mounts);
    new SessionOptions(defaults, List.copyOf(mounts.values()), List.of());
  }

  /** The mounts with these names. */
  List<Mount> mounts(List<String> names) {
    var asked = new ArrayList<Mount>();
    for (var name : names) {
      var mount = name == null ? null : mounts.get(name);
      if (mount == null) {
        throw new InvalidRequestException(
            "mounts names %s, which the service's configuration does not have; it has %s."
                .formatted(name, known()));
      }
      if (asked.contains(mount)) {
        throw new InvalidRequestException("mounts names %s twice; name it once.".formatted(name));
      }
      asked.add(mount);
    }
    return asked;
  }

  private String known() {
    return mounts.isEmpty()
        ? "none"
        : new TreeMap<>(mounts).keySet().stream().collect(Collectors.joining(", "));
  }

  /** The functions, callable. */
  List<HostFunction> functions(List<RequestedFunction> declared) {
    var bound = new ArrayList<HostFunction>();
    for (int i = 0; i < declared.size(); i++) {
      bound.add(declared.get(i).bind(endpoints, "functions[%d]".formatted(i)));
    }
    return bound;
  }
}
