package io.forerun.http.run;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.forerun.execute.Executor;
import io.forerun.execute.Sessions;
import io.forerun.graalpy.GraalPyExecutor;
import io.forerun.http.config.ForerunConfig;
import io.forerun.intake.Intake;
import io.forerun.request.Allowance;
import io.forerun.request.InvalidRequestException;
import io.forerun.request.RequestedOptions;
import io.forerun.run.Pipeline;
import io.forerun.run.RunOptions;
import io.forerun.run.RunResult;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The runs that the service knows: all active ones, of which there are boundedly many, and as many
 * finished ones as memory and time allow.
 */
// What Caffeine finds by name for a cache with weights whose entries expire.
@RegisterForReflection(
    classNames = {
      "com.github.benmanes.caffeine.cache.SSMWW",
      "com.github.benmanes.caffeine.cache.PSWMW"
    })
@ApplicationScoped
public class Runs {
  private final GraalPyExecutor executor;
  private final Sessions sessions;
  private final Allowance allowance;
  private final RunMetrics metrics;
  private final Places places;
  private final Map<String, TrackedRun> active = new ConcurrentHashMap<>();
  private final Cache<String, RunResult> finished;

  Runs(
      GraalPyExecutor executor,
      Sessions sessions,
      Allowance allowance,
      Places places,
      ForerunConfig config,
      RunMetrics metrics) {
    ForerunConfig.Registry registry = config.registry();
    this.executor = executor;
    this.sessions = sessions;
    this.allowance = allowance;
    this.metrics = metrics;
    this.places = places;
    this.finished =
        Caffeine.newBuilder()
            .expireAfterWrite(registry.keep())
            .maximumWeight(registry.maxSize().asLongValue())
            .weigher(Runs::weight)
            .build();
    metrics.watchActive(active);
  }

  /**
   * Prepares a run. It begins when its events are subscribed to, which must happen.
   *
   * @throws InvalidRequestException if the options ask for what is not allowed
   * @throws TooManyRunsException if as many runs are active as may be
   */
  public TrackedRun start(RequestedOptions options, Intake intake, Multi<String> deltas) {
    String id = UUID.randomUUID().toString();
    RunOptions run = new RunOptions(id, intake, options.session(allowance), options.gate());
    Pipeline pipeline = new Pipeline(executorOf(options.sessionId()));
    places.take();
    TrackedRun started = new TrackedRun(pipeline.run(run, deltas), this::finished);
    active.put(id, started);
    return started;
  }

  /** What is known of a run by now; empty if there is no such run, or it was forgotten. */
  public Optional<RunResult> find(String id) {
    TrackedRun run = active.get(id);
    return Optional.ofNullable(run == null ? finished.getIfPresent(id) : run.result());
  }

  /**
   * Cancels a run, if it is active.
   *
   * @param reason one sentence for the user
   * @return false if there is no such run, or it was forgotten
   */
  public boolean cancel(String id, String reason) {
    TrackedRun run = active.get(id);
    if (run != null) {
      run.cancel(reason);
      return true;
    }
    return finished.getIfPresent(id) != null;
  }

  /** Whether there is such a run, active or finished. */
  public boolean knows(String id) {
    return active.containsKey(id) || finished.getIfPresent(id) != null;
  }

  /**
   * Answers an effect that waits at the gate.
   *
   * @param hold as in {@link io.forerun.run.RunEvent.GateHeld}
   * @return false if it is not waiting, or there is no such run
   */
  public boolean answer(String id, int hold, HoldAnswer answer) {
    TrackedRun run = active.get(id);
    return run != null && run.answer(hold, answer);
  }

  /**
   * Ends a session, and what runs in it.
   *
   * @return false if there is no such session
   */
  public boolean endSession(String sessionId) {
    return sessions.end(sessionId);
  }

  private Executor executorOf(String sessionId) {
    return sessionId == null ? executor : sessions.keeping(sessionId);
  }

  void cancelAll(@Observes ShutdownEvent shutdown) {
    active.values().forEach(run -> run.cancel("The service is shutting down."));
  }

  private void finished(TrackedRun run) {
    RunResult result = run.result();
    finished.put(run.id(), result);
    active.remove(run.id());
    places.leave();
    metrics.finished(result);
  }

  private static int weight(String id, RunResult result) {
    long chars = 1_000L + Retained.chars(result);
    return (int) Math.min(Integer.MAX_VALUE, 2 * chars);
  }
}
