package io.forerun.chunk;

import static io.forerun.chunk.CharacterClass.BACKSLASH;
import static io.forerun.chunk.CharacterClass.CLOSE;
import static io.forerun.chunk.CharacterClass.COLON;
import static io.forerun.chunk.CharacterClass.COMMENT;
import static io.forerun.chunk.CharacterClass.NEWLINE;
import static io.forerun.chunk.CharacterClass.OPEN;
import static io.forerun.chunk.CharacterClass.PLAIN;
import static io.forerun.chunk.CharacterClass.QUOTE;
import static io.forerun.chunk.CharacterClass.isBlank;
import static io.forerun.chunk.CharacterClass.isIdentifier;
import static io.forerun.chunk.CharacterClass.isNewline;

import java.util.function.Consumer;

/**
 * Cuts the text of a Python 3.12 program into chunks while it arrives. Each character is looked at
 * once; a chunk leaves with the character that makes it certain that nothing further belongs to it:
 *
 * <table>
 *   <caption>When a statement leaves</caption>
 *   <tr><th>statement</th><th>leaves with</th></tr>
 *   <tr><td>simple statements, also several joined by {@code ;}</td>
 *     <td>the newline outside of strings and brackets that no backslash precedes</td></tr>
 *   <tr><td>{@code def}, {@code class}, {@code with}, {@code match} and their {@code async} forms,
 *     with a block</td>
 *     <td>the first character at column 0 that begins neither a comment nor an empty line</td></tr>
 *   <tr><td>the same on one line ({@code def f(): pass})</td><td>its newline</td></tr>
 *   <tr><td>{@code if}, {@code for}, {@code while}, {@code try}</td>
 *     <td>the first character that cannot belong to a clause that may follow: {@code elif} and
 *     {@code else} after {@code if} and {@code elif}; {@code else} after {@code for} and
 *     {@code while}; {@code except} and {@code finally} after {@code try}; {@code except},
 *     {@code else} and {@code finally} after {@code except}; {@code finally} after the {@code else}
 *     of a {@code try}. {@code elsewhere = 1} therefore is told from {@code else} by its
 *     {@code w}</td></tr>
 *   <tr><td>the same after their last possible clause</td>
 *     <td>as {@code def}: on one line ({@code else: x}) the newline</td></tr>
 *   <tr><td>{@code match} as a name</td>
 *     <td>its newline: it is a statement's keyword only if the line ends with a colon</td></tr>
 *   <tr><td>a decorator</td><td>what it decorates</td></tr>
 *   <tr><td>whatever is open when the program ends</td><td>{@link #end}</td></tr>
 * </table>
 *
 * <p>What cannot be Python leaves too, so that Python says what is wrong with it, and with as many
 * lines as its message needs. Text that no further character can mend (a string in single quotes
 * that is open at the end of its line, a bracket closed by one of another kind, a backslash in the
 * middle of a line) leaves at its newline. A header without a block, a decorator of something else
 * than a definition and a {@code try} without a handler take the next logical line in.
 *
 * <p>Newlines are LF, CR and CRLF. A statement that leaves at a newline leaves with the CR of a
 * CRLF, and the LF is the first character of the next chunk's text. A chunk's text does not depend
 * on how the program was cut into pieces.
 *
 * <p>Not thread-safe; one instance serves one program. After a method has thrown, only {@link
 * #tail} may be called.
 */
public final class Chunker {
  private static final int SLICE = 4096;

  /** Python's own limits: beyond them the program is refused. */
  private static final int MAX_BRACKETS = 200;

  private static final int MAX_FSTRINGS = 150;

  private static final int F_PREFIX = 1;
  private static final int R_PREFIX = 2;
  private static final int B_PREFIX = 4;
  private static final int U_PREFIX = 8;

  /** Characters that are still to come decide. */
  private static final int UNDECIDED = -1;

