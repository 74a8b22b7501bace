package io.forerun.run;

import io.forerun.execute.OutputStreamName;
import io.forerun.gate.EffectResult;
import io.forerun.gate.HoldReason;
import io.forerun.run.RunResult.ChunkResult;
import io.forerun.run.RunResult.ChunkState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Folds a run's events into its result. Thread-safe. */
public final class RunRecorder implements Consumer<RunEvent> {
  private final StringBuilder stdout = new StringBuilder();
  private final StringBuilder stderr = new StringBuilder();
  private final StringBuilder text = new StringBuilder();
  private final List<ChunkResult> chunks = new ArrayList<>();
  private final List<EffectResult> effects = new ArrayList<>();
  private final String runId;
  private HeldEffect held;
  private RunError error;
  private RunEvent.RunFinished finished;

  /**
   * @param runId the run whose events will come
   */
  public RunRecorder(String runId) {
    this.runId = runId;
  }

  @Override
  public synchronized void accept(RunEvent event) {
    switch (event) {
      case RunEvent.ChunkDetected e ->
          chunks.add(
              new ChunkResult(
                  e.chunk(),
                  e.kind(),
                  e.firstLine(),
                  e.lastLine(),
                  ChunkState.NOT_RUN,
                  null,
                  null));
      case RunEvent.BatchDispatched e ->
          e.chunks().forEach(chunk -> update(chunk, ChunkState.DISPATCHED, null, null));
      case RunEvent.Output e ->
          (e.stream() == OutputStreamName.STDOUT ? stdout : stderr).append(e.text());
      case RunEvent.Text e -> text.append(e.text());
      case RunEvent.ChunkFinished e ->
          update(e.chunk(), ChunkState.COMPLETED, e.duration(), e.value());
      case RunEvent.ChunkFailed e -> {
        update(e.chunk(), ChunkState.FAILED, e.duration(), null);
        error = e.error();
      }
      case RunEvent.EffectHappened e -> effects.add(e.result());
      case RunEvent.GateHeld e -> {
        if (e.reason() == HoldReason.APPROVAL) {
          held = new HeldEffect(e.key(), e.effectKind(), e.effect(), e.chunk(), e.line());
        }
      }
      case RunEvent.RunFinished e -> finish(e);
      case RunEvent.RoundStarted _,
          RunEvent.RoundFinished _,
          RunEvent.RunStarted _,
          RunEvent.GateReleased _,
          RunEvent.GateRefused _,
          RunEvent.GatePassed _,
          RunEvent.GenerationFinished _,
          RunEvent.GenerationCancelled _ -> {}
    }
  }

  /** The result as it stands now. */
  public synchronized RunResult result() {
    return new RunResult(
        runId,
        finished == null ? RunStatus.RUNNING : finished.status(),
        finished == null ? null : finished.exitStatus(),
        stdout.toString(),
        stderr.toString(),
        text.isEmpty() ? null : text.toString(),
        finished == null ? null : finished.value(),
        error,
        List.copyOf(chunks),
        effects.isEmpty() ? null : List.copyOf(effects),
        held,
        finished == null ? null : finished.summary());
  }

  private void finish(RunEvent.RunFinished event) {
    finished = event;
    error = event.error();
    chunks.replaceAll(
        chunk ->
            chunk.state() == ChunkState.DISPATCHED
                ? chunk.with(ChunkState.NOT_RUN, null, null)
                : chunk);
  }

  private void update(int chunk, ChunkState state, Duration duration, String value) {
    chunks.set(chunk, chunks.get(chunk).with(state, duration, value));
  }
}
