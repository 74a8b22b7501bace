package io.forerun.graalpy;

import io.forerun.chunk.Chunk;
import io.forerun.execute.BatchOutcome;
import io.forerun.execute.Limits;
import io.forerun.execute.Session;
import io.forerun.execute.StopReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A process of its own: sessions that compute and allocate, until one beside them that collects all
 * it can has ended. Prints how each ended.
 */
final class MemoryBombs {
  static final int NEIGHBOURS = 7;

  /** Only memory ends anything here. */
  private static final Limits LIMITS =
      new Limits(
          Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMinutes(10), 1000, 1000);

  private static final String NEIGHBOUR =
      """
      total = 0
      for i in range(20):
          words = {n: str(n) * 5 for n in range(2000)}
          total += len(words)
      print(total)
      """;

  private MemoryBombs() {}

  /** Argument: the program of the bomb. */
  public static void main(String[] arguments) {
    try (GraalPyExecutor executor =
        new GraalPyExecutor(
            GraalPyConfig.DEFAULTS
                .withPoolSize(0)
                .withPreImports(List.of())
                .withSessions(NEIGHBOURS + 1, NEIGHBOURS + 1, Duration.ofMinutes(2)))) {
      List<Session> sessions = new ArrayList<>();
      for (int i = 0; i <= NEIGHBOURS; i++) {
        sessions.add(Program.open(executor, LIMITS));
      }
      Session bombed = sessions.removeFirst();
      CompletableFuture<BatchOutcome> bomb =
          bombed
              .run(Program.chunks(arguments[0]), new Recorder())
              .onTermination()
              .invoke(() -> bombed.close(new StopReason.Released()))
              .subscribeAsCompletionStage();
      List<CompletableFuture<String>> neighbours =
          sessions.stream()
              .map(session -> CompletableFuture.supplyAsync(() -> compute(session, bomb)))
              .toList();
      System.out.println("bomb: " + describe(bomb.join()));
      neighbours.forEach(neighbour -> System.out.println("neighbour: " + neighbour.join()));
      Program.Result after = Program.run(executor, "print(6 * 7)");
      System.out.println("after: " + after.stdout().strip());
      System.out.println("exhausted: " + executor.statistics().heapExhausted());
    }
    System.exit(0);
  }

  /** Runs the same chunk again and again until the bomb is gone, and once more. */
  private static String compute(Session session, CompletableFuture<BatchOutcome> bomb) {
    boolean gone;
    int line = 1;
    do {
      gone = bomb.isDone();
      Recorder recorder = new Recorder();
      List<Chunk> chunk = List.of(Program.chunk(line, line, NEIGHBOUR));
      BatchOutcome outcome = session.run(chunk, recorder).await().atMost(Program.PATIENCE);
      if (!(outcome instanceof BatchOutcome.Completed) || !recorder.stdout().equals("40000\n")) {
        return describe(outcome) + " " + recorder.stdout();
      }
      line = chunk.getFirst().lastLine() + 1;
    } while (!gone);
    session.close(new StopReason.Released());
    return "completed";
  }

  private static String describe(BatchOutcome outcome) {
    return switch (outcome) {
      case BatchOutcome.Completed() -> "completed";
      case BatchOutcome.Failed failed -> failed.error().type();
      case BatchOutcome.Exited exited -> "exited " + exited.status();
      case BatchOutcome.Stopped stopped -> stopped.reason().type();
    };
  }
}
