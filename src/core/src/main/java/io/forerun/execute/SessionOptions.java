package io.forerun.execute;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * What a session's programs may use.
 *
 * @param limits of each run
 * @param mounts directories of the host; none lies inside another one's path
 * @param functions of the host, with distinct names; programs import them from {@code forerun}
 * @param idempotencyScope what is shared by runs in which the same call of an irreversible function
 *     is the same effect, as in {@link IdempotencyKeys}; null for a run that shares none
 * @param happened the effects of runs before in this scope, by their keys: calls with these are
 *     answered with these values and not made again
 */
public record SessionOptions(
    Limits limits,
    List<Mount> mounts,
    List<HostFunction> functions,
    String idempotencyScope,
    Map<String, JsonNode> happened) {

  /**
   * @throws IllegalArgumentException if two functions or two mounts collide
   */
  public SessionOptions {
    mounts = List.copyOf(mounts);
    functions = List.copyOf(functions);
    happened = Map.copyOf(happened);
    var names = new HashSet<String>();
    for (var function : functions) {
      if (!names.add(function.name())) {
        throw new IllegalArgumentException("Two functions are called " + function.name());
      }
    }
    for (var outer : mounts) {
      for (var inner : mounts) {
        if (outer != inner && Path.of(inner.path()).startsWith(outer.path())) {
          throw new IllegalArgumentException(
              "The mount %s lies inside %s".formatted(inner.path(), outer.path()));
        }
      }
    }
  }

  /** Options that share no effects with other runs. */
  public SessionOptions(Limits limits, List<Mount> mounts, List<HostFunction> functions) {
    this(limits, mounts, functions, null, Map.of());
  }

  /** Programs that may only compute and print. */
  public static SessionOptions of(Limits limits) {
    return new SessionOptions(limits, List.of(), List.of());
  }

  /** These options with a mount more. */
  public SessionOptions with(Mount mount) {
    var more = new ArrayList<>(mounts);
    more.add(mount);
    return new SessionOptions(limits, more, functions, idempotencyScope, happened);
  }

  /** These options with a function more. */
  public SessionOptions with(HostFunction function) {
    var more = new ArrayList<>(functions);
    more.add(function);
    return new SessionOptions(limits, mounts, more, idempotencyScope, happened);
  }

  /** These options, sharing effects with the other runs of this scope. */
  public SessionOptions inScope(String scope) {
    return new SessionOptions(limits, mounts, functions, scope, happened);
  }

  /** These options, with the effects that have happened before in their scope. */
  public SessionOptions after(Map<String, JsonNode> effects) {
    return new SessionOptions(limits, mounts, functions, idempotencyScope, effects);
  }
}
