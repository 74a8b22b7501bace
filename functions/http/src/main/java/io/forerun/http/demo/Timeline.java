package io.forerun.http.demo;

import io.forerun.run.RunEvent;
import io.forerun.run.RunEvent.ChunkDetected;
import io.forerun.run.RunEvent.ChunkFailed;
import io.forerun.run.RunEvent.ChunkFinished;
import io.forerun.run.RunEvent.GenerationCancelled;
import io.forerun.run.RunEvent.GenerationFinished;
import io.forerun.run.RunEvent.Output;
import io.forerun.run.RunEvent.RunFinished;
import io.forerun.run.Summary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Draws what a run did when: one lane for the generation, with a mark where a statement became
 * complete, one for the execution, as high as it was busy.
 */
final class Timeline {
  private static final int WIDTH = 60;
  private static final String[] BUSY = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

  private final List<Duration> statements = new ArrayList<>();
  private final double[] busyNanos = new double[WIDTH];
  private final long nanosPerColumn;
  private final Duration generationEnd;
  private final Duration firstOutput;
  private final RunFinished end;

  private Timeline(List<RunEvent> events) {
    end = (RunFinished) events.getLast();
    nanosPerColumn = Math.max(1, Math.ceilDiv(end.at().toNanos(), WIDTH));
    Duration lastToken = end.at();
    Duration printed = null;
    for (RunEvent event : events) {
      switch (event) {
        case ChunkDetected detected -> statements.add(detected.at());
        case ChunkFinished chunk -> busy(chunk.at(), chunk.duration());
        case ChunkFailed chunk -> busy(chunk.at(), chunk.duration());
        case Output output -> printed = printed == null ? output.at() : printed;
        case GenerationFinished generation -> lastToken = generation.at();
        case GenerationCancelled generation -> lastToken = generation.at();
        default -> {}
      }
    }
    generationEnd = lastToken;
    firstOutput = printed;
  }

  /**
   * Draws a run.
   *
   * @param events all events of one run, in order
   * @return lines of text, each ending with a newline
   */
  static String of(List<RunEvent> events) {
    return new Timeline(events).draw();
  }

  private void busy(Duration end, Duration duration) {
    long to = end.toNanos();
    long from = Math.max(0, to - duration.toNanos());
    for (int column = column(from); column <= column(to); column++) {
      long columnStart = column * nanosPerColumn;
      busyNanos[column] +=
          Math.max(0, Math.min(to, columnStart + nanosPerColumn) - Math.max(from, columnStart));
    }
  }

  private int column(long nanos) {
    return Math.clamp(nanos / nanosPerColumn, 0, WIDTH - 1);
  }

  private String draw() {
    Summary summary = end.summary();
    StringBuilder lines = new StringBuilder();
    lines.append(line("generation │%s│".formatted(generationLane())));
    lines.append(line("execution  │%s│".formatted(executionLane())));
    String length = ms(end.at());
    lines.append(line("            0%" + (WIDTH - 1) + "s", length));
    lines.append(
        line(
            "%d statements, %d run, in %d batches; %s%s",
            summary.chunks(),
            summary.chunksCompleted(),
            summary.batches(),
            end.status().json(),
            end.error() == null ? "" : ": " + end.error().type()));
    if (firstOutput != null) {
      lines.append(
          line("first output after %s, %s", ms(firstOutput), beforeOrAfterLastToken(firstOutput)));
    }
    lines.append(line(""));
    row(lines, "T_gen", summary.generation(), "first to last token");
    row(lines, "T_exe", summary.execution(), "Python at work");
    row(lines, "NEL", summary.nonOverlapped(), "left to wait for after the last token");
    row(lines, "end to end", summary.endToEnd(), "overlapped");
    row(lines, "serial", summary.serialEstimate(), "estimate: generate, then execute");
    row(lines, "lower bound", summary.lowerBound(), summary.regime().json().replace('_', '-'));
    return lines.toString();
  }

  private String generationLane() {
    String[] lane = new String[WIDTH];
    int last = column(generationEnd.toNanos());
    Arrays.fill(lane, 0, last + 1, "━");
    Arrays.fill(lane, last + 1, WIDTH, " ");
    statements.forEach(at -> lane[column(at.toNanos())] = "╋");
    return String.join("", lane);
  }

  private String executionLane() {
    StringBuilder lane = new StringBuilder();
    for (double busy : busyNanos) {
      int level = (int) Math.ceil(busy / nanosPerColumn * (BUSY.length - 1));
      lane.append(BUSY[Math.clamp(level, 0, BUSY.length - 1)]);
    }
    return lane.toString();
  }

  private String beforeOrAfterLastToken(Duration at) {
    Duration early = generationEnd.minus(at);
    return early.isNegative()
        ? ms(early.negated()) + " after the last token"
        : ms(early) + " before the last token";
  }

  private static void row(StringBuilder lines, String name, Duration time, String meaning) {
    lines.append(line("%-11s %10s  %s", name, ms(time), meaning));
  }

  private static String ms(Duration time) {
    return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
  }

  private static String line(String format, Object... args) {
    return String.format(Locale.ROOT, format, args).stripTrailing() + "\n";
  }
}
