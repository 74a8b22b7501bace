package io.forerun.graalpy;

import io.forerun.chunk.Chunk;
import io.forerun.chunk.ChunkKind;
import io.forerun.execute.BatchOutcome;
import io.forerun.execute.Executor;
import io.forerun.execute.Limits;
import io.forerun.execute.Session;
import io.forerun.execute.SessionStoppedException;
import io.forerun.execute.StopReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs a program in a session of its own and keeps all that came of it. */
final class Program {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private Program() {}

  /**
   * @param value of the last chunk, as the finish gave it
   * @param finishStopped why the finish did not end, or null
   */
  record Result(BatchOutcome outcome, Recorder recorder, String value, StopReason finishStopped) {
    String stdout() {
      return recorder.stdout();
    }

    String stderr() {
      return recorder.stderr();
    }

    BatchOutcome.Failed failed() {
      if (outcome instanceof BatchOutcome.Failed failed) {
        return failed;
      }
      throw new AssertionError("did not fail: " + outcome + "\n" + stdout() + stderr());
    }
  }

  /** A statement at a line. */
  static Chunk chunk(int index, int line, String text) {
    int lines = (int) text.lines().count();
    return new Chunk(index, ChunkKind.SIMPLE, text, line, line, line + lines - 1);
  }

  /** Each text is one chunk; they follow each other. */
  static List<Chunk> chunks(String... texts) {
    List<Chunk> chunks = new ArrayList<>();
    int line = 1;
    for (String text : texts) {
      String terminated = text.endsWith("\n") ? text : text + "\n";
      Chunk chunk = chunk(chunks.size(), line, terminated);
      chunks.add(chunk);
      line = chunk.lastLine() + 1;
    }
    return chunks;
  }

  static Session open(Executor executor, Limits limits) {
    return executor.open(limits).await().atMost(PATIENCE);
  }

  static Result run(Executor executor, String... texts) {
    return run(executor, Limits.DEFAULTS, chunks(texts), texts.length);
  }

  static Result run(Executor executor, Limits limits, List<Chunk> chunks, int batchSize) {
    Session session = open(executor, limits);
    try {
      Recorder recorder = new Recorder();
      BatchOutcome outcome = new BatchOutcome.Completed();
      for (int from = 0;
          from < chunks.size() && outcome instanceof BatchOutcome.Completed;
          from += batchSize) {
        List<Chunk> batch = chunks.subList(from, Math.min(chunks.size(), from + batchSize));
        outcome = session.run(batch, recorder).await().atMost(PATIENCE);
      }
      try {
        String value = session.finish(recorder).await().atMost(PATIENCE);
        return new Result(outcome, recorder, value, null);
      } catch (SessionStoppedException e) {
        return new Result(outcome, recorder, null, e.reason());
      }
    } finally {
      session.close(new StopReason.Released());
    }
  }
}
