package io.forerun.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What an intake made of an input: neighbouring pieces of one kind joined, and the error that ended
 * it, or null.
 */
record Reading(List<Piece> pieces, String errorType, String errorMessage) {

  record Piece(boolean code, String text) {}

  static Reading of(Intake intake, List<String> deltas) {
    List<Piece> pieces = new ArrayList<>();
    Intake.Sink sink = sink(pieces::add);
    try {
      deltas.forEach(delta -> intake.accept(delta, sink));
      intake.end(sink);
      return new Reading(joined(pieces), null, null);
    } catch (IntakeException e) {
      return new Reading(joined(pieces), e.type(), e.getMessage());
    }
  }

  static Intake.Sink sink(Consumer<Piece> pieces) {
    return new Intake.Sink() {
      @Override
      public void code(String code) {
        pieces.accept(checked(new Piece(true, code)));
      }

      @Override
      public void prose(String text) {
        pieces.accept(checked(new Piece(false, text)));
      }
    };
  }

  String program() {
    return textOf(true);
  }

  String prose() {
    return textOf(false);
  }

  /** Single characters, and seeded random cuts. */
  static List<List<String>> splits(String text, Random random, int count) {
    List<List<String>> splits = new ArrayList<>();
    splits.add(text.chars().mapToObj(c -> String.valueOf((char) c)).toList());
    for (int n = 0; n < count; n++) {
      int longest = 1 + random.nextInt(24);
      List<String> deltas = new ArrayList<>();
      for (int i = 0; i < text.length(); ) {
        int to = Math.min(text.length(), i + random.nextInt(longest + 1));
        deltas.add(text.substring(i, to));
        i = to;
      }
      splits.add(deltas);
    }
    return splits;
  }

  private String textOf(boolean code) {
    StringBuilder text = new StringBuilder();
    pieces.stream().filter(piece -> piece.code == code).forEach(piece -> text.append(piece.text));
    return text.toString();
  }

  private static Piece checked(Piece piece) {
    if (piece.text.isEmpty()
        || Character.isLowSurrogate(piece.text.charAt(0))
        || Character.isHighSurrogate(piece.text.charAt(piece.text.length() - 1))) {
      throw new AssertionError("empty or cut inside a character: " + piece);
    }
    return piece;
  }

  private static List<Piece> joined(List<Piece> pieces) {
    List<Piece> joined = new ArrayList<>();
    for (Piece piece : pieces) {
      if (!joined.isEmpty() && joined.getLast().code == piece.code) {
        joined.add(new Piece(piece.code, joined.removeLast().text + piece.text));
      } else {
        joined.add(piece);
      }
    }
    return joined;
  }
}
