package io.forerun.http.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.forerun.chunk.ChunkKind;
import io.forerun.execute.OutputStreamName;
import io.forerun.run.Regime;
import io.forerun.run.RunEvent;
import io.forerun.run.RunStatus;
import io.forerun.run.Summary;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

  @Test
  void drawsBothLanesAndTellsTheTimes() {
    List<RunEvent> events =
        List.of(
            new RunEvent.RunStarted(ms(0), "run"),
            new RunEvent.ChunkDetected(ms(100), 0, ChunkKind.SIMPLE, 1, 1),
            new RunEvent.BatchDispatched(ms(100), 0, List.of(0)),
            new RunEvent.Output(ms(150), 0, OutputStreamName.STDOUT, "early\n"),
            new RunEvent.ChunkFinished(ms(200), 0, ms(100), null),
            new RunEvent.ChunkDetected(ms(500), 1, ChunkKind.SIMPLE, 2, 2),
            new RunEvent.GenerationFinished(ms(500), 10, 40),
            new RunEvent.BatchDispatched(ms(500), 1, List.of(1)),
            new RunEvent.ChunkFinished(ms(600), 1, ms(95), null),
            new RunEvent.RunFinished(
                ms(600),
                RunStatus.SUCCEEDED,
                0,
                null,
                null,
                new Summary(
                    2,
                    2,
                    2,
                    ms(500),
                    ms(195),
                    ms(2),
                    ms(100),
                    ms(600),
                    ms(697),
                    ms(597),
                    Regime.GENERATION_DOMINATED,
                    null,
                    List.of())));

    assertThat(Timeline.of(events))
        .isEqualTo(
            """
            generation │━━━━━━━━━━╋━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╋         │
            execution  │          ██████████                              ▄█████████│
                        0                                                   600.0 ms
            2 statements, 2 run, in 2 batches; succeeded
            first output after 150.0 ms, 350.0 ms before the last token

            T_gen         500.0 ms  first to last token
            T_exe         195.0 ms  Python at work
            NEL           100.0 ms  left to wait for after the last token
            end to end    600.0 ms  overlapped
            serial        697.0 ms  estimate: generate, then execute
            lower bound   597.0 ms  generation-dominated
            """);
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }
}
