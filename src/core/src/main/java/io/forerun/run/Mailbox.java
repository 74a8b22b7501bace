package io.forerun.run;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks one after the other, in the order they came, on the thread that brings one while no
 * other runs. What only these tasks touch has one owner without a lock or a thread of its own.
 *
 * <p>Tasks must not block. The queue is as long as the senders let it be: a run has at most one
 * delta, one batch and a bounded number of outputs under way.
 */
public final class Mailbox implements Executor {
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger outstanding = new AtomicInteger();

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (outstanding.getAndIncrement() > 0) {
      return;
    }
    do {
      tasks.remove().run();
    } while (outstanding.decrementAndGet() > 0);
  }
}
