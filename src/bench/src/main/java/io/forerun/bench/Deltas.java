package io.forerun.bench;

import java.util.stream.IntStream;

/** Cuts texts as a model would send them. */
final class Deltas {
  private Deltas() {}

  /**
   * @param characters of a delta; 0 for one delta
   */
  static String[] of(String text, int characters) {
    int step = characters == 0 ? Math.max(1, text.length()) : characters;
    return IntStream.range(0, Math.ceilDiv(text.length(), step))
        .mapToObj(i -> text.substring(i * step, Math.min(text.length(), (i + 1) * step)))
        .toArray(String[]::new);
  }
}
