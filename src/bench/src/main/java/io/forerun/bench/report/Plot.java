package io.forerun.bench.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The report's pictures. */
enum Plot {
  SPEED_UP(
      "speed-up",
      "Speed-up over the generation speed, against the same interpreter after the generation: median bold, quartiles thin") {
    @Override
    XYChart draw(Results results, Analysis analysis) {
      var chart = chart("v_gen, tokens/s (not to scale)", "speed-up");
      List<Double> speeds = results.settings().tokensPerSecond().stream().sorted().toList();
      chart.getStyler().setXAxisMin(0.0).setXAxisMax(speeds.size() - 1.0);
      chart
          .getStyler()
          .setxAxisTickLabelsFormattingFunction(
              x -> x % 1 == 0 ? "%.0f".formatted(speeds.get(x.intValue())) : "");
      for (Workload.Kind kind : Workload.Kind.values()) {
        var cells = analysis.cells(cell -> cell.workload().kind() == kind);
        if (cells.isEmpty()) {
          continue;
        }
        List<Spread> spreads =
            speeds.stream()
                .map(
                    speed ->
                        Spread.of(
                            cells.stream().filter(c -> c.tokensPerSecond() == speed).toList(),
                            Cell::speedUp))
                .toList();
        Color color = COLORS[kind.ordinal()];
        double[] x = IntStream.range(0, speeds.size()).asDoubleStream().toArray();
        series(chart, kind.title(), x, doubles(spreads, Spread::median), color, BOLD)
            .setMarker(SeriesMarkers.CIRCLE);
        series(chart, kind + " lower", x, doubles(spreads, Spread::lower), color, THIN)
            .setShowInLegend(false);
        series(chart, kind + " upper", x, doubles(spreads, Spread::upper), color, THIN)
            .setShowInLegend(false);
      }
      return chart;
    }
  },

  NEL(
      "nel",
      "What the user still waits for after the last token: share of the programs in which overlap can help, synthetic ones included, that need no longer. What is less than 0.1 ms is drawn there") {
    @Override
    XYChart draw(Results results, Analysis analysis) {
      var chart = chart("NEL, ms", "share of the programs, %");
      chart.getStyler().setXAxisLogarithmic(true).setYAxisMin(0.0).setYAxisMax(100.0);
      List<Double> speeds = results.settings().tokensPerSecond().stream().sorted().toList();
      for (int i = 0; i < speeds.size(); i++) {
        double speed = speeds.get(i);
        var cells = overlapping(analysis, speed);
        if (!cells.isEmpty()) {
          distribution(
              chart,
              "%.0f tokens/s".formatted(speed),
              cells,
              c -> c.nel().median(),
              COLORS[i % COLORS.length]);
        }
      }
      var cells = overlapping(analysis, speeds.getFirst());
      if (!cells.isEmpty()) {
        distribution(
            chart,
            "serial",
            cells,
            c -> c.serialNel().get(Variant.POOLED_CONTEXT).median(),
            Color.BLACK);
      }
      return chart;
    }

    private List<Cell> overlapping(Analysis analysis, double speed) {
      return analysis.cells(
          cell -> cell.workload().kind().overlaps() && cell.tokensPerSecond() == speed);
    }

    private void distribution(
        XYChart chart, String name, List<Cell> cells, ToDoubleFunction<Cell> value, Color color) {
      double[] sorted = cells.stream().mapToDouble(value).map(ABOVE_ZERO).sorted().toArray();
      double[] x = IntStream.range(0, 2 * sorted.length).mapToDouble(i -> sorted[i / 2]).toArray();
      double[] shares =
          IntStream.range(0, 2 * sorted.length)
              .mapToDouble(i -> 100.0 * Math.ceilDiv(i, 2) / sorted.length)
              .toArray();
      // XChart would make ticks of values that have the same distance everywhere: 3.4 %, 6.8 %, …
      shares[0] = 0.01;
      series(chart, name, x, shares, color, BOLD);
    }
  },

  PREDICTION(
      "prediction", "End-to-end latency as the closed form predicts it, and as it was measured") {
    @Override
    XYChart draw(Results results, Analysis analysis) {
      var chart = chart("predicted, ms", "measured, ms");
      chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
      chart.getStyler().setMarkerSize(5);
      var all = analysis.cells(cell -> cell.workload().kind() != Workload.Kind.ERROR);
      if (all.isEmpty()) {
        return chart;
      }
      double least = all.stream().mapToDouble(c -> c.predicted().median()).min().orElseThrow();
      double most = all.stream().mapToDouble(c -> c.predicted().median()).max().orElseThrow();
      for (Workload.Kind kind : Workload.Kind.values()) {
        var cells =
            all.stream()
                .filter(cell -> cell.workload().kind() == kind)
                .sorted(Comparator.comparingDouble(cell -> cell.predicted().median()))
                .toList();
        if (!cells.isEmpty()) {
          series(
                  chart,
                  kind.title(),
                  doubles(cells, c -> c.predicted().median()),
                  doubles(cells, c -> c.endToEnd().median()),
                  COLORS[kind.ordinal()],
                  SeriesLines.NONE)
              .setMarker(SeriesMarkers.CIRCLE);
        }
      }
      double[] ends = {least, most};
      series(chart, "equal", ends, ends, Color.GRAY, THIN);
      return chart;
    }
  },

