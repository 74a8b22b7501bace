package io.forerun.graalpy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.forerun.execute.HostFunction;
import io.forerun.execute.HostFunctionException;
import io.forerun.gate.Effect;
import io.forerun.gate.EffectRefusedException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.jboss.logging.Logger;

/**
 * Calls one host function for Python code: from its arguments as JSON to its result as JSON. What
 * went wrong is a result too, because an exception of Java would reach Python as a foreign one.
 */
final class HostCall implements ProxyExecutable {
  private static final Logger LOG = Logger.getLogger(HostCall.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DESCRIPTION_CHARS = 500;

  private final String name;
  private final Function<String, HostFunction> declared;
  private final Supplier<EffectLedger> effects;
  private final SessionGate gate;
  private final ScheduledExecutorService timer;

  /**
   * @param declared the function that has a name in the run that is going on, or null: a session's
   *     later programs may still have what an earlier one imported
   * @param effects those of the run that is going on
   */
  HostCall(
      String name,
      Function<String, HostFunction> declared,
      Supplier<EffectLedger> effects,
      SessionGate gate,
      ScheduledExecutorService timer) {
    this.name = name;
    this.declared = declared;
    this.effects = effects;
    this.gate = gate;
    this.timer = timer;
  }

  /**
   * Takes the arguments and gives {@code {"value": …}} or {@code {"error": TYPE, "message": …}}.
   */
  @Override
  public Object execute(Value... arguments) {
    try {
      if (arguments.length != 1 || !arguments[0].isString()) {
        throw new Failure("ValueError", "The arguments are not JSON.");
      }
      return value(call(arguments[0].asString()));
    } catch (Failure e) {
      return error(e.type, e.getMessage());
    }
  }

  private static String value(JsonNode value) {
    return JSON.createObjectNode().set("value", value).toString();
  }

  private static String error(String type, String message) {
    return JSON.createObjectNode().put("error", type).put("message", message).toString();
  }

  /** What Python raises. */
  private static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String type;

    Failure(String type, String message) {
      super(message);
      this.type = type;
    }
  }

  private JsonNode call(String text) throws Failure {
    HostFunction function = declared.apply(name);
    if (function == null) {
      throw new Failure("PermissionError", "%s is not available in this run.".formatted(name));
    }
    JsonNode arguments;
    try {
      arguments = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new Failure("ValueError", "The arguments are not JSON: " + e.getOriginalMessage());
    }
    var rejected = function.rejects(arguments);
    if (rejected.isPresent()) {
      throw new Failure("ValueError", "%s: %s".formatted(name, rejected.get()));
    }
    try {
      var result =
          function.irreversible()
              ? callReleased(function, arguments, describe(text))
              : attempt(function, new HostFunction.Call(arguments, null));
      return result == null ? NullNode.getInstance() : result;
    } catch (EffectRefusedException e) {
      throw new Failure("PermissionError", e.getMessage());
    } catch (InterruptedException e) {
      throw new Failure("RuntimeError", "The session is being stopped.");
    }
  }

  private JsonNode callReleased(HostFunction function, JsonNode arguments, String description)
      throws EffectRefusedException, Failure, InterruptedException {
    var ledger = effects.get();
    var call = ledger.call(name, arguments, description);
    var before = ledger.answerBefore(call);
    if (before != null) {
      return before;
    }
    gate.await(Effect.Kind.HOST_FUNCTION, description, call.key());
    var result = attempt(function, new HostFunction.Call(arguments, call.key()));
    ledger.happened(call, result);
    return result;
  }

  private JsonNode attempt(HostFunction function, HostFunction.Call call)
      throws Failure, InterruptedException {
    return new Attempt(function, Thread.currentThread()).make(call);
  }

  private String describe(String arguments) {
    var call = "call %s(%s)".formatted(name, arguments);
    return call.length() <= DESCRIPTION_CHARS ? call : call.substring(0, DESCRIPTION_CHARS) + "…";
  }

  /** One call of the body, interrupted when its time is up. */
  private final class Attempt {
    private final HostFunction function;
    private final Thread thread;
    private boolean ended;
    private boolean expired;

    Attempt(HostFunction function, Thread thread) {
      this.function = function;
      this.thread = thread;
    }

    JsonNode make(HostFunction.Call call) throws Failure, InterruptedException {
      Future<?> alarm =
          timer.schedule(this::expire, function.timeout().toNanos(), TimeUnit.NANOSECONDS);
      Exception failure = null;
      JsonNode result = null;
      try {
        result = function.body().call(call);
      } catch (Exception e) {
        failure = e;
      } finally {
        alarm.cancel(false);
        end();
      }
      if (failure != null) {
        throw explain(failure);
      }
      return result;
    }

    private synchronized void expire() {
      if (!ended) {
        expired = true;
        thread.interrupt();
      }
    }

    /** The interrupt was meant for the body alone; whoever stops the session repeats its own. */
    private synchronized void end() {
      ended = true;
      if (expired) {
        Thread.interrupted();
      }
    }

    private Failure explain(Exception failure) throws InterruptedException {
      if (expired) {
        return new Failure(
            "TimeoutError",
            "%s took longer than %d ms.".formatted(name, function.timeout().toMillis()));
      }
      return switch (failure) {
        case InterruptedException e -> throw e;
        case HostFunctionException e -> new Failure("RuntimeError", e.getMessage());
        default -> {
          LOG.warnf("The host function %s failed with %s", name, failure.getClass());
          LOG.debug("It failed here", failure);
          yield new Failure("RuntimeError", "%s failed.".formatted(name));
        }
      };
    }
  }
}
