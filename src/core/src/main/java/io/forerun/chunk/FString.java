package io.forerun.chunk;

/**
 * An f-string that is being read. Its text and its replacement fields take turns, and a field may
 * hold further strings: that is why the chunker keeps a stack of these. They are used again.
 */
final class FString {
  char quote;
  boolean triple;
  boolean raw;

  /** Line on which it began, from 1. */
  int line;

  /** Brackets that were open around it. */
  int outerDepth;

  /** Replacement fields that are open, one in the format specification of the other. */
  int fields;

  /** Whether its text is a format specification, up to the end of the first field in it. */
  boolean inSpecification;

  /** Whether the brace of a <code>\N{</code> is open. */
  boolean inCharacterName;

  void begin(char quote, boolean triple, boolean raw, int line, int outerDepth) {
    this.quote = quote;
    this.triple = triple;
    this.raw = raw;
    this.line = line;
    this.outerDepth = outerDepth;
    fields = 0;
    inSpecification = false;
    inCharacterName = false;
  }
}
