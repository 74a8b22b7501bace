package io.forerun.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MailboxTest {
  private static final int THREADS = 4;
  private static final int TASKS = 50_000;

  private final List<Throwable> failures = new ArrayList<>();
  private final Mailbox mailbox = new Mailbox(failures::add);
  private int ran;

  @Test
  void tasksOfManyThreadsRunOneAtATimeAndEachSendersInOrder() throws Exception {
    var start = new CountDownLatch(1);
    var last = new int[THREADS];
    var outOfOrder = new ArrayList<Integer>();
    var senders = new ArrayList<Thread>();
    for (int t = 0; t < THREADS; t++) {
      int sender = t;
      senders.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    await(start);
                    for (int i = 1; i <= TASKS; i++) {
                      int number = i;
                      mailbox.execute(
                          () -> {
                            ran++;
                            if (last[sender] + 1 != number) {
                              outOfOrder.add(number);
                            }
                            last[sender] = number;
                          });
                    }
                  }));
    }
    start.countDown();
    for (var sender : senders) {
      sender.join();
    }

    assertThat(ran).isEqualTo(THREADS * TASKS);
    assertThat(outOfOrder).isEmpty();
  }

  @Test
  void aTaskThatATaskSendsRunsAfterIt() {
    var order = new ArrayList<String>();
    mailbox.execute(
        () -> {
          mailbox.execute(() -> order.add("inner"));
          order.add("outer");
        });

    assertThat(order).containsExactly("outer", "inner");
  }

  @Test
  void aTaskThatThrowsStopsNoneAfterIt() {
    var order = new ArrayList<String>();
    mailbox.execute(
        () -> {
          mailbox.execute(() -> order.add("sent before"));
          throw new AssertionError("broken");
        });
    mailbox.execute(() -> order.add("sent after"));

    assertThat(order).containsExactly("sent before", "sent after");
    assertThat(failures)
        .singleElement()
        .satisfies(failure -> assertThat(failure).hasMessage("broken"));
  }

  @Test
  void aTaskThatRunsOutOfStackStopsNoneAfterIt() {
    assertThatThrownBy(() -> sendAtEveryDepth(new AtomicInteger()))
        .isInstanceOf(StackOverflowError.class);
    mailbox.execute(() -> ran++);

    assertThat(ran).isEqualTo(1);
    assertThat(failures).isNotEmpty().hasOnlyElementsOfType(StackOverflowError.class);
  }

  private int sendAtEveryDepth(AtomicInteger sent) {
    mailbox.execute(() -> deepen(20));
    return sent.incrementAndGet() + sendAtEveryDepth(sent);
  }

  private static int deepen(int frames) {
    return frames == 0 ? 0 : 1 + deepen(frames - 1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
