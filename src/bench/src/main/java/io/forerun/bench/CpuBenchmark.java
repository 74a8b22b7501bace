package io.forerun.bench;

import io.forerun.chunk.Chunk;
import io.forerun.chunk.ChunkKind;
import io.forerun.execute.BatchListener;
import io.forerun.execute.BatchOutcome;
import io.forerun.execute.Limits;
import io.forerun.execute.OutputStreamName;
import io.forerun.execute.Session;
import io.forerun.execute.StopReason;
import io.forerun.graalpy.GraalPyConfig;
import io.forerun.graalpy.GraalPyExecutor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Measures programs that only compute, in a session and in CPython: the first call of each, which
 * is what most generated programs make, and the calls after many. The arguments are the number of
 * calls (default 40), the command that starts CPython (default {@code python3}), and the programs
 * (default all).
 */
public final class CpuBenchmark {
  private static final List<String> PROGRAMS =
      List.of(
          "recursion",
          "loop",
          "comprehensions",
          "strings",
          "dicts",
          "objects",
          "sorting",
          "regex",
          "json_text");
  private static final int DEFAULT_CALLS = 40;
  private static final long SEED = 20_261_122;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Limits LIMITS = new Limits(PATIENCE, PATIENCE, PATIENCE, 1 << 20, 1 << 20);

  private CpuBenchmark() {}

  /**
   * @param result of the last call, as Python shows it
   */
  private record Calls(String result, double[] millis) {

    double first() {
      return millis[0];
    }

    /** Median of the last quarter. */
    double warm() {
      double[] last = Arrays.copyOfRange(millis, millis.length * 3 / 4, millis.length);
      Arrays.sort(last);
      return last[last.length / 2];
    }
  }

  /** Runs the benchmark and ends the process. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int calls = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_CALLS;
    String python = args.length > 1 ? args[1] : "python3";
    List<String> programs =
        args.length > 2 ? Arrays.asList(args).subList(2, args.length) : PROGRAMS;
    System.out.print(table(calls, python, programs));
    System.exit(0);
  }

  static String table(int calls, String python, List<String> programs)
      throws IOException, InterruptedException {
    List<String> order = new ArrayList<>(programs);
    Collections.shuffle(order, new Random(SEED));
    StringBuilder table =
        new StringBuilder(
            """
            | program | CPython first, ms | warm | session first, ms | × CPython | session warm, ms | × CPython |
            |---|---:|---:|---:|---:|---:|---:|
            """);
    try (var executor = new GraalPyExecutor(GraalPyConfig.DEFAULTS)) {
      for (String program : order) {
        WarmPool.await(executor);
        Calls session = inSession(executor, text(program + ".py"), calls);
        Calls cpython = inCpython(python, program + ".py", calls);
        if (!session.result().equals(cpython.result())) {
          throw new IllegalStateException(
              "%s: %s is not %s".formatted(program, session.result(), cpython.result()));
        }
        table.append(
            String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |%n",
                program,
                cpython.first(),
                cpython.warm(),
                session.first(),
                session.first() / cpython.first(),
                session.warm(),
                session.warm() / cpython.warm()));
      }
    }
    return table.toString();
  }

  private static Calls inSession(GraalPyExecutor executor, String program, int calls) {
    Session session = executor.open(LIMITS).await().atMost(PATIENCE);
    try {
      int lines = (int) program.lines().count();
      Durations durations = new Durations();
      run(session, new Chunk(0, ChunkKind.SIMPLE, program, 1, 1, lines), durations);
      double[] millis = new double[calls];
      for (int call = 0; call < calls; call++) {
        int line = lines + 1 + call;
        run(
            session,
            new Chunk(call + 1, ChunkKind.SIMPLE, "work()\n", line, line, line),
            durations);
        millis[call] = durations.last.toNanos() / 1e6;
      }
      return new Calls(durations.value, millis);
    } finally {
      session.close(new StopReason.Released());
    }
  }

  private static void run(Session session, Chunk chunk, BatchListener listener) {
    BatchOutcome outcome = session.run(List.of(chunk), listener).await().atMost(PATIENCE);
    if (!(outcome instanceof BatchOutcome.Completed)) {
      throw new IllegalStateException("The program did not complete: " + outcome);
    }
  }

  private static Calls inCpython(String python, String program, int calls)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("forerun-cpu-");
    Path driver = Files.writeString(directory.resolve("driver.py"), text("driver.py"));
    Path file = Files.writeString(directory.resolve(program), text(program));
    Process process =
        new ProcessBuilder(python, driver.toString(), file.toString(), String.valueOf(calls))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines;
    try (var output = process.inputReader()) {
      lines = output.readAllLines();
    }
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException(python + " did not run " + program);
    }
    Files.delete(driver);
    Files.delete(file);
    Files.delete(directory);
    return new Calls(
        lines.get(0),
        Arrays.stream(lines.get(2).split(" ")).mapToDouble(Double::parseDouble).toArray());
  }

  private static String text(String file) throws IOException {
    try (InputStream in = CpuBenchmark.class.getResourceAsStream("cpu/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Keeps the last chunk's duration and value. */
  private static final class Durations implements BatchListener {
    private volatile Duration last;
    private volatile String value;

    @Override
    public void started(int chunk) {}

    @Override
    public void output(int chunk, OutputStreamName stream, String text) {}

    @Override
    public void finished(int chunk, Duration duration, String shown) {
      last = duration;
      value = shown;
    }
  }
}
