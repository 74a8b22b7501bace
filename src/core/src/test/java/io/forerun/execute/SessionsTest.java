package io.forerun.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.forerun.chunk.Chunk;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.mutiny.subscription.UniSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What happens to sessions between and around programs; programs run in the executor's tests. */
class SessionsTest {
  private static final StopReason RELEASED = new StopReason.Released();

  private final List<UniEmitter<? super Session>> openings = new ArrayList<>();
  private final Sessions sessions =
      new Sessions(_ -> Uni.createFrom().emitter(openings::add), 1, Duration.ofMinutes(1));

  @Test
  void aSessionThatDiedWhileNobodyUsedItIsReplaced() {
    var dead = new FakeSession();
    var first = open();
    openings.getFirst().complete(dead);
    first.join().close(RELEASED);
    dead.close(new StopReason.Heap(1));

    var second = open();
    var fresh = new FakeSession();
    openings.getLast().complete(fresh);

    assertThat(openings).hasSize(2);
    assertThat(second.join().isOpen()).isTrue();
    assertThat(sessions.count()).isEqualTo(1);
  }

  @Test
  void aSessionThatIsEndedWhileItOpensRunsNothing() {
    var waiting = open();

    assertThat(sessions.end("a")).isTrue();
    var session = new FakeSession();
    openings.getFirst().complete(session);

    assertThat(waiting.join().isOpen()).isFalse();
    assertThat(session.closedWith).isInstanceOf(StopReason.Cancelled.class);
    assertThat(sessions.count()).isZero();
  }

  @Test
  void aSessionThatComesWhileTheWaitForItIsCancelledIsClosed() {
    var session = new FakeSession();
    var granting =
        new Sessions(
            _ ->
                new AbstractUni<>() {
                  @Override
                  public void subscribe(UniSubscriber<? super Session> subscriber) {
                    subscriber.onSubscribe(() -> subscriber.onItem(session));
                  }
                },
            1,
            Duration.ofMinutes(1));

    granting.keeping("a").open(Limits.DEFAULTS).subscribe().with(_ -> {}).cancel();

    assertThat(session.closedWith).isEqualTo(RELEASED);
    assertThat(granting.count()).isZero();
  }

  private CompletableFuture<Session> open() {
    return sessions.keeping("a").open(Limits.DEFAULTS).subscribeAsCompletionStage();
  }

  private static final class FakeSession implements Session {
    private StopReason closedWith;

    @Override
    public Uni<BatchOutcome> run(List<Chunk> batch, BatchListener listener) {
      throw new AssertionError("nothing runs in these tests");
    }

    @Override
    public Uni<String> finish(BatchListener listener) {
      throw new AssertionError("nothing runs in these tests");
    }

    @Override
    public void close(StopReason reason) {
      if (closedWith == null) {
        closedWith = reason;
      }
    }

    @Override
    public void begin(SessionOptions options) {}

    @Override
    public boolean isOpen() {
      return closedWith == null;
    }
  }
}
