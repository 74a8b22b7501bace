package io.forerun.run;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Consumer;

/**
 * Runs tasks one after the other, in the order they came, on the thread that brings one while no
 * other runs. What only these tasks touch has one owner without a lock or a thread of its own.
 *
 * <p>Tasks must not block. The queue is as long as the senders let it be: a run has at most one
 * delta, one batch and a bounded number of outputs under way.
 */
public final class Mailbox implements Executor {
  private static final AtomicIntegerFieldUpdater<Mailbox> BUSY =
      AtomicIntegerFieldUpdater.newUpdater(Mailbox.class, "busy");

  private final Consumer<Throwable> failed;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private volatile int busy;
  private volatile Throwable thrown;

  /**
   * @param failed told of what a task threw, errors too, as a task that comes before all others
   */
  public Mailbox(Consumer<Throwable> failed) {
    this.failed = failed;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    work();
  }

  private void work() {
    while (hasWork() && BUSY.compareAndSet(this, 0, 1)) {
      try {
        runTasks();
      } catch (VirtualMachineError e) {
        // A program that prints may have used up this stack, or the memory. No call here, which
        // could break whatever it reaches: the sender of the next task goes on.
        thrown = e;
        return;
      } catch (Throwable e) {
        thrown = e;
      } finally {
        busy = 0;
      }
    }
  }

  private boolean hasWork() {
    return thrown != null || !tasks.isEmpty();
  }

  private void runTasks() {
    var failure = thrown;
    if (failure != null) {
      thrown = null;
      failed.accept(failure);
    }
    for (var task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }
}