  /** What is being read. */
  private enum State {
    /** The blanks, comments and empty lines before a logical line. */
    LINE_START,
    /** A comment on a line of its own. */
    LINE_COMMENT,
    /** The first word of a statement. */
    WORD,
    /** The blanks between {@code async} and the next word. */
    AFTER_ASYNC,
    /** A word that may begin the next clause of a compound statement. */
    NEXT_CLAUSE,
    /** A logical line, outside of strings and comments. */
    CODE,
    COMMENT,
    STRING,
    /** The text of an f-string or of a format specification in one. */
    FSTRING,
    /** The rest of a line that Python will refuse. */
    INVALID
  }

  /** How far the statement is. */
  private enum Stage {
    /** No statement has begun. */
    NONE,
    /** On the line of a simple statement. */
    SIMPLE,
    /** On the line of a decorator. */
    DECORATOR,
    /** After a decorator. */
    DECORATED,
    /** On the line of a clause's header, and of its suite if that follows on the same line. */
    HEADER,
    /** After a header that ended with a colon. */
    BLOCK_DUE,
    IN_BLOCK,
    /** After a clause on one line that another clause may follow. */
    AFTER_SUITE,
    /** On the line that shows Python what is wrong with the statement. */
    REFUTED
  }

  private final int maxChunkChars;

  /**
   * The character before the text that has not left, and that text. The character before it is kept
   * so that the LF of a CRLF can be told whatever was cut off.
   */
  private char[] buffer = new char[1024];

  /** First character that has not left. */
  private int start = 1;

  /** Next character to look at. */
  private int position = 1;

  /** End of the text. */
  private int length = 1;

  /** End of what may be looked at: the text and, when it has ended, the newline put after it. */
  private int limit = 1;

  private State state = State.LINE_START;
  private Stage stage = Stage.NONE;
  private ChunkKind kind = ChunkKind.SIMPLE;
  private Clause clause = Clause.LAST;

  private int index;

  /** Line of the character at {@link #position}, from 1. */
  private int line = 1;

  private int startLine = 1;
  private int firstLine = 1;

  /** End of the last logical line of the statement. */
  private int statementEnd;

  /** Line of the statement's last character so far. */
  private int statementLastLine;

  /** Line of the character at {@link #statementEnd}. */
  private int lineAfterStatement;

  private int wordStart;

  /** Where the comment began that ends the logical line; 0 without one. */
  private int lineCommentStart;

  /** Whether the line begins with blanks. */
  private boolean indented;

  /** Whether blanks come before a backslash at the beginning of the line; they then count. */
  private boolean indentedBeforeBackslash;

  /** Whether the line begins with a backslash that joins it to the previous one. */
  private boolean joined;

  private final char[] brackets = new char[MAX_BRACKETS];
  private int depth;

  /** Line of the outermost open bracket. */
  private int bracketLine;

  private char quote;
  private boolean triple;
  private int stringLine;

  private final FString[] fstrings = new FString[MAX_FSTRINGS];
  private int fstringCount;

  private boolean ended;

  /** Looks at characters so far, second looks included. */
  private long looks;

  /**
   * @param maxChunkChars characters that one chunk may have, including the comments before it
   */
  public Chunker(int maxChunkChars) {
    if (maxChunkChars < 1) {
      throw new IllegalArgumentException("maxChunkChars must be positive: " + maxChunkChars);
    }
    this.maxChunkChars = maxChunkChars;
    buffer[0] = '\n';
  }

  /**
   * Takes the next piece of the program and hands over each chunk that it completes.
   *
   * @param text may be cut anywhere and may be empty
   * @param chunks is called on the caller's thread
   * @throws ChunkTooLongException if a statement is still open after as many characters as a chunk
   *     may have; chunks before it have been handed over
   * @throws IllegalStateException after {@link #end}
   */
  public void accept(String text, Consumer<Chunk> chunks) {
    if (ended) {
      throw new IllegalStateException("the program has ended");
    }
    int from = 0;
    while (from < text.length()) {
      int room = maxChunkChars - (length - start) + 1;
      int to = from + Math.min(Math.min(text.length() - from, SLICE), room);
      reserve(to - from);
      text.getChars(from, to, buffer, length);
      length += to - from;
      limit = length;
      from = to;
      scan(chunks);
      if (length - start > maxChunkChars) {
        throw tooLong();
      }
    }
  }

