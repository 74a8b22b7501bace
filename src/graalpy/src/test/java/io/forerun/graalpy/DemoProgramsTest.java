package io.forerun.graalpy;

import static org.assertj.core.api.Assertions.assertThat;

import io.forerun.chunk.Chunk;
import io.forerun.execute.BatchOutcome;
import io.forerun.execute.Limits;
import io.forerun.execute.PythonError;
import io.forerun.execute.Session;
import io.forerun.execute.StopReason;
import io.forerun.generate.DemoProgram;
import io.forerun.intake.IntakeFormat;
import io.forerun.run.Pipeline;
import io.forerun.run.RunError;
import io.forerun.run.RunOptions;
import io.forerun.run.RunRecorder;
import io.smallrye.mutiny.Multi;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the user of a demo program sees is what running the whole file in one piece would show. */
class DemoProgramsTest {
  private static final int WHOLE = Integer.MAX_VALUE;

  private final GraalPyExecutor executor = SharedExecutor.get();

  private record Seen(
      String stdout, String stderr, Integer exitStatus, String value, RunError error) {}

  @ParameterizedTest
  @EnumSource
  void anOverlappedRunShowsWhatASerialRunShows(DemoProgram program) {
    Seen serial = serial(program.source());

    for (int deltaSize : List.of(1, 3, 17, WHOLE)) {
      assertThat(overlapped(program.source(), deltaSize))
          .describedAs("deltas of %d characters", deltaSize)
          .isEqualTo(serial);
    }
  }

  private Seen overlapped(String source, int deltaSize) {
    RunOptions options = new RunOptions("demo", IntakeFormat.PLAIN.open(), Limits.DEFAULTS);
    RunRecorder recorder = new RunRecorder(options.runId());
    new Pipeline(executor)
        .run(options, deltas(source, deltaSize))
        .events()
        .invoke(recorder)
        .collect()
        .last()
        .await()
        .atMost(Program.PATIENCE);
    var result = recorder.result();
    return new Seen(
        result.stdout(), result.stderr(), result.exitStatus(), result.value(), result.error());
  }

  private Seen serial(String source) {
    Session session = Program.open(executor, Limits.DEFAULTS);
    try {
      Chunk file = Program.chunk(0, 1, source);
      Recorder recorder = new Recorder();
      BatchOutcome outcome = session.run(List.of(file), recorder).await().atMost(Program.PATIENCE);
      String value = session.finish(recorder).await().atMost(Program.PATIENCE);
      return switch (outcome) {
        case BatchOutcome.Completed() ->
            new Seen(recorder.stdout(), recorder.stderr(), 0, value, null);
        case BatchOutcome.Failed(_, _, PythonError error) ->
            new Seen(recorder.stdout(), recorder.stderr(), 1, null, runError(error));
        default -> throw new AssertionError(outcome);
      };
    } finally {
      session.close(new StopReason.Released());
    }
  }

  private static RunError runError(PythonError error) {
    return new RunError(error.type(), error.message(), error.traceback(), error.line());
  }

  private static Multi<String> deltas(String source, int size) {
    return Multi.createFrom()
        .items(
            IntStream.iterate(
                    0,
                    from -> from < source.length(),
                    from -> from + Math.min(size, source.length()))
                .mapToObj(
                    from -> source.substring(from, from + Math.min(size, source.length() - from))));
  }
}
