package io.forerun.conversation;

/**
 * Tells where a JSON object ends, so that a program is known to be complete before the model goes
 * on to its next call. Whether it is JSON at all, the intake tells.
 */
final class JsonObjectEnd {
  private int depth;
  private boolean inString;
  private boolean escaped;

  /** Reads on; returns whether the object ends in this piece. */
  boolean reachedIn(String json) {
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (inString) {
        inString = escaped || c != '"';
        escaped = !escaped && c == '\\';
      } else {
        switch (c) {
          case '"' -> inString = true;
          case '{', '[' -> depth++;
          case '}', ']' -> {
            if (--depth == 0) {
              return true;
            }
          }
          default -> {}
        }
      }
    }
    return false;
  }
}
