package io.forerun.intake;

/** Reads a model's answer that is the program and nothing else; drops a byte order mark. */
public final class PlainIntake implements Intake {
  private final WholeCharacters characters = new WholeCharacters();

  @Override
  public void accept(String delta, Sink sink) {
    characters.accept(delta, sink::code);
  }

  @Override
  public void end(Sink sink) {
    characters.end();
  }
}