  /**
   * The program has ended: hands over what was held back.
   *
   * @param chunks is called on the caller's thread
   */
  public void end(Consumer<Chunk> chunks) {
    if (ended) {
      return;
    }
    ended = true;
    int endLine = line;
    if (isNewline(buffer[length - 1])) {
      endLine--;
    } else {
      // As Python does: a last line without a newline gets one. It is not part of any chunk.
      reserve(1);
      buffer[length] = '\n';
      limit = length + 1;
      scan(chunks);
    }
    boolean betweenLines = state == State.LINE_START && position == limit;
    boolean suiteRead = stage == Stage.IN_BLOCK || stage == Stage.AFTER_SUITE;
    if (betweenLines && suiteRead && clause != Clause.TRY) {
      leave(chunks);
    }
    if (stage != Stage.NONE || !betweenLines || joined) {
      firstLine = stage == Stage.NONE ? endLine : firstLine;
      kind = ChunkKind.INVALID;
      statementEnd = length;
      statementLastLine = endLine;
      leave(chunks);
    }
    limit = length;
  }

  /**
   * The text after the last chunk. After {@link #end} these are the comments and blank lines at the
   * end of the program.
   */
  public String tail() {
    return new String(buffer, start, length - start);
  }

  /** How often a character was looked at; linear in the text whatever the text is. */
  long looks() {
    return looks;
  }

  /** Makes room for more characters, first by dropping those that have left. */
  private void reserve(int characters) {
    if (length + characters <= buffer.length) {
      return;
    }
    int dropped = start - 1;
    int kept = length - dropped;
    char[] target =
        2 * (kept + characters) <= buffer.length
            ? buffer
            : new char[Math.max(2 * buffer.length, 2 * (kept + characters))];
    System.arraycopy(buffer, dropped, target, 0, kept);
    buffer = target;
    start -= dropped;
    position -= dropped;
    length -= dropped;
    limit -= dropped;
    statementEnd -= dropped;
    wordStart -= dropped;
    lineCommentStart -= lineCommentStart == 0 ? 0 : dropped;
  }

  private void scan(Consumer<Chunk> chunks) {
    boolean more = true;
    while (more && position < limit) {
      int from = position;
      more =
          switch (state) {
            case LINE_START -> lineStart(chunks);
            case LINE_COMMENT -> comment(State.LINE_START);
            case WORD -> word();
            case AFTER_ASYNC -> afterAsync();
            case NEXT_CLAUSE -> nextClause(chunks);
            case CODE -> code(chunks);
            case COMMENT -> comment(State.CODE);
            case STRING -> string();
            case FSTRING -> fstring();
            case INVALID -> invalid(chunks);
          };
      looks += position - from + 1;
    }
  }

  // ---- Statements: what a logical line means ----

  private boolean lineStart(Consumer<Chunk> chunks) {
    while (position < limit) {
      char c = buffer[position];
      if (c == ' ' || c == '\t') {
        indented = true;
      } else if (c == '\f') {
        indented = false;
      } else if (isNewline(c)) {
        blankLine(c);
      } else if (c == '#') {
        state = State.LINE_COMMENT;
        return true;
      } else if (c == '\\') {
        if (position + 1 == limit) {
          return false;
        }
        if (!isNewline(buffer[position + 1])) {
          beginLogicalLine(chunks);
          return true;
        }
        indentedBeforeBackslash |= indented;
        joined = true;
        line++;
        position++;
      } else if (c != '\uFEFF' || index > 0 || position > start) {
        beginLogicalLine(chunks);
        return true;
      }
      position++;
    }
    return true;
  }

  private void blankLine(char c) {
    if (isSecondHalfOfNewline(buffer, position)) {
      if (position == start) {
        startLine--;
      }
      if (position == statementEnd) {
        statementEnd++;
      }
    } else {
      line++;
      resetIndentation();
    }
  }

