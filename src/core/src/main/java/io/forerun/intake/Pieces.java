package io.forerun.intake;

/** Hands neighbouring text of one kind to the sink in one piece. */
final class Pieces {
  private final StringBuilder text = new StringBuilder();
  private final Intake.Sink sink;
  private boolean code;

  Pieces(Intake.Sink sink) {
    this.sink = sink;
  }

  void code(CharSequence source, int from, int to) {
    switchTo(true);
    text.append(source, from, to);
  }

  void prose(CharSequence source, int from, int to) {
    switchTo(false);
    text.append(source, from, to);
  }

  void flush() {
    if (!text.isEmpty()) {
      String piece = text.toString();
      text.setLength(0);
      if (code) {
        sink.code(piece);
      } else {
        sink.prose(piece);
      }
    }
  }

  private void switchTo(boolean kind) {
    if (code != kind) {
      flush();
      code = kind;
    }
  }
}
