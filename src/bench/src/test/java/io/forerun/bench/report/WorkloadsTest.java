package io.forerun.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forerun.bench.report.Workload.Kind;
import io.forerun.generate.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadsTest {
  private static final Map<String, Workload> ALL =
      Workloads.all().stream().collect(Collectors.toMap(Workload::id, workload -> workload));

  @Test
  void thereAreEnoughProgramsOfEachKind() {
    var counts =
        ALL.values().stream().collect(Collectors.groupingBy(Workload::kind, Collectors.counting()));

    assertThat(counts.get(Kind.ORDINARY)).isGreaterThan(50);
    assertThat(counts.get(Kind.SYNTHETIC)).isEqualTo(13);
    assertThat(counts.get(Kind.ERROR)).isGreaterThan(20);
    assertThat(counts.get(Kind.NO_OVERLAP)).isGreaterThan(5);
  }

  @ParameterizedTest
  @CsvSource({
    "demo/sales_report, ORDINARY",
    "demo/order_totals, ERROR",
    "demo/geometry, NO_OVERLAP",
    "demo/guarded_import, NO_OVERLAP",
    "data/k_means, ORDINARY",
    "algorithms/eight_queens, NO_OVERLAP",
    "errors/value_error_at_10, ERROR",
    "synthetic/wait_1000ms/16_steps, SYNTHETIC",
    "synthetic/early_4000ms/16_steps, SYNTHETIC",
    "wrapped/main, NO_OVERLAP",
    "wrapped/try, NO_OVERLAP",
  })
  void aProgramIsOfTheKindThatItsStatementsMakeIt(String id, Kind kind) {
    assertThat(ALL.get(id).kind()).isEqualTo(kind);
  }

  @Test
  void theSyntheticProgramsAreOfOneLength() {
    assertThat(ALL.values())
        .filteredOn(workload -> workload.kind() == Kind.SYNTHETIC)
        .allSatisfy(
            workload -> assertThat(Tokens.split(workload.source())).hasSizeBetween(550, 800));
    assertThat(ALL.get("synthetic/wait_250ms/64_steps").chunks()).hasSize(65);
  }

  @Test
  void aPatternThatMatchesNothingIsRefusedWithTheNames() {
    assertThatThrownBy(() -> Workloads.matching("demo/nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("demo/sales_report");
  }

  @Test
  void aSelectionLeavesNoKindOutAndFitsWhereItCan() {
    var available = List.copyOf(Workloads.all());
    var selection = new Selection(List.of(120.0), 2, 7, 1);
    var warmUp = Duration.ofSeconds(1);

    var least = selection.within(Duration.ofSeconds(1), warmUp, available);
    var more = selection.within(Duration.ofMinutes(30), warmUp, available);

    assertThat(least.stream().map(Workload::stratum))
        .doesNotHaveDuplicates()
        .containsAll(available.stream().map(Workload::stratum).collect(Collectors.toSet()));
    assertThat(more).hasSizeGreaterThan(least.size()).containsAll(least);
    assertThat(
            more.stream()
                .map(workload -> selection.estimate(workload, warmUp))
                .reduce(Duration.ZERO, Duration::plus))
        .isLessThan(Duration.ofMinutes(30));
    assertThat(selection.within(Duration.ofDays(2), warmUp, available)).isEqualTo(available);
  }
}
