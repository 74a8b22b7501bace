package io.forerun.chunk;

import java.util.List;

/** The clause of a compound statement that was read last: it decides which clause may follow. */
enum Clause {
  /** {@code if} and {@code elif}. */
  CONDITION("elif", "else"),
  /** {@code for} and {@code while}. */
  LOOP("else"),
  /** {@code try}: the one clause that something must follow. */
  TRY("except", "finally"),
  EXCEPT("except", "else", "finally"),
  /** {@code else} of a {@code try}. */
  TRY_ELSE("finally"),
  /** A clause that nothing can follow. */
  LAST();

  private final List<String> followers;

  Clause(String... followers) {
    this.followers = List.of(followers);
  }

  /** Whether a clause can follow at all. */
  boolean canContinue() {
    return this != LAST;
  }

  /** Whether a clause that can follow begins with the characters {@code text[from, to)}. */
  boolean admitsPrefix(char[] text, int from, int to) {
    for (int i = 0; i < followers.size(); i++) {
      String follower = followers.get(i);
      if (to - from <= follower.length() && startsWith(follower, text, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** The clause that the word {@code text[from, to)} begins, or null if it cannot follow. */
  Clause continuedBy(char[] text, int from, int to) {
    for (int i = 0; i < followers.size(); i++) {
      String follower = followers.get(i);
      if (to - from == follower.length() && startsWith(follower, text, from, to)) {
        return after(follower);
      }
    }
    return null;
  }

  private Clause after(String follower) {
    return switch (follower) {
      case "elif" -> CONDITION;
      case "except" -> EXCEPT;
      case "else" -> this == EXCEPT ? TRY_ELSE : LAST;
      default -> LAST;
    };
  }

  private static boolean startsWith(String word, char[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (word.charAt(i - from) != text[i]) {
        return false;
      }
    }
    return true;
  }
}
