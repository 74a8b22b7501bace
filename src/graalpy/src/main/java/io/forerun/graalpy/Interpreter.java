package io.forerun.graalpy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jboss.logging.Logger;

/**
 * One context and the one thread that creates it, warms it up, runs programs in it and closes it.
 * Imports that only save time for later go on until the first task arrives.
 */
final class Interpreter {
  private static final Logger LOG = Logger.getLogger(Interpreter.class);

  /** Deep recursion must end in Python's RecursionError; reserved, not committed. */
  private static final long STACK_BYTES = 64L << 20;

  private static final Runnable RETIRE = () -> {};

  /** Told of an interpreter's life, on the interpreter's thread. */
  interface Owner {
    /** The interpreter can run programs. */
    void usable(Interpreter interpreter);

    /**
     * The interpreter broke before it was warm. Nobody gets it from now on.
     *
     * @return false if somebody has it already
     */
    boolean withdrawn(Interpreter interpreter);

    /** The interpreter has imported all that it was to import. */
    void warm(Interpreter interpreter, Duration warmUp);

    /** The thread ends. The failure says why it never became usable, otherwise it is null. */
    void ended(Interpreter interpreter, Throwable failure);
  }

  private final Sandbox sandbox;
  private final List<String> preImports;
  private final Owner owner;
  private final ProgramOutput output = new ProgramOutput();
  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean claimed;
  private volatile Context context;
  private volatile SandboxFileSystem files;
  private Bootstrap bootstrap;
  private boolean trusted = true;

  /**
   * @param threads also gets the threads that GraalPy starts for the context
   */
  Interpreter(
      String name, ThreadGroup threads, Sandbox sandbox, List<String> preImports, Owner owner) {
    this.sandbox = sandbox;
    this.preImports = preImports;
    this.owner = owner;
    thread = new Thread(threads, this::live, name, STACK_BYTES);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** The interpreter gets a program: warm-up ends, and bytecode is not stored any more. */
  void claim() {
    claimed = true;
  }

  /** Runs a task after those that wait. */
  void execute(Runnable task) {
    tasks.add(task);
  }

  /** Closes the context once the tasks that wait have run. */
  void retire() {
    claimed = true;
    tasks.add(RETIRE);
  }

  /** Only for tasks. */
  Context context() {
    return context;
  }

  /** Only for tasks. */
  Bootstrap bootstrap() {
    return bootstrap;
  }

  /** What the interpreter's thread uses from now on. */
  ThreadUsage measure() {
    return new ThreadUsage(thread);
  }

  /** Whether the interpreter's thread has not ended. */
  boolean isAlive() {
    return thread.isAlive();
  }

  /** What its context sees of the host's files. */
  SandboxFileSystem files() {
    return files;
  }

  ProgramOutput output() {
    return output;
  }

  /** Interrupts what runs; returns when the context is left, or after this time. */
  void interrupt(Duration patience) {
    thread.interrupt();
    Context current = context;
    if (current == null) {
      return;
    }
    try {
      current.interrupt(patience);
    } catch (TimeoutException e) {
      LOG.debugf("%s does not react to an interrupt", thread.getName());
    } catch (IllegalStateException | PolyglotException closed) {
      LOG.debugf("%s is closed already", thread.getName());
    }
  }

  /** Closes the context by force, whatever runs in it. May never return. */
  void cancel() {
    Context current = context;
    if (current != null) {
      current.close(true);
    }
  }

  @Override
  public String toString() {
    return thread.getName();
  }

  private void live() {
    Throwable failure = null;
    Sandbox.Cell cell = null;
    try {
      long start = System.nanoTime();
      cell = sandbox.open(output, () -> trusted);
      files = cell.files();
      context = cell.context();
      context.initialize("python");
      bootstrap = new Bootstrap(context);
      owner.usable(this);
      warmUp();
      if (!claimed) {
        owner.warm(this, Duration.ofNanos(System.nanoTime() - start));
      }
      runTasks();
    } catch (Throwable e) {
      failure = e;
    } finally {
      try {
        close(cell);
      } finally {
        forget();
        owner.ended(this, failure);
      }
    }
  }

  private void warmUp() {
    try {
      if (!claimed) {
        bootstrap.prepareErrors();
      }
      if (!claimed) {
        rehearse();
      }
      for (String module : preImports) {
        if (claimed) {
          return;
        }
        bootstrap
            .preImport(module)
            .ifPresent(reason -> LOG.warnf("Cannot pre-import %s: %s", module, reason));
      }
    } catch (PolyglotException e) {
      if (owner.withdrawn(this) && !claimed) {
        throw e;
      }
    }
  }

  /** Takes the paths that a program takes, so that its first chunk and its first error are fast. */
  private void rehearse() {
    bootstrap.addSource(1, "1\n");
    bootstrap.settle(eval("1\n"));
    bootstrap.preamble("1\n");
    bootstrap.syntaxError("1\n");
    try {
      eval("\n1 / 0\n");
    } catch (PolyglotException e) {
      bootstrap.describe(e.getGuestObject());
    }
    bootstrap.flush();
    bootstrap.forgetSource();
  }

  private Value eval(String text) {
    return context.eval(
        Source.newBuilder("python", text, ProgramText.FIRST_FILE).cached(false).buildLiteral());
  }

  private void runTasks() {
    while (true) {
      Runnable task = nextTask();
      if (task == RETIRE) {
        return;
      }
      trusted = false;
      task.run();
    }
  }

  private Runnable nextTask() {
    while (true) {
      try {
        return tasks.take();
      } catch (InterruptedException lateInterrupt) {
        // It was meant for a task that has ended.
      }
    }
  }

  /** A closed context still holds all that its program did; others may hold this for long. */
  private void forget() {
    context = null;
    bootstrap = null;
    tasks.clear();
  }

  private void close(Sandbox.Cell cell) {
    boolean interrupted = Thread.interrupted();
    if (interrupted) {
      LOG.debugf("%s closes after an interrupt", thread.getName());
    }
    try {
      if (cell != null) {
        cell.close();
      }
    } catch (RuntimeException | Error e) {
      LOG.warnf(e, "%s could not be closed cleanly", thread.getName());
    }
  }
}
