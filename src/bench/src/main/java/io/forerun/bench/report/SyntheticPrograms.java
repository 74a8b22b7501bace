package io.forerun.bench.report;

import io.forerun.bench.report.Workload.Kind;
import io.forerun.generate.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Programs of equal length in steps of equal length. Most wait, as for a query, so that a step
 * takes the same time in every interpreter and only overlap makes a difference: in every step, or
 * in the first quarter of them, as programs do that load their data first. One computes. With the
 * generation speeds of the report, the three execution times reach from generation that is far
 * slower than execution to the opposite.
 */
final class SyntheticPrograms {
  private static final int TOKENS = 640;
  private static final List<Integer> STEPS = List.of(4, 16, 64);
  private static final List<Integer> EXECUTION_MILLIS = List.of(250, 1_000, 4_000);
  private static final int WORDS_PER_LINE = 14;
  private static final int MANY_STEPS = 16;
  private static final int EARLY_SHARE = 4;

  private SyntheticPrograms() {}

  static List<Workload> all() {
    List<Workload> all = new ArrayList<>();
    for (int millis : EXECUTION_MILLIS) {
      for (int steps : STEPS) {
        all.add(
            Workload.successful(
                "synthetic/wait_%dms/%d_steps".formatted(millis, steps),
                Kind.SYNTHETIC,
                waiting(steps, steps, millis)));
      }
      all.add(
          Workload.successful(
              "synthetic/early_%dms/%d_steps".formatted(millis, MANY_STEPS),
              Kind.SYNTHETIC,
              waiting(MANY_STEPS, MANY_STEPS / EARLY_SHARE, millis)));
    }
    all.add(
        Workload.successful(
            "synthetic/compute/%d_steps".formatted(MANY_STEPS),
            Kind.SYNTHETIC,
            steps(MANY_STEPS, "print(sum(i * i %% 7 for i in range(20_000 + %d)))"::formatted)));
    String waiting = waiting(MANY_STEPS, MANY_STEPS, 1_000);
    all.add(
        Workload.successful(
            "wrapped/main", Kind.SYNTHETIC, "def main():\n" + indented(waiting) + "\n\nmain()\n"));
    all.add(
        Workload.successful(
            "wrapped/try",
            Kind.SYNTHETIC,
            "try:\n" + indented(waiting) + "except OSError as error:\n    print(error)\n"));
    return all;
  }

  private static String waiting(int steps, int waitingSteps, int millis) {
    String wait = String.format(Locale.ROOT, "time.sleep(%.4f)", millis / 1e3 / waitingSteps);
    return "import time\n"
        + steps(steps, step -> step < waitingSteps ? wait : "print(" + step + ")");
  }

  /** A step's statement. */
  private interface Step {
    String statement(int number);
  }

  private static String steps(int steps, Step step) {
    var program = new StringBuilder();
    IntStream.range(0, steps)
        .forEach(
            number -> {
              String statement = step.statement(number) + "\n";
              program.append(comment(TOKENS / steps - Tokens.split(statement).size()));
              program.append(statement);
            });
    return program.toString();
  }

  /** Words that make a step as long as it has to be; none where the statement is already. */
  private static String comment(int tokens) {
    var comment = new StringBuilder();
    for (int left = tokens; left > 2; left -= WORDS_PER_LINE + 2) {
      comment.append('#').append(" next".repeat(Math.min(left - 2, WORDS_PER_LINE))).append('\n');
    }
    return comment.toString();
  }

  private static String indented(String text) {
    return text.indent(4);
  }
}
