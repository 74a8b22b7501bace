package io.forerun.run;

import io.forerun.chunk.Chunk;
import io.forerun.chunk.Chunker;
import io.forerun.intake.Intake;
import io.forerun.intake.IntakeException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads deltas through the intake into the chunker, and remembers when each chunk's last character
 * arrived.
 */
final class Detection implements Intake.Sink {

  /** Receives what was read. */
  interface Sink {

    /**
     * A chunk is complete.
     *
     * @param generated when its last character arrived
     */
    void detected(Chunk chunk, Duration generated);

    /** The model wrote something beside the program. */
    void prose(String text);
  }

  /** The program's length after a delta that arrived at this time. */
  private record Arrival(long length, Duration at) {}

  private final Intake intake;
  private final Chunker chunker;
  private final int maxChars;
  private final Sink sink;
  private final Deque<Arrival> arrivals = new ArrayDeque<>();
  private final StringBuilder program = new StringBuilder();
  private long detectedLength;
  private Duration now = Duration.ZERO;

  Detection(Intake intake, int maxChars, Sink sink) {
    this.intake = intake;
    this.chunker = new Chunker(maxChars);
    this.maxChars = maxChars;
    this.sink = sink;
  }

  /**
   * @throws IntakeException if the input is not a program, or too long
   */
  void accept(String delta, Duration at) {
    now = at;
    intake.accept(delta, this);
  }

  /**
   * @throws IntakeException if the input holds no program, or ended where it must not
   */
  void end(Duration at) {
    now = at;
    intake.end(this);
    if (program.isEmpty()) {
      throw new IntakeException(
          "empty_program", "The input holds no Python code; send at least one statement.");
    }
    chunker.end(this::detected);
  }

  /** The program as far as it was read. */
  String program() {
    return program.toString();
  }

  @Override
  public void code(String code) {
    if (program.length() + code.length() > maxChars) {
      throw new IntakeException(
          "program_too_long",
          "The program is longer than the limit of %d characters; shorten it, or raise programChars."
              .formatted(maxChars));
    }
    program.append(code);
    arrivals.add(new Arrival(program.length(), now));
    chunker.accept(code, this::detected);
  }

  @Override
  public void prose(String text) {
    sink.prose(text);
  }

  private void detected(Chunk chunk) {
    detectedLength += chunk.text().length();
    while (arrivals.element().length() < detectedLength) {
      arrivals.remove();
    }
    sink.detected(chunk, arrivals.element().at());
  }
}
