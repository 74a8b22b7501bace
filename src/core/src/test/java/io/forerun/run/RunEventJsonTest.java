package io.forerun.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forerun.chunk.ChunkKind;
import io.forerun.execute.OutputStreamName;
import io.forerun.execute.PythonError;
import io.forerun.gate.Effect;
import io.forerun.gate.HoldReason;
import io.forerun.gate.ReleaseReason;
import io.forerun.generate.FinishReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The form that clients rely on. */
class RunEventJsonTest {
  private static final Duration AT = Duration.ofNanos(12_345_678);
  private static final Duration TOOK = Duration.ofMillis(3);

  static List<Arguments> events() {
    return List.of(
        Arguments.of(
            new RunEvent.RunStarted(AT, "r1"),
            """
            {"type":"run.started","atMs":12.346,"runId":"r1"}"""),
        Arguments.of(
            new RunEvent.ChunkDetected(AT, 2, ChunkKind.FOR, 4, 7),
            """
            {"type":"chunk.detected","atMs":12.346,"chunk":2,"kind":"for","firstLine":4,"lastLine":7}"""),
        Arguments.of(
            new RunEvent.BatchDispatched(AT, 0, List.of(1, 2)),
            """
            {"type":"batch.dispatched","atMs":12.346,"batch":0,"chunks":[1,2]}"""),
        Arguments.of(
            new RunEvent.Output(AT, 2, OutputStreamName.STDERR, "é\n"),
            """
            {"type":"output","atMs":12.346,"chunk":2,"stream":"stderr","text":"é\\n"}"""),
        Arguments.of(
            new RunEvent.Text(AT, "Now:"),
            """
            {"type":"text","atMs":12.346,"text":"Now:"}"""),
        Arguments.of(
            new RunEvent.ChunkFinished(AT, 2, TOOK, null),
            """
            {"type":"chunk.finished","atMs":12.346,"chunk":2,"durationMs":3.000}"""),
        Arguments.of(
            new RunEvent.ChunkFinished(AT, 2, TOOK, "42"),
            """
            {"type":"chunk.finished","atMs":12.346,"chunk":2,"durationMs":3.000,"value":"42"}"""),
        Arguments.of(
            new RunEvent.ChunkFailed(
                AT, 2, TOOK, RunError.of(new PythonError("KeyError", "'a'", "Traceback …\n", 5))),
            """
            {"type":"chunk.failed","atMs":12.346,"chunk":2,"durationMs":3.000,"error":{"type":"KeyError","message":"'a'","traceback":"Traceback …\\n","line":5}}"""),
        Arguments.of(
            new RunEvent.GateHeld(
                AT, 0, 2, 5, HoldReason.IRREVERSIBLE, Effect.Kind.WRITE, "write /data/x", null),
            """
            {"type":"gate.held","atMs":12.346,"hold":0,"chunk":2,"line":5,"reason":"irreversible","effectKind":"write","effect":"write /data/x"}"""),
        Arguments.of(
            new RunEvent.GateHeld(AT, null, 2, 5, HoldReason.DENIED_NAME, null, "use os", null),
            """
            {"type":"gate.held","atMs":12.346,"chunk":2,"line":5,"reason":"denied_name","effect":"use os"}"""),
        Arguments.of(
            new RunEvent.GateReleased(
                AT,
                0,
                2,
                5,
                ReleaseReason.PROGRAM_VALID,
                Effect.Kind.HOST_FUNCTION,
                "call f({})",
                "5d41…"),
            """
            {"type":"gate.released","atMs":12.346,"hold":0,"chunk":2,"line":5,"reason":"program_valid","effectKind":"host_function","effect":"call f({})","key":"5d41…"}"""),
        Arguments.of(
            new RunEvent.GateRefused(
                AT, 0, 2, 5, "Why.", Effect.Kind.DELETE, "delete /data/x", null),
            """
            {"type":"gate.refused","atMs":12.346,"hold":0,"chunk":2,"line":5,"reason":"Why.","effectKind":"delete","effect":"delete /data/x"}"""),
        Arguments.of(
            new RunEvent.GatePassed(AT, 2, 5, Effect.Kind.HOST_FUNCTION, "call f({})", "k"),
            """
            {"type":"gate.passed","atMs":12.346,"chunk":2,"line":5,"effectKind":"host_function","effect":"call f({})","key":"k"}"""),
        Arguments.of(
            new RunEvent.RunStarted(AT, "r1", 2, "call_7"),
            """
            {"type":"run.started","atMs":12.346,"runId":"r1","round":2,"call":"call_7"}"""),
        Arguments.of(
            new RunEvent.RoundStarted(AT, 1),
            """
            {"type":"round.started","atMs":12.346,"round":1}"""),
        Arguments.of(
            new RunEvent.RoundFinished(AT, 1, RunStatus.SUCCEEDED, null, FinishReason.STOP, true),
            """
            {"type":"round.finished","atMs":12.346,"round":1,"status":"succeeded","finishReason":"stop","last":true}"""),
        Arguments.of(
            new RunEvent.GenerationFinished(AT, 9, 80),
            """
            {"type":"generation.finished","atMs":12.346,"deltas":9,"characters":80}"""),
        Arguments.of(
            new RunEvent.GenerationCancelled(AT, 9, 80, 79.5, "Why."),
            """
            {"type":"generation.cancelled","atMs":12.346,"deltas":9,"characters":80,"deltasPerSecond":79.5,"reason":"Why."}"""),
        Arguments.of(
            new RunEvent.RunFinished(
                AT,
                RunStatus.TIMED_OUT,
                null,
                null,
                RunError.of("run_time_limit", "Too long."),
                new Summary(
                    3,
                    2,
                    1,
                    AT,
                    TOOK,
                    TOOK,
                    TOOK,
                    TOOK,
                    TOOK,
                    TOOK,
                    Regime.EXECUTION_DOMINATED,
                    new Summary.CancelledAfter(7, 80.5),
                    List.of())),
            """
            {"type":"run.finished","atMs":12.346,"status":"timed_out","error":{"type":"run_time_limit","message":"Too long."},"summary":{"chunks":3,"chunksCompleted":2,"batches":1,"generationMs":12.346,"executionMs":3.000,"dispatchMs":3.000,"nelMs":3.000,"endToEndMs":3.000,"serialEstimateMs":3.000,"lowerBoundMs":3.000,"regime":"execution_dominated","cancelledAfter":{"deltas":7,"deltasPerSecond":80.5}}}"""));
  }

  @ParameterizedTest
  @MethodSource("events")
  void eachEventHasOneJsonForm(RunEvent event, String json) throws JsonProcessingException {
    assertThat(new ObjectMapper().writeValueAsString(event)).isEqualTo(json);
  }
}
