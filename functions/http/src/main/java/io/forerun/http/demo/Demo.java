package io.forerun.http.demo;

import io.forerun.generate.DemoProgram;
import io.forerun.generate.ReplayModel;
import io.forerun.graalpy.GraalPyExecutor;
import io.forerun.http.config.ForerunConfig;
import io.forerun.http.run.Runs;
import io.forerun.intake.IntakeFormat;
import io.forerun.request.RequestedOptions;
import io.forerun.run.RunEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Plays one program when the service has started, and prints its timeline to the console. */
@ApplicationScoped
class Demo {
  private static final Logger LOG = Logger.getLogger(Demo.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final ForerunConfig config;
  private final GraalPyExecutor executor;
  private final Runs runs;

  Demo(ForerunConfig config, GraalPyExecutor executor, Runs runs) {
    this.config = config;
    this.executor = executor;
    this.runs = runs;
  }

  void play(@ObservesAsync HttpServerStart started) {
    if (config.demo().enabled()) {
      int port = started.options().getPort();
      warm()
          .chain(_ -> events())
          .subscribe()
          .with(
              events -> print(events, port),
              failure -> LOG.warnf("The demo was not played: %s", failure.getMessage()));
    }
  }

  private Uni<?> warm() {
    return Multi.createFrom()
        .ticks()
        .every(LOOK_AGAIN)
        .onOverflow()
        .drop()
        .filter(_ -> executor.statistics().warm() > 0)
        .toUni()
        .ifNoItem()
        .after(config.demo().maxWait())
        .failWith(() -> new IllegalStateException("no interpreter became ready in time"));
  }

  private Uni<List<RunEvent>> events() {
    DemoProgram program = program();
    return runs.start(
            RequestedOptions.NONE,
            IntakeFormat.PLAIN.open(),
            new ReplayModel()
                .generate(program.source(), config.demo().tokensPerSecond(), Duration.ZERO))
        .events()
        .collect()
        .asList();
  }

  private DemoProgram program() {
    return DemoProgram.withId(config.demo().program())
        .orElseThrow(
            () -> new IllegalStateException("there is no program " + config.demo().program()));
  }

  @SuppressWarnings("java:S106")
  private void print(List<RunEvent> events, int port) {
    System.out.print(
        """

        Forerun ran %s while it was being generated, at %s tokens per second:

        %s
        Now send a program of your own, line by line, and see it run:

          (echo 'print("first")'; sleep 2; echo 'print("second")') | \\
            curl -sN -T . -X POST -H 'Content-Type: text/x-python' http://localhost:%d/v1/runs

        """
            .formatted(
                config.demo().program(),
                config.demo().tokensPerSecond(),
                Timeline.of(events),
                port));
    System.out.flush();
  }
}
