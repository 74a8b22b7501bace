package io.forerun.run;

import io.forerun.chunk.Chunk;
import io.forerun.chunk.ChunkKind;
import io.forerun.gate.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Sees a run, and says why overlap could not help in it, if it could not. Looks at what the
 * statements are and at how long they took. Owned by its run.
 */
final class Advisor {
  private static final double ALMOST_ALL = 0.8;
  private static final double MUCH = 0.1;
  private static final Duration NOTICEABLE = Duration.ofMillis(100);

  private final Policy policy;
  private final List<Chunk> chunks = new ArrayList<>();
  private RunEvent.GateHeld denied;
  private Duration longestHold = Duration.ZERO;
  private int heldLine;

  Advisor(Policy policy) {
    this.policy = policy;
  }

  void detected(Chunk chunk) {
    chunks.add(chunk);
  }

  void denied(RunEvent.GateHeld hold) {
    denied = hold;
  }

  void held(int line, Duration duration) {
    if (duration.compareTo(longestHold) > 0) {
      longestHold = duration;
      heldLine = line;
    }
  }

  /**
   * What can be said of a program that ran to its end.
   *
   * @param deltas pieces in which the model's answer came
   * @param generation how long it took
   * @param execution of each chunk that executed, in order
   */
  List<Advice> advice(long deltas, Duration generation, List<Duration> execution) {
    var advice = new ArrayList<Advice>();
    if (deltas == 1 && chunks.size() > 1) {
      advice.add(
          new Advice(
              "one_piece",
              "The answer came in one piece, so nothing could run while it was written; let the model stream its tokens."));
    } else if (policy == Policy.SERIAL) {
      advice.add(
          new Advice(
              "serial_policy",
              "The policy serial runs nothing before the last token; choose effects to overlap."));
    } else if (denied != null) {
      advice.add(
          new Advice(
              "denied_name",
              "All statements from line %d on waited for the last token, because that one is about to %s; choose the policy effects, or use it later."
                  .formatted(denied.line(), denied.effect())));
    } else {
      aboutStatements(execution, advice);
    }
    if (longestHold.compareTo(NOTICEABLE) >= 0 && share(longestHold, generation) >= MUCH) {
      advice.add(
          new Advice(
              "gate_hold",
              "The effect in line %d waited %d ms until the program was complete, and all that follows with it; do it later in the program, or approve it."
                  .formatted(heldLine, longestHold.toMillis())));
    }
    return advice;
  }

  private void aboutStatements(List<Duration> execution, List<Advice> advice) {
    if (chunks.isEmpty()) {
      return;
    }
    var last = chunks.getLast();
    if (chunks.stream().noneMatch(Advisor::works)) {
      if (chunks.stream().anyMatch(chunk -> chunk.kind().isDefinition())) {
        advice.add(
            new Advice(
                "definitions_only",
                "The program only defines names, so there was nothing to run while it was written."));
      }
    } else if (isMainGuard(last)
        || (last.kind() == ChunkKind.SIMPLE && definesAllBut(last) && dominates(execution))) {
      advice.add(
          new Advice(
              "main_at_end",
              "All work is in the last statement, in line %d, so it could not run before the last token; work at top level instead of in a function that is called at the end."
                  .formatted(last.firstLine())));
    } else if (isBlock(last) && share(lines(last), last.lastLine()) >= 0.5) {
      advice.add(
          new Advice(
              "one_block",
              "Lines %d to %d are one statement, which could not run before its last token; work at top level instead of inside one %s."
                  .formatted(last.firstLine(), last.lastLine(), last.kind().json())));
    }
  }

  /** Whether a statement does more than to prepare others. */
  private static boolean works(Chunk chunk) {
    return !chunk.kind().isDefinition()
        && chunk.kind() != ChunkKind.IMPORT
        && !(chunk.index() == 0 && isString(chunk));
  }

  private static boolean isString(Chunk chunk) {
    var statement = statement(chunk);
    return chunk.kind() == ChunkKind.SIMPLE
        && (statement.startsWith("\"") || statement.startsWith("'"));
  }

  private static boolean isMainGuard(Chunk chunk) {
    return chunk.kind() == ChunkKind.IF && statement(chunk).startsWith("if __name__");
  }

  private static boolean isBlock(Chunk chunk) {
    return switch (chunk.kind()) {
      case IF, FOR, WHILE, TRY, WITH, MATCH -> true;
      case SIMPLE, IMPORT, FUNCTION, CLASS, INVALID -> false;
    };
  }

  private boolean definesAllBut(Chunk last) {
    return chunks.stream().anyMatch(chunk -> chunk.kind().isDefinition())
        && chunks.stream().filter(chunk -> chunk != last).noneMatch(Advisor::works);
  }

  private static boolean dominates(List<Duration> execution) {
    var all = execution.stream().reduce(Duration.ZERO, Duration::plus);
    return share(execution.getLast(), all) >= ALMOST_ALL;
  }

  /** Without the comments before it. */
  private static String statement(Chunk chunk) {
    return chunk
        .text()
        .lines()
        .skip(chunk.firstLine() - (long) chunk.startLine())
        .findFirst()
        .orElse("")
        .strip();
  }

  private static double lines(Chunk chunk) {
    return chunk.lastLine() - chunk.firstLine() + 1.0;
  }

  private static double share(Duration part, Duration whole) {
    return share(part.toNanos(), whole.toNanos());
  }

  private static double share(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