  private void resetIndentation() {
    indented = false;
    indentedBeforeBackslash = false;
    joined = false;
  }

  private void beginLogicalLine(Consumer<Chunk> chunks) {
    boolean inColumnZero = !indented && !indentedBeforeBackslash;
    lineCommentStart = 0;
    wordStart = position;
    switch (stage) {
      case IN_BLOCK, AFTER_SUITE -> {
        if (inColumnZero && clause.canContinue()) {
          state = State.NEXT_CLAUSE;
        } else if (inColumnZero || stage == Stage.AFTER_SUITE) {
          statementIsOver(chunks);
        } else {
          state = State.CODE;
        }
      }
      case BLOCK_DUE -> {
        stage = inColumnZero ? Stage.REFUTED : Stage.IN_BLOCK;
        state = State.CODE;
      }
      case DECORATED -> {
        stage = inColumnZero ? Stage.DECORATED : Stage.REFUTED;
        state = inColumnZero ? State.WORD : State.CODE;
      }
      default -> beginStatement();
    }
  }

  private void beginStatement() {
    firstLine = line;
    kind = ChunkKind.SIMPLE;
    clause = Clause.LAST;
    stage = Stage.SIMPLE;
    state = State.WORD;
  }

  /** The character at {@link #position} cannot belong to the statement. */
  private void statementIsOver(Consumer<Chunk> chunks) {
    if (clause == Clause.TRY) {
      stage = Stage.REFUTED;
      state = State.CODE;
    } else {
      leave(chunks);
      beginStatement();
    }
  }

  private boolean nextClause(Consumer<Chunk> chunks) {
    while (position < limit) {
      if (isIdentifier(buffer[position])) {
        if (!clause.admitsPrefix(buffer, wordStart, position + 1)) {
          statementIsOver(chunks);
          return true;
        }
        position++;
      } else {
        Clause next = clause.continuedBy(buffer, wordStart, position);
        if (next == null) {
          statementIsOver(chunks);
        } else {
          clause = next;
          stage = Stage.HEADER;
          state = State.CODE;
        }
        return true;
      }
    }
    return true;
  }

  private boolean word() {
    while (position < limit && isIdentifier(buffer[position])) {
      position++;
    }
    if (position == limit) {
      return false;
    }
    state = State.CODE;
    if (position == wordStart && buffer[position] == '@') {
      stage = Stage.DECORATOR;
    } else if (wordIs("async")) {
      state = State.AFTER_ASYNC;
    } else {
      firstWord();
    }
    return true;
  }

  private void firstWord() {
    if (wordIs("def")) {
      header(ChunkKind.FUNCTION, Clause.LAST);
    } else if (wordIs("class")) {
      header(ChunkKind.CLASS, Clause.LAST);
    } else if (stage == Stage.DECORATED) {
      stage = Stage.REFUTED;
    } else if (wordIs("import") || wordIs("from")) {
      kind = ChunkKind.IMPORT;
    } else if (wordIs("if")) {
      header(ChunkKind.IF, Clause.CONDITION);
    } else if (wordIs("for")) {
      header(ChunkKind.FOR, Clause.LOOP);
    } else if (wordIs("while")) {
      header(ChunkKind.WHILE, Clause.LOOP);
    } else if (wordIs("try")) {
      header(ChunkKind.TRY, Clause.TRY);
    } else if (wordIs("with")) {
      header(ChunkKind.WITH, Clause.LAST);
    } else if (wordIs("match")) {
      header(ChunkKind.MATCH, Clause.LAST);
    }
  }

  private void header(ChunkKind headerKind, Clause headerClause) {
    kind = headerKind;
    clause = headerClause;
    stage = Stage.HEADER;
  }

