package io.forerun.generate;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplayModelTest {
  private static final String PROGRAM = "print(1)\n".repeat(250);
  private static final int TOKENS = 1_000;

  private final VirtualTime time = new VirtualTime();
  private final ReplayModel model = new ReplayModel(time, time::nanoTime);

  @AfterEach
  void stop() {
    time.shutdownNow();
  }

  @Test
  void sendsEachTokenInItsTime() {
    AssertSubscriber<String> deltas =
        model.generate("print(1)\n", 10, ofMillis(500)).subscribe().withSubscriber(unbounded());
    assertThat(time.runAll())
        .containsExactly(
            ofMillis(600), ofMillis(700), ofMillis(800), ofMillis(900), ofMillis(1000));
    deltas.assertItems("print", "(", "1", ")", "\n").assertCompleted();
  }

  @Test
  void keepsItsSpeedHoweverLateTheTimerIs() {
    time.lateness = ofMillis(3);
    AssertSubscriber<String> deltas =
        model.generate(PROGRAM, TOKENS, ZERO).subscribe().withSubscriber(unbounded());
    time.runAll();
    deltas.assertCompleted();
    assertThat(String.join("", deltas.getItems())).isEqualTo(PROGRAM);
    assertThat(time.now()).isBetween(ofMillis(1_250), ofMillis(1_253));
  }

  @Test
  void sendsEverythingAtOnceWithoutASpeed() {
    AssertSubscriber<String> deltas =
        model.generate(PROGRAM, 0, ZERO).subscribe().withSubscriber(unbounded());
    deltas.assertItems(PROGRAM).assertCompleted();
    model.generate("", 80, ofSeconds(1)).subscribe().withSubscriber(unbounded()).assertCompleted();
  }

  @Test
  void sendsARecordedAnswerAtItsTimes() {
    List<TimedDelta> recorded =
        List.of(
            new TimedDelta(ofMillis(5), "x ="),
            new TimedDelta(ofMillis(5), " 1"),
            new TimedDelta(ofSeconds(2), "\n"));
    AssertSubscriber<String> deltas =
        model.replay(recorded).subscribe().withSubscriber(unbounded());
    assertThat(time.runAll()).containsExactly(ofMillis(5), ofSeconds(2));
    deltas.assertItems("x =", " 1", "\n").assertCompleted();
  }

  @Test
  void eachSubscriptionBeginsAnew() {
    Multi<String> deltas = model.generate("a b", 10, ZERO);
    deltas.subscribe().withSubscriber(unbounded());
    assertThat(time.runAll()).containsExactly(ofMillis(100), ofMillis(200));
    deltas.subscribe().withSubscriber(unbounded());
    assertThat(time.runAll()).containsExactly(ofMillis(300), ofMillis(400));
  }

  @Test
  void waitsForDemandAndCatchesUp() {
    AssertSubscriber<String> deltas =
        model.generate("a b c d", 10, ZERO).subscribe().withSubscriber(AssertSubscriber.create(1));
    time.runAll();
    deltas.assertItems("a");
    assertThat(time.due).as("timer").isNull();
    time.advance(ofMillis(210));
    deltas.request(3);
    assertThat(deltas.getItems()).containsExactly("a", " b", " c");
    time.runAll();
    deltas.assertItems("a", " b", " c", " d").assertCompleted();
  }

  @Test
  void cancellingStopsTheTimer() {
    time.setRemoveOnCancelPolicy(true);
    AssertSubscriber<String> deltas =
        model.generate(PROGRAM, 1, ofSeconds(3_600)).subscribe().withSubscriber(unbounded());
    assertThat(time.getQueue()).hasSize(1);
    deltas.cancel();
    assertThat(time.getQueue()).isEmpty();
    deltas.assertHasNotReceivedAnyItem();
  }

  @Test
  void refusesANegativeSpeedOrTime() {
    for (double speed : new double[] {-1, Double.NaN}) {
      assertThatIllegalArgumentException().isThrownBy(() -> model.generate("x", speed, ZERO));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> model.generate("x", 1, ofMillis(-1)));
  }

  @Test
  void manyLateTokensAreSentInALoopAndNotInARecursion() {
    assertThat(
            new ReplayModel()
                .generate("a\n".repeat(100_000), 1e12, ZERO)
                .collect()
                .with(Collectors.counting())
                .await()
                .atMost(ofSeconds(30)))
        .isEqualTo(200_000);
  }

  @Test
  void inRealTimeNoTokenIsEarlyAndTheSpeedIsHeld() {
    List<Long> arrivals = new ArrayList<>();
    long start = System.nanoTime();
    AssertSubscriber<String> deltas =
        new ReplayModel()
            .generate(PROGRAM, TOKENS, ZERO)
            .onItem()
            .invoke(() -> arrivals.add(System.nanoTime() - start))
            .subscribe()
            .withSubscriber(unbounded());
    deltas.awaitCompletion(ofSeconds(30));
    for (int i = 0; i < arrivals.size(); i++) {
      assertThat(arrivals.get(i)).isGreaterThanOrEqualTo((i + 1) * 1_000_000L);
    }
    assertThat(arrivals).hasSize(1_250);
  }

  @Test
  void inRealTimeNothingComesAfterACancellation() {
    AssertSubscriber<String> deltas =
        new ReplayModel().generate(PROGRAM, TOKENS, ZERO).subscribe().withSubscriber(unbounded());
    deltas.awaitNextItems(10, ofSeconds(30));
    deltas.cancel();
    int received = deltas.getItems().size();
    await().during(ofMillis(50)).until(() -> deltas.getItems().size() <= received + 1);
  }

  private static AssertSubscriber<String> unbounded() {
    return AssertSubscriber.create(Long.MAX_VALUE);
  }

  /** Runs what is due when the test says so, as late as the test wants. */
  private static final class VirtualTime extends ScheduledThreadPoolExecutor {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final long start = nanos.get();
    private Duration lateness = ZERO;
    private Runnable due;
    private long dueAt;

    VirtualTime() {
      super(1);
    }

    long nanoTime() {
      return nanos.get();
    }

    Duration now() {
      return Duration.ofNanos(nanos.get() - start);
    }

    void advance(Duration duration) {
      nanos.addAndGet(duration.toNanos());
    }

    /** The times at which the timer fired. */
    List<Duration> runAll() {
      List<Duration> fired = new ArrayList<>();
      while (due != null) {
        Runnable task = due;
        due = null;
        nanos.set(dueAt + lateness.toNanos());
        fired.add(now());
        task.run();
      }
      return fired;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
      assertThat(due).as("one timer at a time").isNull();
      due = task;
      dueAt = nanos.get() + unit.toNanos(delay);
      return super.schedule(() -> {}, 1, TimeUnit.HOURS);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Future<?> submit(Runnable task) {
      throw new UnsupportedOperationException();
    }
  }
}
