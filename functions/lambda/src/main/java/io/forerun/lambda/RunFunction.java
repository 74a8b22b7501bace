package io.forerun.lambda;

import io.forerun.run.Pipeline;
import io.forerun.run.Run;
import io.forerun.run.RunEvent;
import io.forerun.run.RunRecorder;
import io.forerun.run.RunResult;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** The function {@code run}: a program in, what it did out. */
@Singleton
public class RunFunction {
  private final Pipeline pipeline;
  private final PayloadLimit payloadLimit;

  RunFunction(Pipeline pipeline, PayloadLimit payloadLimit) {
    this.pipeline = pipeline;
    this.payloadLimit = payloadLimit;
  }

  /**
   * Runs a program. What goes wrong in it is part of the result.
   *
   * @return the answer, once the run is over; cancelling it cancels the run
   */
  @Funq
  public Uni<Answer> run(Invocation invocation) {
    Run run = pipeline.run(invocation.options(), invocation.generation());
    RunRecorder recorder = new RunRecorder(run.id());
    List<RunEvent> events = invocation.events() ? new ArrayList<>() : null;
    return run.events()
        .invoke(recorder)
        .invoke(
            event -> {
              if (events != null) {
                events.add(event);
              }
            })
        .collect()
        .last()
        .map(_ -> answer(recorder.result(), invocation, events));
  }

  private Answer answer(RunResult run, Invocation invocation, List<RunEvent> events) {
    return FunctionFailure.of(run.status(), run.error(), List.of(run))
        .map(Answer::of)
        .orElseGet(
            () ->
                Answer.of(
                    payloadLimit.fit(
                        new FunctionResult(run, invocation.resume(run), events, null))));
  }
}
