package io.forerun.intake;

import java.util.function.Consumer;

/**
 * Joins surrogate pairs that were cut between deltas and drops a leading byte order mark, so that
 * whatever reads on sees whole characters only.
 */
final class WholeCharacters {
  private static final char NONE = 0;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private char pendingHigh = NONE;
  private long offset;

  /**
   * @param text receives what is whole; not called with empty text
   * @throws IntakeException if half a pair stands alone; what precedes it was handed over
   */
  void accept(String delta, Consumer<String> text) {
    String joined = pendingHigh == NONE ? delta : pendingHigh + delta;
    pendingHigh = NONE;
    int from = offset == 0 && !joined.isEmpty() && joined.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    int to = joined.length();
    for (int i = from; i < joined.length(); i++) {
      char c = joined.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c) && i + 1 == joined.length()) {
        pendingHigh = c;
        to = i;
      } else if (Character.isHighSurrogate(c) && Character.isLowSurrogate(joined.charAt(i + 1))) {
        i++;
      } else {
        handOver(joined, from, i, text);
        throw IntakeException.loneSurrogate(c, offset + i);
      }
    }
    offset += to;
    handOver(joined, from, to, text);
  }

  /**
   * @throws IntakeException if the text ended inside a pair
   */
  void end() {
    if (pendingHigh != NONE) {
      throw IntakeException.loneSurrogate(pendingHigh, offset);
    }
  }

  private static void handOver(String joined, int from, int to, Consumer<String> text) {
    if (from < to) {
      text.accept(joined.substring(from, to));
    }
  }
}
