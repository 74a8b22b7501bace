package io.forerun.gate;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the names and keywords of Python code one after the other; attributes are passed over. */
final class Words {
  private static final Pattern STRING_PREFIX = Pattern.compile("(?i)[rbuf]|[bf]r|r[bf]");

  /** An f-string that is open at the current position. */
  private static final class FString {
    final String quote;
    final boolean raw;

    /** Replacement fields that are open, one in the format specification of the other. */
    int fields;

    /** Whether its text is being read, or that of a format specification in it. */
    boolean inText = true;

    /** Brackets that are open in the field. */
    int depth;

    FString(String quote, boolean raw) {
      this.quote = quote;
      this.raw = raw;
    }
  }

  private final String text;
  private final Deque<FString> open = new ArrayDeque<>();
  private int position;
  private boolean afterDot;

  Words(String text) {
    this.text = text;
  }

  /** The next word in the form that Python compares; null at the end. */
  String next() {
    while (position < text.length()) {
      var string = open.peek();
      if (string != null && string.inText) {
        readText(string);
      } else {
        var word = readCode(string);
        if (word != null) {
          return word;
        }
      }
    }
    return null;
  }

  private String readCode(FString string) {
    char c = text.charAt(position);
    if (Character.isUnicodeIdentifierPart(c) || c > 127) {
      return readWord();
    }
    switch (c) {
      case '#' -> skipUntilNewline();
      case '"', '\'' -> readString("");
      case ' ', '\t', '\f' -> position++;
      case '\\' -> position += 2;
      case '.' -> {
        afterDot = true;
        position++;
      }
      default -> {
        afterDot = false;
        position++;
        if (string != null) {
          readBracket(string, c);
        }
      }
    }
    return null;
  }

  /** A word, a number, or a string with a prefix. */
  private String readWord() {
    int start = position;
    while (position < text.length() && isWordPart(text.charAt(position))) {
      position++;
    }
    var word = text.substring(start, position);
    boolean attribute = afterDot;
    afterDot = false;
    if (isQuote(position) && STRING_PREFIX.matcher(word).matches()) {
      readString(word);
      return null;
    }
    return attribute ? null : Normalizer.normalize(word, Normalizer.Form.NFKC);
  }

  private static boolean isWordPart(char c) {
    return Character.isUnicodeIdentifierPart(c) || c > 127;
  }

  private boolean isQuote(int at) {
    return at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'');
  }

  private void skipUntilNewline() {
    while (position < text.length() && !isNewline(text.charAt(position))) {
      position++;
    }
  }

  private static boolean isNewline(char c) {
    return c == '\n' || c == '\r';
  }

  private void readString(String prefix) {
    afterDot = false;
    var single = text.substring(position, position + 1);
    var quote = text.startsWith(single.repeat(3), position) ? single.repeat(3) : single;
    position += quote.length();
    var kind = prefix.toLowerCase(Locale.ROOT);
    if (kind.contains("f")) {
      open.push(new FString(quote, kind.contains("r")));
    } else {
      skipString(quote);
    }
  }

  private void skipString(String quote) {
    while (position < text.length() && !ends(quote)) {
      position += text.charAt(position) == '\\' ? 2 : 1;
    }
  }

  /** Whether the string ends here, by its quote or because Python refuses it; goes past the end. */
  private boolean ends(String quote) {
    if (text.startsWith(quote, position)) {
      position += quote.length();
      return true;
    }
    return quote.length() == 1 && isNewline(text.charAt(position));
  }

  private void readText(FString string) {
    if (ends(string.quote)) {
      open.pop();
      return;
    }
    char c = text.charAt(position);
    boolean doubled =
        string.fields == 0 && position + 1 < text.length() && text.charAt(position + 1) == c;
    switch (c) {
      case '\\' -> readBackslash(string);
      case '{' -> {
        if (doubled) {
          position += 2;
        } else {
          position++;
          string.fields++;
          string.depth = 0;
          string.inText = false;
        }
      }
      case '}' -> {
        position++;
        string.fields = Math.max(0, string.fields - 1);
      }
      default -> position++;
    }
  }

  private void readBackslash(FString string) {
    if (!string.raw && text.startsWith("\\N{", position)) {
      int end = text.indexOf('}', position);
      position = end < 0 ? text.length() : end + 1;
    } else {
      position += text.startsWith("{", position + 1) ? 1 : 2;
    }
  }

  private static void readBracket(FString string, char c) {
    switch (c) {
      case '(', '[', '{' -> string.depth++;
      case ')', ']', '}' -> {
        if (string.depth > 0) {
          string.depth--;
        } else if (c == '}') {
          string.fields--;
          string.inText = true;
        }
      }
      case ':' -> string.inText = string.depth == 0;
      default -> {}
    }
  }
}