  private boolean wordIs(String word) {
    if (position - wordStart != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (buffer[wordStart + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean afterAsync() {
    while (position < limit) {
      char c = buffer[position];
      if (c == '\\') {
        if (position + 1 == limit) {
          return false;
        }
        if (!isNewline(buffer[position + 1])) {
          return refuse(position + 1);
        }
        line++;
        position++;
      } else if (!isBlank(c) && !isSecondHalfOfNewline(buffer, position)) {
        wordStart = position;
        if (isIdentifier(c)) {
          state = State.WORD;
        } else {
          refuse(position);
        }
        return true;
      }
      position++;
    }
    return true;
  }

  /** The newline before {@link #position} has ended a logical line. */
  private void endLogicalLine(Consumer<Chunk> chunks) {
    int last = lastOfLogicalLine();
    statementEnd = position;
    lineAfterStatement = line;
    state = State.LINE_START;
    resetIndentation();
    switch (stage) {
      case DECORATOR -> stage = Stage.DECORATED;
      case HEADER -> {
        if (buffer[last] == ':') {
          stage = Stage.BLOCK_DUE;
        } else if (clause.canContinue()) {
          stage = Stage.AFTER_SUITE;
        } else {
          kind = kind == ChunkKind.MATCH ? ChunkKind.SIMPLE : kind;
          leave(chunks);
        }
      }
      case SIMPLE -> leave(chunks);
      case REFUTED -> {
        kind = ChunkKind.INVALID;
        leave(chunks);
      }
      default -> {}
    }
  }

  /**
   * Finds the last character of the logical line that belongs to neither blanks, a comment nor
   * backslashes before a newline, and notes its line.
   */
  private int lastOfLogicalLine() {
    int end = lineCommentStart > 0 ? lineCommentStart : position - 1;
    int last = end;
    statementLastLine = line - 1;
    char c;
    do {
      c = buffer[--last];
      if (isNewline(c) && !(c == '\r' && buffer[last + 1] == '\n')) {
        statementLastLine--;
      }
    } while (isBlank(c) || isNewline(c) || c == '\\');
    looks += end - last;
    return last;
  }

  /** The statement leaves, up to {@link #statementEnd}. */
  private void leave(Consumer<Chunk> chunks) {
    int end = Math.min(statementEnd, length);
    if (end - start > maxChunkChars) {
      throw tooLong();
    }
    String text = new String(buffer, start, end - start);
    Chunk chunk = new Chunk(index, kind, text, startLine, firstLine, statementLastLine);
    index++;
    start = end;
    startLine = lineAfterStatement;
    stage = Stage.NONE;
    chunks.accept(chunk);
  }

  private ChunkTooLongException tooLong() {
    if (fstringCount > 0) {
      return tooLong("f-string", fstrings[0].line);
    }
    if (state == State.STRING) {
      return tooLong("string", stringLine);
    }
    if (depth > 0) {
      return tooLong("bracket", bracketLine);
    }
    return stage == Stage.NONE ? tooLong("comment", startLine) : tooLong("statement", firstLine);
  }

  private ChunkTooLongException tooLong(String what, int beganOn) {
    String message =
        "The %s that began on line %d has not ended after %d characters, the most that one statement may have: close it, or write shorter statements."
            .formatted(what, beganOn, maxChunkChars);
    return new ChunkTooLongException(message, beganOn);
  }

  // ---- Characters: where a logical line ends ----

  private boolean code(Consumer<Chunk> chunks) {
    char[] text = buffer;
    int end = limit;
    byte[] classes = fstringCount == 0 ? CharacterClass.CODE : CharacterClass.FIELD;
    int at = position;
    while (at < end) {
      char c = text[at];
      byte characterClass = c < 128 ? classes[c] : PLAIN;
      switch (characterClass) {
        case NEWLINE -> {
          if (!isSecondHalfOfNewline(text, at)) {
            line++;
            if (depth == 0) {
              position = at + 1;
              endLogicalLine(chunks);
              return true;
            }
          }
        }
        case QUOTE -> {
          position = at;
          return openString(c);
        }
        case COMMENT -> {
          position = at;
          lineCommentStart = depth == 0 ? at : 0;
          state = State.COMMENT;
          return true;
        }
        case BACKSLASH -> {
          if (at + 1 == end) {
            position = at;
            return false;
          }
          at++;
          if (!isNewline(text[at])) {
            return refuse(at);
          }
          line++;
        }
        case OPEN -> {
          if (!open(c)) {
            return refuse(at);
          }
        }
        case CLOSE -> {
          if (!close(c)) {
            return refuse(at);
          }
          if (endsField(c)) {
            position = at + 1;
            state = State.FSTRING;
            return true;
          }
        }
        case COLON -> {
          FString fstring = fstrings[fstringCount - 1];
          if (depth - fstring.outerDepth == fstring.fields) {
            fstring.inSpecification = true;
            position = at + 1;
            state = State.FSTRING;
            return true;
          }
        }
        default -> {}
      }
      at++;
    }
    position = at;
    return true;
  }

  /** Nothing after this can make the statement valid: it leaves with the line. */
  private boolean refuse(int at) {
    position = at;
    state = State.INVALID;
    return true;
  }

  private boolean open(char bracket) {
    if (depth == MAX_BRACKETS) {
      return false;
    }
    if (depth == 0) {
      bracketLine = line;
    }
    brackets[depth++] = bracket;
    return true;
  }

  private boolean close(char bracket) {
    if (depth == 0) {
      return false;
    }
    char opened = brackets[--depth];
    return bracket == (opened == '(' ? ')' : opened == '[' ? ']' : '}');
  }

  /** Whether the bracket just closed is that of an f-string's replacement field. */
  private boolean endsField(char bracket) {
    if (bracket != '}' || fstringCount == 0) {
      return false;
    }
    FString fstring = fstrings[fstringCount - 1];
    if (depth - fstring.outerDepth != fstring.fields - 1) {
      return false;
    }
    fstring.fields--;
    fstring.inSpecification = false;
    return true;
  }

  private boolean comment(State next) {
    while (position < limit) {
      if (isNewline(buffer[position])) {
        state = next;
        return true;
      }
      position++;
    }
    return true;
  }

  private boolean invalid(Consumer<Chunk> chunks) {
    while (position < limit) {
      char c = buffer[position];
      if (isNewline(c) && !isSecondHalfOfNewline(buffer, position)) {
        position++;
        line++;
        depth = 0;
        fstringCount = 0;
        statementEnd = position;
        statementLastLine = line - 1;
        lineAfterStatement = line;
        state = State.LINE_START;
        resetIndentation();
        kind = ChunkKind.INVALID;
        leave(chunks);
        return true;
      }
      position++;
    }
    return true;
  }

  private boolean openString(char opening) {
    if (position + 1 == limit) {
      return false;
    }
    boolean doubled = buffer[position + 1] == opening;
    if (doubled && position + 2 == limit) {
      return false;
    }
    boolean tripled = doubled && buffer[position + 2] == opening;
    if (doubled && !tripled) {
      position += 2;
      return true;
    }
    int prefix = prefixBefore(position);
    position += tripled ? 3 : 1;
    if ((prefix & F_PREFIX) == 0) {
      quote = opening;
      triple = tripled;
      stringLine = line;
      state = State.STRING;
      return true;
    }
    if (fstringCount == MAX_FSTRINGS) {
      return refuse(position);
    }
    FString fstring = fstrings[fstringCount];
    if (fstring == null) {
      fstring = fstrings[fstringCount] = new FString();
    }
    fstringCount++;
    fstring.begin(opening, tripled, (prefix & R_PREFIX) != 0, line, depth);
    state = State.FSTRING;
    return true;
  }

  /** What the letters before a quote mean: a prefix only if they are nobody else's end. */
  private int prefixBefore(int at) {
    int prefix = 0;
    int letters = 0;
    while (isIdentifier(buffer[at - 1 - letters])) {
      int letter =
          switch (buffer[at - 1 - letters]) {
            case 'f', 'F' -> F_PREFIX;
            case 'r', 'R' -> R_PREFIX;
            case 'b', 'B' -> B_PREFIX;
            case 'u', 'U' -> U_PREFIX;
            default -> 0;
          };
      letters++;
      if (letter == 0 || letters > 2) {
        return 0;
      }
      prefix |= letter;
    }
    boolean one = letters == 1;
    boolean two = prefix == (F_PREFIX | R_PREFIX) || prefix == (B_PREFIX | R_PREFIX);
    return one || two ? prefix : 0;
  }

  private boolean string() {
    char[] text = buffer;
    int end = limit;
    int at = position;
    while (at < end) {
      char c = text[at];
      byte characterClass = c < 128 ? CharacterClass.STRING[c] : PLAIN;
      switch (characterClass) {
        case QUOTE -> {
          if (c == quote) {
            int after = endOfString(at, triple);
            if (after == UNDECIDED) {
              position = at;
              return false;
            }
            if (after > 0) {
              position = after;
              state = State.CODE;
              return true;
            }
          }
        }
        case BACKSLASH -> {
          if (at + 1 == end) {
            position = at;
            return false;
          }
          at++;
          if (isNewline(text[at])) {
            line++;
          }
        }
        case NEWLINE -> {
          if (!isSecondHalfOfNewline(text, at)) {
            if (!triple) {
              return refuse(at);
            }
            line++;
          }
        }
        default -> {}
      }
      at++;
    }
    position = at;
    return true;
  }

  /** Position after the quotes at {@code at} if they end the string, else 0. */
  private int endOfString(int at, boolean tripleQuoted) {
    if (!tripleQuoted) {
      return at + 1;
    }
    for (int i = at + 1; i < at + 3; i++) {
      if (i == limit) {
        return UNDECIDED;
      }
      if (buffer[i] != buffer[at]) {
        return 0;
      }
    }
    return at + 3;
  }

  private boolean fstring() {
    FString fstring = fstrings[fstringCount - 1];
    char[] text = buffer;
    int end = limit;
    int at = position;
    while (at < end) {
      char c = text[at];
      byte characterClass = c < 128 ? CharacterClass.FSTRING[c] : PLAIN;
      switch (characterClass) {
        case QUOTE -> {
          if (c == fstring.quote) {
            int after = endOfString(at, fstring.triple);
            if (after == UNDECIDED) {
              position = at;
              return false;
            }
            if (after > 0) {
              if (fstring.fields > 0) {
                return refuse(after);
              }
              fstringCount--;
              position = after;
              state = State.CODE;
              return true;
            }
          }
        }
        case BACKSLASH -> {
          if (at + 1 == end) {
            position = at;
            return false;
          }
          char escaped = text[at + 1];
          if (isNewline(escaped)) {
            line++;
          }
          if (escaped == 'N' && !fstring.raw) {
            if (at + 2 == end) {
              position = at;
              return false;
            }
            if (text[at + 2] == '{') {
              fstring.inCharacterName = true;
              at++;
            }
          }
          if (escaped != '{' && escaped != '}') {
            at++;
          }
        }
        case NEWLINE -> {
          if (!isSecondHalfOfNewline(text, at)) {
            if (!fstring.triple) {
              if (!fstring.inSpecification) {
                return refuse(at);
              }
              position = at;
              state = State.CODE;
              return true;
            }
            line++;
          }
        }
        case OPEN -> {
          if (at + 1 == end) {
            position = at;
            return false;
          }
          if (text[at + 1] == '{' && !fstring.inSpecification) {
            at++;
          } else {
            if (!open(c)) {
              return refuse(at);
            }
            fstring.fields++;
            fstring.inCharacterName = false;
            position = at + 1;
            state = State.CODE;
            return true;
          }
        }
        case CLOSE -> {
          if (fstring.inCharacterName) {
            fstring.inCharacterName = false;
          } else if (fstring.fields > 0) {
            close(c);
            endsField(c);
          } else {
            if (at + 1 == end) {
              position = at;
              return false;
            }
            at++;
            if (text[at] != '}') {
              return refuse(at);
            }
          }
        }
        default -> {}
      }
      at++;
    }
    position = at;
    return true;
  }

  private static boolean isSecondHalfOfNewline(char[] text, int at) {
    return text[at] == '\n' && text[at - 1] == '\r';
  }
}
