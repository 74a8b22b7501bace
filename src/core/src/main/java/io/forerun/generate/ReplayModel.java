package io.forerun.generate;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A model that has written its answer before: it sends a known text again, at a given speed or as
 * it was recorded. Thread-safe.
 *
 * <p>Each delta has its time since the subscription, so that one which comes late does not delay
 * those after it. A delta that nobody asked for waits, and the model with it. Cancelling stops the
 * model and its timer at once.
 */
public final class ReplayModel {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Supplier<? extends ScheduledExecutorService> timer;
  private final LongSupplier nanoTime;

  /**
   * Emits on the worker pool that Mutiny has when a delta is due: frameworks set it when they
   * start.
   */
  public ReplayModel() {
    this(Infrastructure::getDefaultWorkerPool, System::nanoTime);
  }

  ReplayModel(ScheduledExecutorService timer, LongSupplier nanoTime) {
    this(() -> timer, nanoTime);
  }

  private ReplayModel(Supplier<? extends ScheduledExecutorService> timer, LongSupplier nanoTime) {
    this.timer = timer;
    this.nanoTime = nanoTime;
  }

  /**
   * Sends a text token by token: the n-th after {@code timeToFirstToken + n / tokensPerSecond}.
   *
   * @param text the model's whole answer
   * @param tokensPerSecond tokens, of three to four characters, a second; 0 sends the text in one
   *     delta
   * @param timeToFirstToken what passes before the first token is begun; not negative
   * @return the deltas; each subscription begins anew
   * @throws IllegalArgumentException if the speed or the time is negative, or no number
   */
  public Multi<String> generate(String text, double tokensPerSecond, Duration timeToFirstToken) {
    if (!(tokensPerSecond >= 0) || timeToFirstToken.isNegative()) {
      throw new IllegalArgumentException(
          "tokensPerSecond and timeToFirstToken must not be negative: %s, %s"
              .formatted(tokensPerSecond, timeToFirstToken));
    }
    return replay(schedule(text, tokensPerSecond, timeToFirstToken));
  }

  /**
   * Sends a recorded answer again.
   *
   * @param deltas in the order of their times
   * @return the deltas' texts; each subscription begins anew
   */
  public Multi<String> replay(List<TimedDelta> deltas) {
    return replay(deltas, TimedDelta::at).onItem().transform(TimedDelta::text);
  }

  /**
   * Sends things in their time.
   *
   * @param items in the order of their times
   * @param at when an item is due, since the subscription
   * @return the items; each subscription begins anew
   */
  public <T> Multi<T> replay(List<T> items, Function<? super T, Duration> at) {
    return Multi.createFrom()
        .deferred(
            () -> {
              long start = nanoTime.getAsLong();
              return Multi.createFrom()
                  .iterable(items)
                  .onItem()
                  .transformToUniAndConcatenate(item -> arrival(item, at.apply(item), start));
            });
  }

  private <T> Uni<T> arrival(T item, Duration at, long start) {
    Uni<T> arrived = Uni.createFrom().item(item);
    long wait = at.toNanos() - (nanoTime.getAsLong() - start);
    return wait <= 0
        ? arrived
        : arrived.onItem().delayIt().onExecutor(timer.get()).by(wholeMillis(wait));
  }

  /** Rounded up: Mutiny's pool in Quarkus, a timer of Vert.x, refuses what is less than 1 ms. */
  private static Duration wholeMillis(long nanos) {
    return Duration.ofMillis(Math.ceilDiv(nanos, 1_000_000));
  }

  private static List<TimedDelta> schedule(
      String text, double tokensPerSecond, Duration timeToFirstToken) {
    if (text.isEmpty()) {
      return List.of();
    }
    if (tokensPerSecond == 0) {
      return List.of(new TimedDelta(timeToFirstToken, text));
    }
    List<TimedDelta> deltas = new ArrayList<>();
    for (String token : Tokens.split(text)) {
      long generating = Math.round((deltas.size() + 1) / tokensPerSecond * NANOS_PER_SECOND);
      deltas.add(new TimedDelta(timeToFirstToken.plusNanos(generating), token));
    }
    return deltas;
  }
}
