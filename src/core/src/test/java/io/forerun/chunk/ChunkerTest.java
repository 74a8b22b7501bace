package io.forerun.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkerTest {

  /** Cuts the program in one piece and character by character, which must not differ. */
  private static Cutting cut(String program) {
    Cutting whole = Cutting.of(program);
    assertThat(Cutting.byCharacter(program)).isEqualTo(whole);
    assertThat(whole.joined()).isEqualTo(program);
    return whole;
  }

  /** Each text is one chunk. */
  private static void assertChunks(String... texts) {
    assertThat(cut(String.join("", texts)).texts()).containsExactly(texts);
  }

  @Nested
  class Statements {

    @Test
    void eachSimpleStatementIsAChunk() {
      assertChunks("x = 1\n", "print(x)\n", "del x\n");
    }

    @Test
    void simpleStatementsOnOneLineStayTogether() {
      assertChunks("a = 1; b = 2; c = 3\n", "d = 4;\n");
    }

    @Test
    void aDefinitionTakesItsBlock() {
      assertChunks("def f(a,\n      b):\n  x = a\n\n  return b\n", "f(1, 2)\n");
    }

    @Test
    void aDefinitionOnOneLineIsAChunk() {
      assertChunks("def f(): pass\n", "class A: x = 1\n", "with a as b: c\n", "f()\n");
    }

    @Test
    void decoratorsBelongToTheDefinition() {
      assertChunks(
          "@a\n# comment\n\n@b(\n  1)\ndef f():\n  pass\n", "@c\nclass A:\n  pass\n", "x\n");
    }

    @Test
    void anIfTakesItsElifsAndElse() {
      assertChunks("if a:\n  b\nelif c:\n  d\n# comment\n\nelif e: f\nelse:\n  g\n", "h\n");
    }

    @Test
    void clausesOnOneLine() {
      assertChunks("if a: b\nelif c: d\nelse: e\n", "for a in b: c\nelse: d\n", "x\n");
    }

    @Test
    void loopsTakeTheirElse() {
      assertChunks("for a in b:\n  c\nelse:\n  d\n", "while a:\n  b\nelse:\n  c\n", "d\n");
    }

    @Test
    void tryTakesItsClauses() {
      assertChunks(
          "try:\n  a\nexcept B:\n  c\nexcept (D, E) as e: f\nelse:\n  g\nfinally:\n  h\n",
          "try: a\nfinally: b\n",
          "try:\n  a\nexcept* B:\n  c\n",
          "try:\n  a\nexcept:\n  b\n",
          "c\n");
    }

    @Test
    void aSecondElseIsNotTheStatements() {
      assertChunks("if a:\n  b\nelse:\n  c\n", "else:\n", "  d\n");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"elsewhere = 1\n", "elif_ = 1\n", "el = 1\n", "else1 = 1\n", "elseé = 1\n"})
    void aNameThatBeginsLikeAClauseIsANewStatement(String next) {
      assertChunks("if a:\n  b\n", next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"else:", "else :", "else\\\n:", "elif(c):", "elif[c]:", "elif'c':"})
    void aClauseNeedsNoBlankAfterItsKeyword(String header) {
      assertChunks("if a:\n  b\n" + header + "\n  d\n", "x\n");
    }

    @Test
    void asyncStatements() {
      Cutting cutting =
          cut("async def f():\n  pass\nasync  with a:\n  b\nasync\\\n for a in b: c\nx\n");
      assertThat(cutting.kinds())
          .containsExactly(ChunkKind.FUNCTION, ChunkKind.WITH, ChunkKind.FOR, ChunkKind.SIMPLE);
    }

    @Test
    void matchIsAStatementOnlyIfItsLineEndsWithAColon() {
      Cutting cutting =
          cut("match x:\n  case 1:\n    a\nmatch = 1\nmatch(x)\nmatch[1:2]\nmatch: int = 3\n");
      assertThat(cutting.texts())
          .containsExactly(
              "match x:\n  case 1:\n    a\n",
              "match = 1\n",
              "match(x)\n",
              "match[1:2]\n",
              "match: int = 3\n");
      assertThat(cutting.kinds())
          .startsWith(ChunkKind.MATCH, ChunkKind.SIMPLE)
          .endsWith(ChunkKind.SIMPLE);
    }

    @Test
    void typeAndCaseAreSimple() {
      assertChunks("type A = int\n", "type = 1\n", "type(a)\n", "case = 2\n", "_ = 3\n");
    }

    @Test
    void aCommentAfterAHeaderIsNotItsSuite() {
      assertChunks("if a: # b: c\n  d\n", "match x: # y\n  case _: pass\n", "e\n");
    }

    @Test
    void aHeaderMayEndOnALaterLine() {
      assertChunks("if a and \\\n   b: \\\n\n  c\n", "if a: \\\n  b\n", "c\n");
    }

    @ParameterizedTest
    @MethodSource("io.forerun.chunk.ChunkerTest#kinds")
    void hasAKind(String program, ChunkKind kind) {
      assertThat(cut(program).kinds()).containsExactly(kind);
    }
  }

  static Stream<Object[]> kinds() {
    return Stream.of(
        new Object[] {"x = 1", ChunkKind.SIMPLE},
        new Object[] {"@a\ndef f(): pass", ChunkKind.FUNCTION},
        new Object[] {"@a\nasync def f(): pass", ChunkKind.FUNCTION},
        new Object[] {"@a\nclass A: pass", ChunkKind.CLASS},
        new Object[] {"import a; b()", ChunkKind.IMPORT},
        new Object[] {"from a import (\n b,\n c)\n", ChunkKind.IMPORT},
        new Object[] {"from.a import b", ChunkKind.IMPORT},
        new Object[] {"imported = 1", ChunkKind.SIMPLE},
        new Object[] {"if(a): b", ChunkKind.IF},
        new Object[] {"while 1: pass", ChunkKind.WHILE},
        new Object[] {"for a in b:\n  pass", ChunkKind.FOR},
        new Object[] {"try:\n  a\nfinally:\n  b", ChunkKind.TRY},
        new Object[] {"with(a): pass", ChunkKind.WITH},
        new Object[] {"match a:\n  case _: pass", ChunkKind.MATCH});
  }

  @Nested
  class Lines {

    @Test
    void areThoseOfTheStatement() {
      Cutting cutting = cut("# a\n\nx = 1\n@b\n# c\ndef f():\n  pass\n\n# d\ny = (\n)\n");
      assertThat(cutting.lines()).containsExactly("3-3", "4-7", "10-11");
      assertThat(cutting.chunks()).extracting(Chunk::startLine).containsExactly(1, 4, 8);
    }

    @Test
    void commentsAndBlankLinesInColumnZeroDoNotEndABlock() {
      assertChunks("def f():\n  a\n# comment\n\n\f\n  # comment\n  b\n", "# next\n\nc\n");
    }

    @Test
    void aFormFeedBeginsTheLineAnew() {
      assertChunks("if a:\n  b\n", "  \fc\n", "\fd\n");
      assertChunks("if a:\n  b\n\f  c\n", "d\n");
    }

    @Test
    void tabsIndent() {
      assertChunks("if a:\n\tb\n\t\n\tif c:\n\t    d\n", "e\n");
    }

    @Test
    void aBackslashJoinsLines() {
      assertChunks("x = 1 + \\\n2\n", "y = 'a\\\nb'\n", "z \\\n# comment\n");
    }

    @Test
    void theFirstBackslashAfterBlanksDecidesTheIndentation() {
      assertChunks("if a:\n  b\n  \\\nc\n", "d\n");
      assertChunks("if a:\n  b\n\\\n  c\n", "d\n");
      assertChunks("if a:\n  b\n", "\\\nc\n", "d\n");
    }

    @Test
    void theJoinedLinesAfterTheLastCharacterDoNotCount() {
      assertThat(cut("x = 1 \\\n\ny\n").lines()).containsExactly("1-1", "3-3");
      assertThat(cut("x = 1 \\\r\n\r\ny\r\n").lines()).containsExactly("1-1", "3-3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void anyNewlineEndsALine(String newline) {
      String program =
          "# a\n\nx = 'a\\\nb'\nif y:\n  z = '''\n'''\n\n\nprint(\n)\ndef f():\n  pass\n\nlast \\\n= 1\n";
      Cutting cutting = cut(program.replace("\n", newline));
      assertThat(cutting.lines()).containsExactly("3-4", "5-7", "10-11", "12-13", "15-16");
      assertThat(cutting.chunks())
          .allSatisfy(
              chunk -> {
                String before =
                    cutting.texts().subList(0, chunk.index()).stream().reduce("", String::concat);
                String lineFeedHeldBack = chunk.text().startsWith("\n") ? "\n" : "";
                long lines = before.replace("\r\n", "\n").replace('\r', '\n').lines().count();
                assertThat(chunk.startLine())
                    .isEqualTo(
                        lines + (lineFeedHeldBack.isEmpty() || newline.equals("\n") ? 1 : 0));
              });
    }

    @Test
    void theLineFeedOfAPairBelongsToTheNextChunkOfASimpleStatement() {
      Cutting cutting = cut("a\r\nif b:\r\n  c\r\nd\r\n");
      assertThat(cutting.texts()).containsExactly("a\r", "\nif b:\r\n  c\r\n", "d\r");
      assertThat(cutting.tail()).isEqualTo("\n");
      assertThat(cutting.chunks()).extracting(Chunk::startLine).containsExactly(1, 1, 4);
    }

    @Test
    void aByteOrderMarkIsBeforeTheFirstColumn() {
      Cutting cutting = cut("\uFEFFif a:\n  b\nc\n");
      assertThat(cutting.kinds()).containsExactly(ChunkKind.IF, ChunkKind.SIMPLE);
    }

    @Test
    void onlyNewlinesAreNewlines() {
      assertChunks("a = 'b\u2028c\u0085d\u000be'\n", "f \u000b\n", "\0\n");
    }
  }

  @Nested
  class Brackets {

    @Test
    void joinLines() {
      assertChunks("a = {\n'b': [\n1,\n(2)\n],\n}\n", "f(\n\n# )\n')'\n)\n", "g()\n");
    }

    @Test
    void aColonInBracketsBeginsNoSuite() {
      assertChunks("if a[\n1:\n]: b\n", "x = lambda a: {\n1: 2}\n", "c\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = (1]\n", "a)\n", "f([1, 2)\n", "{(})\n", "f'{)}'\n"})
    @DisplayName("a bracket closed by another one ends the chunk with its line")
    void mismatch(String wrong) {
      assertChunks(wrong, "b\n");
      assertThat(cut(wrong).kinds()).containsExactly(ChunkKind.INVALID);
    }
  }

  @Nested
  class Strings {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "'a#b' # c",
          "\"a'b\"",
          "'a\\'b('",
          "'a\\\\'",
          "r'\\'\n\"'",
          "b'('",
          "Rb'\\'('",
          "u'('",
          "''",
          "\"\"",
          "'''\n'\n''\n\\'''\n'''",
          "\"\"\"a\n\"b\" \"\"c\\\"\"\"\n\"\"\"",
          "''''a'''",
          "''''''",
          "'' 'a' ''",
          "rb'''\n\\'''\n'''",
          "print'''\n'''",
          "x.f'{'",
          "1if'{'else 2",
        })
    void mayHoldAnything(String string) {
      assertChunks(string.replace("'\n\"'", "'\"'") + "\n", "x\n");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "f'{a}'",
          "f'{'",
          "f'{{'",
          "f'}}'",
          "f'{{{a}}}'",
          "f'{a['b']}'",
          "f'{f'{f'{a}'}'}'",
          "f'''{\na\n}\n'''",
          "f'{\na # }'\n}'",
          "f'{a:>{b}}'",
          "f'{a:{b}{c}.{d}}'",
          "f'{a:{{b}}}'",
          "f'{a!r:^{b!r}}'",
          "f'{a:=3}'",
          "f'{(a:=3)}'",
          "f'{ {1: 2}[1] }'",
          "f'{lambda_[1:2]:x}'",
          "f'{(lambda a: 1)}'",
          "f'{a:\n}'",
          "f'\\N{LEFT CURLY BRACKET}'",
          "rf'\\N{a}'",
          "rf'\\{a}'",
          "f'\\{a}'",
          "f'\\'{a}'",
          "f'{a}\\\n{b}'",
          "F\"{'a'}\" rF'{\"b\"}'",
          "f'' f\"\" f''''''",
          "f'{'''\n'''}'",
          "f'''{'\\\n'}'''",
          "f'{a:'",
          "f'{a=}'",
          "f'{a!='b'}'",
          "fr'''{\n{1:2}[\n1]:{\nx}}\n'''",
        })
    void ofTheFormattedKind(String string) {
      boolean broken = string.equals("f'{'") || string.equals("f'{a:'");
      Cutting cutting = cut(string + "\nx\n");
      if (broken) {
        assertThat(cutting.kinds()).startsWith(ChunkKind.INVALID);
      } else {
        assertThat(cutting.texts()).containsExactly(string + "\n", "x\n");
        assertThat(cutting.kinds()).containsOnly(ChunkKind.SIMPLE);
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "a = 'b\n",
          "if a: 'b\n",
          "f('b\n",
          "f'{'a\n",
          "f'a\n",
          "'''\n''' 'b\n",
          "f'}'\n"
        })
    void anUnterminatedStringLeavesWithItsLine(String wrong) {
      assertChunks(wrong, "c\n");
      assertThat(cut(wrong).kinds()).containsExactly(ChunkKind.INVALID);
    }
  }

  @Nested
  @DisplayName("What Python refuses keeps the lines that its message needs")
  class Invalid {

    @Test
    void aHeaderWithoutABlock() {
      assertChunks("def f():\n# a\n\nx = (\n1)\n", "y\n");
      assertChunks("if a:\n  b\nelse:\nc\n", "d\n");
      assertChunks("match a:\nb\n", "d\n");
    }

    @Test
    void aDecoratorOfSomethingElse() {
      assertChunks("@a\nx = 1\n", "y\n");
      assertChunks("@a\n  def f(): pass\n", "y\n");
      assertChunks("@a\nasync for x in y: pass\n", "y\n");
    }

    @Test
    void aTryWithoutAHandler() {
      assertChunks("try:\n  a\nx = 1\n", "y\n");
      assertChunks("try: a\nexit()\n", "y\n");
      assertChunks("try:\n  a\nelse:\n", "  b\n", "y\n");
    }

    @Test
    void anIndentedStatementIsItsOwnChunk() {
      assertChunks("x\n", "  y\n", "if a: b\n", "  c\n", "d\n");
    }

    @Test
    void aBackslashInTheMiddleOfALine() {
      assertChunks("x = \\ 1\n", "y\n");
      assertChunks("\\x\n", "y\n");
      assertChunks("f(a, \\\"b)\n", "y\n");
      assertChunks("async \\x\n", "y\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"def f():", "@a", "try:\n  a", "if a:\n# b\n", "try: a\n\n# b\n"})
    void aProgramThatEndsTooEarlyLeavesWhole(String program) {
      assertChunks(program);
      assertThat(cut(program).kinds()).containsExactly(ChunkKind.INVALID);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"f(", "x = '''a", "f'''{", "x \\", "\\", "\\\n", "x = 'a", "# a\n(\n# b"})
    void anOpenStatementAtTheEnd(String program) {
      assertChunks(program);
      assertThat(cut(program).kinds()).containsExactly(ChunkKind.INVALID);
    }

    @Test
    void aBackslashAtTheEndDoesNotUndoTheStatementBefore() {
      assertChunks("if a:\n  b\n", "\\\n");
    }
  }

  @Nested
  class End {

    @Test
    void anEmptyProgramHasNoChunks() {
      assertThat(cut("")).isEqualTo(new Cutting(List.of(), ""));
      assertThat(cut("\n# a\n\n").tail()).isEqualTo("\n# a\n\n");
    }

    @Test
    void commentsAfterTheLastStatementAreTheTail() {
      Cutting cutting = cut("def f():\n  a\n  # b\n\n# c");
      assertThat(cutting.texts()).containsExactly("def f():\n  a\n");
      assertThat(cutting.tail()).isEqualTo("  # b\n\n# c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x = 1", "if a: b", "if a:\n  b", "import a", "''", "f'{a}'", "x # y"})
    void theLastLineNeedsNoNewline(String program) {
      assertChunks(program);
      assertThat(cut(program).kinds()).doesNotContain(ChunkKind.INVALID);
    }

    @Test
    void aWordThatTheEndCutsOffIsJudgedAsItIs() {
      assertChunks("if a:\n  b\n", "el");
      assertChunks("if a:\n  b\nelse");
      assertChunks("try:\n  b\nfin");
    }

    @Test
    void nothingMayFollow() {
      var chunker = new Chunker(10);
      chunker.end(chunk -> {});
      assertThatThrownBy(() -> chunker.accept("x", chunk -> {}))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Nested
  class Limit {

    private ChunkTooLongException tooLong(int limit, String... pieces) {
      var chunker = new Chunker(limit);
      return catchThrowableOfType(
          ChunkTooLongException.class,
          () -> {
            for (String piece : pieces) {
              chunker.accept(piece, chunk -> {});
            }
          });
    }

    @ParameterizedTest
    @MethodSource("io.forerun.chunk.ChunkerTest#endless")
    void namesTheLineWhereItBegan(String program, String what, int line) {
      String endless = program + "a ".repeat(20_000);
      for (String[] pieces : List.of(new String[] {endless}, endless.split(""))) {
        ChunkTooLongException e = tooLong(10_000, pieces);
        assertThat(e.type()).isEqualTo("chunk_too_long");
        assertThat(e.line()).isEqualTo(line);
        assertThat(e).hasMessageStartingWith("The " + what + " that began on line " + line + " ");
      }
    }

    @Test
    void isExact() {
      assertThat(tooLong(5, "a = 1\n")).isNotNull();
      assertThat(tooLong(6, "a = 1\nb = 2\n")).isNull();
      assertThat(tooLong(6, "a = 1\nb = 22\n")).isNotNull();
    }

    @Test
    void chunksBeforeItAreHandedOverAndTheRestIsTheTail() {
      var chunker = new Chunker(10);
      var chunks = new ArrayList<Chunk>();
      assertThatThrownBy(() -> chunker.accept("a\nb\nf(0123456789", chunks::add))
          .isInstanceOf(ChunkTooLongException.class);
      assertThat(chunks).extracting(Chunk::text).containsExactly("a\n", "b\n");
      assertThat(chunker.tail()).isEqualTo("f(012345678");
    }
  }

  static Stream<Object[]> endless() {
    return Stream.of(
        new Object[] {"a\n\nb = '''\n\n", "string", 3},
        new Object[] {"a\ndef f():\n  x = f'''\n\n{\n", "f-string", 3},
        new Object[] {"a\nfoo(1,\n[2,\n", "bracket", 2},
        new Object[] {"a\nx = 1 + ", "statement", 2},
        new Object[] {"a\n\n# ", "comment", 2});
  }
}
