package io.forerun.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report is made of real runs, in its shortest form; with CPython where there is one. */
class ReportBenchmarkTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--together=33",
        "--repetitions=0",
        "--speeds=0",
        "--only=nothing",
        "--report-only"
      })
  void whatCannotBeMeasuredIsRefusedInASentence(String option, @TempDir Path directory) {
    var err = new StringWriter();
    var command = ReportBenchmark.command().setErr(new PrintWriter(err, true));

    assertThat(command.execute(option, "--output=" + directory)).isEqualTo(2);
    assertThat(err.toString()).endsWith(".\n").doesNotContain("Exception");
  }

  @Test
  void aReportIsMadeOfRealRuns(@TempDir Path directory) throws Exception {
    int status =
        ReportBenchmark.run(
            "--speeds=2000",
            "--repetitions=1",
            "--together=2",
            "--only={errors/value_error_at_10,synthetic/wait_250ms/4_steps}",
            "--output=" + directory);

    assertThat(status).isZero();
    var results =
        JsonMapper.builder()
            .build()
            .readValue(directory.resolve("results.json").toFile(), Results.class);
    assertThat(results.overlapped()).hasSize(2);
    assertThat(results.serial()).hasSizeBetween(2 * 2, 2 * 4);
    assertThat(results.machine().graalPy()).containsPattern("^25\\..*, Python 3\\.");
    var analysis = new Analysis(results);
    assertThat(analysis.cells()).allMatch(Cell::sameOutcome);
    assertThat(directory.resolve("report.md"))
        .content()
        .contains("custom: 2 of 2 workloads", "| synthetic/wait_250ms/4_steps |")
        .containsPattern("37\\.3 %.*\\*\\*(met|missed)\\*\\*|not measured");
    var parser = DocumentBuilderFactory.newInstance();
    parser.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    for (Plot plot : Plot.values()) {
      assertThat(directory.resolve(plot.file())).content().startsWith("<?xml");
      assertThat(
              parser
                  .newDocumentBuilder()
                  .parse(directory.resolve(plot.file()).toFile())
                  .getElementsByTagName("path")
                  .getLength())
          .isPositive();
    }

    String report = Files.readString(directory.resolve("report.md"));
    assertThat(ReportBenchmark.run("--report-only", "--output=" + directory)).isZero();
    assertThat(directory.resolve("report.md")).hasContent(report);
  }
}
