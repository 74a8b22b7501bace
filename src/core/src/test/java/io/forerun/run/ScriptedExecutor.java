package io.forerun.run;

import io.forerun.chunk.Chunk;
import io.forerun.execute.BatchListener;
import io.forerun.execute.BatchOutcome;
import io.forerun.execute.Executor;
import io.forerun.execute.OutputStreamName;
import io.forerun.execute.Session;
import io.forerun.execute.SessionOptions;
import io.forerun.execute.SessionStoppedException;
import io.forerun.execute.StopReason;
import io.forerun.gate.Effect;
import io.forerun.gate.EffectRefusedException;
import io.forerun.gate.EffectResult;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.mutiny.subscription.UniSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * An executor whose every answer the test gives, to put a run into each place that it can be in.
 * Programs really run in the tests of the GraalPy executor.
 */
final class ScriptedExecutor implements Executor {
  final List<List<Integer>> batches = new ArrayList<>();
  boolean openingCancelled;
  StopReason closedWith;
  private UniEmitter<? super Session> opening;
  private CompletableFuture<BatchOutcome> batch;
  private CompletableFuture<String> finish;
  private List<Chunk> inFlight = List.of();
  private BatchListener listener;

  @Override
  public Uni<Session> open(SessionOptions options) {
    return Uni.createFrom()
        .<Session>emitter(emitter -> opening = emitter)
        .onCancellation()
        .invoke(() -> openingCancelled = true);
  }

  /** Opens a session just when the wait for it is cancelled. */
  Uni<Session> openingWhenCancelled() {
    return new AbstractUni<>() {
      @Override
      public void subscribe(UniSubscriber<? super Session> subscriber) {
        subscriber.onSubscribe(() -> subscriber.onItem(new ScriptedSession()));
      }
    };
  }

  void opens() {
    opening.complete(new ScriptedSession());
  }

  void failsToOpen(Throwable failure) {
    opening.fail(failure);
  }

  void prints(String text) {
    listener.output(inFlight.getFirst().index(), OutputStreamName.STDOUT, text);
  }

  /** Blocks like a program: until the effect may happen, or is refused. */
  void hasEffect() {
    var chunk = inFlight.getFirst().index();
    var effect = new Effect(Effect.Kind.HOST_FUNCTION, "call send()", "key", chunk, 1);
    try {
      listener.effect(effect, program -> Optional.empty());
      listener.effectHappened(new EffectResult("key", "call send()", chunk, null, false));
    } catch (EffectRefusedException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void completesBatch() {
    inFlight.forEach(chunk -> listener.finished(chunk.index(), Duration.ofMillis(1), null));
    endsBatch(new BatchOutcome.Completed());
  }

  void endsBatch(BatchOutcome outcome) {
    inFlight = List.of();
    batch.complete(outcome);
  }

  void breaks(Throwable failure) {
    batch.completeExceptionally(failure);
  }

  void finishes(String value) {
    finish.complete(value);
  }

  boolean isFinishing() {
    return finish != null && !finish.isDone();
  }

  private final class ScriptedSession implements Session {
    @Override
    public Uni<BatchOutcome> run(List<Chunk> chunks, BatchListener batchListener) {
      if (!inFlight.isEmpty()) {
        throw new AssertionError("two batches in flight");
      }
      batches.add(chunks.stream().map(Chunk::index).toList());
      inFlight = chunks;
      listener = batchListener;
      batch = new CompletableFuture<>();
      return Uni.createFrom().completionStage(batch);
    }

    @Override
    public Uni<String> finish(BatchListener batchListener) {
      listener = batchListener;
      finish = new CompletableFuture<>();
      return Uni.createFrom().completionStage(finish);
    }

    @Override
    public void begin(SessionOptions options) {
      throw new AssertionError("a run has a session of its own");
    }

    @Override
    public boolean isOpen() {
      return closedWith == null;
    }

    @Override
    public void close(StopReason reason) {
      if (closedWith != null) {
        return;
      }
      closedWith = reason;
      if (!inFlight.isEmpty()) {
        endsBatch(
            new BatchOutcome.Stopped(inFlight.getFirst().index(), Duration.ofMillis(1), reason));
      } else if (isFinishing()) {
        finish.completeExceptionally(new SessionStoppedException(reason));
      }
    }
  }
}
