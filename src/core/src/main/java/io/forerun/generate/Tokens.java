package io.forerun.generate;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Splits text into pieces like a language model's tokens: parts of words with the space before
 * them, runs of punctuation, line ends with the indentation after them; three to four characters
 * each in Python code, as there. The same text always gives the same pieces.
 */
public final class Tokens {
  private static final Pattern TOKEN =
      Pattern.compile("\\R+ *| ?[\\p{L}\\p{N}_]{1,8}| ?[^\\s\\p{L}\\p{N}_]{1,4}|\\s");

  private Tokens() {}

  /** The pieces, which make up the text. */
  public static List<String> split(String text) {
    return TOKEN.matcher(text).results().map(MatchResult::group).toList();
  }
}