  TIMELINE("timeline", "One run: its statements as they are generated, and as they are executed") {
    @Override
    XYChart draw(Results results, Analysis analysis) {
      var run = timelineRun(results);
      var chart =
          chart(
              "%s at %.0f tokens/s, ms".formatted(run.workload(), run.tokensPerSecond()),
              "executed" + " ".repeat(20) + "generated");
      chart.getStyler().setLegendVisible(false);
      chart.getStyler().setYAxisMin(0.0).setYAxisMax(3.0).setYAxisTicksVisible(false);
      chart.getStyler().setPlotGridLinesVisible(false);
      double generated = 0;
      for (int i = 0; i < run.chunks().size(); i++) {
        var chunk = run.chunks().get(i);
        Color color = COLORS[i % COLORS.length];
        bar(chart, "generated " + i, generated, chunk.generatedMs(), GENERATED_ROW, color);
        bar(
            chart,
            "executed " + i,
            chunk.finishedMs() - chunk.executionMs(),
            chunk.finishedMs(),
            EXECUTED_ROW,
            color);
        generated = chunk.generatedMs();
      }
      return chart;
    }

    private void bar(XYChart chart, String name, double from, double to, double y, Color color) {
      double[] x = {from, Math.max(to, from + 1)};
      series(chart, name, x, new double[] {y, y}, color, BAR);
    }
  };

  private static final int WIDTH = 900;
  private static final int HEIGHT = 420;
  private static final BasicStroke BOLD = new BasicStroke(2.5f);
  private static final BasicStroke THIN = new BasicStroke(0.8f);
  private static final BasicStroke BAR =
      new BasicStroke(60, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL);
  private static final double GENERATED_ROW = 2;
  private static final double EXECUTED_ROW = 1;

  /** A logarithmic axis has no zero. */
  private static final DoubleUnaryOperator ABOVE_ZERO = ms -> Math.max(ms, 0.1);

  private static final String TIMELINE_WORKLOAD = "demo/sales_report";
  private static final double TIMELINE_SPEED = 120;
  private static final double TIMELINE_SHARE = 0.5;

  /** Told apart by people who do not see red and green as well. */
  private static final Color[] COLORS = {
    new Color(0x0072B2),
    new Color(0xE69F00),
    new Color(0xCC79A7),
    new Color(0x009E73),
    new Color(0x56B4E9),
    new Color(0xD55E00)
  };

  private final String file;
  private final String caption;

  Plot(String file, String caption) {
    this.file = file + ".svg";
    this.caption = caption;
  }

  abstract XYChart draw(Results results, Analysis analysis);

  String file() {
    return file;
  }

  String caption() {
    return caption;
  }

  /** Writes the picture into a directory, as SVG. */
  void write(Results results, Analysis analysis, Path directory) {
    try (Writer writer = Files.newBufferedWriter(directory.resolve(file))) {
      var document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .getDOMImplementation()
              .createDocument("http://www.w3.org/2000/svg", "svg", null);
      var context = SVGGeneratorContext.createDefault(document);
      context.setPrecision(1);
      var graphics = new SVGGraphics2D(context, false);
      graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
      draw(results, analysis).paint(graphics, WIDTH, HEIGHT);
      graphics.stream(writer, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static XYChart chart(String x, String y) {
    var chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .theme(ChartTheme.Matlab)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart
        .getStyler()
        .setLegendPosition(LegendPosition.OutsideS)
        .setLegendLayout(LegendLayout.Horizontal)
        .setChartBackgroundColor(Color.WHITE);
    return chart;
  }

  private static XYSeries series(
      XYChart chart, String name, double[] x, double[] y, Color color, BasicStroke stroke) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setLineColor(color).setLineStyle(stroke);
    series.setMarkerColor(color).setMarker(SeriesMarkers.NONE);
    return series;
  }

  private static <T> double[] doubles(List<T> items, ToDoubleFunction<T> value) {
    return items.stream().mapToDouble(value).toArray();
  }

  /** A run that shows what overlap is: of a known program, or of one that executes for long. */
  private static Results.Overlapped timelineRun(Results results) {
    return results.overlapped().stream()
        .sorted(
            Comparator.comparing(
                    (Results.Overlapped run) -> !run.workload().equals(TIMELINE_WORKLOAD))
                .thenComparing(run -> Math.abs(run.tokensPerSecond() - TIMELINE_SPEED))
                .thenComparing(
                    run -> Math.abs(run.executionMs() / run.scheduledMs() - TIMELINE_SHARE)))
        .findFirst()
        .orElseThrow();
  }
}
