package io.forerun.bench.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.forerun.bench.report.Measurement.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures how much sooner results are there, and writes the report: what was measured as JSON, the
 * report as Markdown, plots as SVG.
 */
@Command(
    name = "ReportBenchmark",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = "Measures how much sooner results are there, and writes a report about it.")
public final class ReportBenchmark implements Callable<Integer> {
  private static final String FULL = "full";
  private static final String RESULTS = "results.json";
  private static final List<Double> SPEEDS = List.of(30.0, 60.0, 120.0, 240.0, 1_000.0);
  private static final List<Double> QUICK_SPEEDS = List.of(120.0, 1_000.0);
  private static final int REPETITIONS = 7;
  private static final int QUICK_REPETITIONS = 3;
  private static final Duration QUICK_BUDGET = Duration.ofMinutes(9);

  private final ObjectMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  @Option(names = "--quick", description = "Fewer speeds, repetitions and workloads: ten minutes.")
  private boolean quick;

  @Option(
      names = "--budget",
      paramLabel = "PT2H",
      description = "Choose as many workloads as can be measured in this time.")
  private Duration budget;

  @Option(
      names = "--speeds",
      split = ",",
      paramLabel = "N",
      description = "Tokens per second; 30,60,120,240,1000 if not given.")
  private List<Double> speeds;

  @Option(names = "--repetitions", paramLabel = "N", description = "Of everything; 7 if not given.")
  private Integer repetitions;

  @Option(
      names = "--together",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Make up to N runs at the same time, 1 to "
              + Pipelines.MOST_TOGETHER
              + ", where nearly all of it is waiting; ${DEFAULT-VALUE} if not given.")
  private int together;

  @Option(
      names = "--only",
      paramLabel = "GLOB",
      defaultValue = "**",
      description = "Workloads whose id matches, such as demo/*; all if not given.")
  private String only;

  @Option(
      names = "--python",
      paramLabel = "COMMAND",
      defaultValue = "python3",
      description = "What starts CPython; ${DEFAULT-VALUE} if not given.")
  private String python;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "20261122",
      description =
          "Of the choice, the order and the model's times; ${DEFAULT-VALUE} if not given.")
  private long seed;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Where the report goes; if not given docs/performance for the full form, and"
              + " target/performance for others.")
  private Path output;

  @Option(
      names = "--report-only",
      description = "Measure nothing: make the report of the results that are in DIR.")
  private boolean reportOnly;

  @Option(names = "--list", description = "Print the workloads and end.")
  private boolean list;

  /** Runs the benchmark and ends the process. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /**
   * @return the exit status
   */
  static int run(String... args) {
    return command().execute(args);
  }

  static CommandLine command() {
    return new CommandLine(new ReportBenchmark())
        .setExecutionExceptionHandler(ReportBenchmark::explain);
  }

  /** What the user or the machine did is told in a sentence. */
  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult arguments)
      throws Exception {
    if (e instanceof IllegalArgumentException || e instanceof IOException) {
      command.getErr().println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    throw e;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (list) {
      Workloads.matching(only)
          .forEach(workload -> System.out.println(workload.id() + "  " + workload.kind().title()));
      return 0;
    }
    if (output == null) {
      output = Path.of(form().equals(FULL) ? "docs/performance" : "target/performance");
    }
    Files.createDirectories(output);
    if (reportOnly) {
      Path results = output.resolve(RESULTS);
      require(Files.exists(results), "There is no %s.".formatted(results));
      report(json.readValue(results.toFile(), Results.class));
    } else {
      measure();
    }
    System.out.println("The report is " + output.resolve("report.md").toAbsolutePath() + ".");
    return 0;
  }

  private void measure() throws IOException, InterruptedException {
    Request request = request();
    try (var pipelines = new Pipelines();
        var cpython = cpython()) {
      new Measurement(pipelines, cpython, request, System.out::println).run(this::report);
    }
  }

  private Request request() {
    List<Double> measuredSpeeds = speeds != null ? speeds : quick ? QUICK_SPEEDS : SPEEDS;
    int times = repetitions != null ? repetitions : quick ? QUICK_REPETITIONS : REPETITIONS;
    require(measuredSpeeds.stream().allMatch(speed -> speed > 0), "--speeds must be positive.");
    require(times > 0, "--repetitions must be positive.");
    require(
        together > 0 && together <= Pipelines.MOST_TOGETHER,
        "--together must be 1 to " + Pipelines.MOST_TOGETHER + ".");
    return new Request(
        form(),
        Workloads.matching(only),
        measuredSpeeds,
        times,
        seed,
        budget == null && quick ? QUICK_BUDGET : budget,
        together);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  private String form() {
    boolean custom = speeds != null || repetitions != null || !only.equals("**");
    return custom ? "custom" : quick ? "quick" : FULL;
  }

  private Cpython cpython() {
    try {
      return Cpython.start(python);
    } catch (IOException e) {
      System.out.println("CPython is left out: " + e.getMessage());
      return null;
    }
  }

  private void report(Results results) {
    try {
      json.writeValue(output.resolve(RESULTS).toFile(), results);
      var analysis = new Analysis(results);
      Files.writeString(output.resolve("report.md"), MarkdownReport.of(results, analysis));
      for (Plot plot : Plot.values()) {
        plot.write(results, analysis, output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
