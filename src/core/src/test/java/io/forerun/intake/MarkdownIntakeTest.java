package io.forerun.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownIntakeTest {

  @Nested
  class Blocks {

    @Test
    void aPythonBlockIsTheProgramAndTheRestIsProse() {
      assertThat(read("Here it is:\n\n```python\nx = 1\nprint(x)\n```\nDone.\n"))
          .isEqualTo(
              new Reading(
                  List.of(
                      new Reading.Piece(false, "Here it is:\n\n"),
                      new Reading.Piece(true, "x = 1\nprint(x)\n"),
                      new Reading.Piece(false, "Done.\n")),
                  null,
                  null));
    }

    @Test
    void severalBlocksAreOneProgram() {
      assertThat(program("```py\na = 1\n```\nand\n~~~~ Python3 title=x\nb = a\n~~~~\n"))
          .isEqualTo("a = 1\nb = a\n");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          " ",
          "python",
          " python",
          "py",
          "Python3",
          "PY3",
          "python title=\"a.py\"",
          "python:a.py",
          "python,linenos",
          "{.python}",
          "{ .python .numberLines }",
          "{python}"
        })
    void readsBlocksMarkedAsPythonOrNotMarked(String info) {
      assertThat(program("```" + info + "\nx\n```\n")).isEqualTo("x\n");
      assertThat(program("~~~" + info + "\r\nx\r\n~~~\r\n")).isEqualTo("x\r\n");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "json",
          "bash",
          "pycon",
          "python2",
          "python-repl",
          "pythonista",
          "{r}",
          "{}",
          "#"
        })
    void otherLanguagesAreProse(String info) {
      String text = "```" + info + "\nx\n  y\n```\n";
      assertThat(read(text).prose()).isEqualTo(text);
      assertThat(program(text)).isEmpty();
    }

    @Test
    void aBlockInAnotherLanguageHidesFencesInIt() {
      assertThat(program("~~~text\n```python\nno\n```\n~~~\n```python\nyes\n```\n"))
          .isEqualTo("yes\n");
    }

    @Test
    void aMissingClosingFenceIsNoFault() {
      assertThat(program("```python\nx = 1\ny")).isEqualTo("x = 1\ny");
      assertThat(program("```python\nx = 1\n``")).isEqualTo("x = 1\n``");
      assertThat(program("```python\nx = 1\n```")).isEqualTo("x = 1\n");
      assertThat(read("```python")).isEqualTo(new Reading(List.of(), null, null));
    }

    @Test
    void textWithoutABlockIsProse() {
      String text = "No code, `x`, ``` y ``` and ~~z~~\n    ```\n\t```\n> ```\n``` a `b`\n";
      assertThat(read(text).prose()).isEqualTo(text);
    }

    @Test
    void dropsAByteOrderMark() {
      assertThat(read("\uFEFF```\nx\n```").pieces())
          .containsExactly(new Reading.Piece(true, "x\n"));
    }
  }

  @Nested
  class Fences {

    @Test
    void aClosingFenceIsAtLeastAsLongAndAloneInItsLine() {
      assertThat(program("````\n```\n~~~~\n```` x\n    ````\n   `````` \t\nprose"))
          .isEqualTo("```\n~~~~\n```` x\n    ````\n");
    }

    @Test
    void codeLosesTheIndentationOfItsFence() {
      assertThat(program("  ```py\n  def f():\n      return 1\n\n   x\n y\n  ```\n"))
          .isEqualTo("def f():\n    return 1\n\n x\ny\n");
    }

    @Test
    void aBacktickInTheInfoStringMakesABacktickFenceText() {
      assertThat(program("``` python ``` is a span\n")).isEmpty();
      assertThat(program("~~~ python `x`\ny\n")).isEqualTo("y\n");
    }

    @Test
    @DisplayName("a line of backticks inside a Python string closes the block, as in CommonMark")
    void aFenceInsideAStringClosesTheBlock() {
      String text = "```python\ns = \"\"\"\n```\n\"\"\"\n";
      assertThat(program(text)).isEqualTo("s = \"\"\"\n").isEqualTo(commonMark(text));
      assertThat(program("`" + text + "````\n")).isEqualTo("s = \"\"\"\n```\n\"\"\"\n");
    }

    @Test
    void anyLineEndingWillDo() {
      assertThat(program("```py\rx = 1\r\r```\rp\r```py\r\ny\r\n```\r\n"))
          .isEqualTo("x = 1\r\ry\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"```python ", "```", "```python\n```", "```\n   ```"})
    void anEndlessFenceLineIsRefused(String start) {
      String endless = start + (start.endsWith(" ") ? "x" : " ").repeat(100_000);
      assertThatExceptionOfType(IntakeException.class)
          .isThrownBy(() -> new MarkdownIntake().accept(endless, Reading.sink(piece -> {})))
          .withMessageContaining("Line " + (start.contains("\n") ? 2 : 1) + " ")
          .returns("fence_line_too_long", IntakeException::type);
    }

    @Test
    void anEndlessInfoStringOfAnotherLanguageIsPassedOn() {
      String endless = "```json" + "x".repeat(100_000);
      assertThat(read(endless).prose()).isEqualTo(endless);
    }
  }

  @Nested
  class Earliest {

    @Test
    void eachCharacterIsPassedOnAsSoonAsItsLineCannotBeAFence() {
      assertThat(heldBack("Hi ``` x\n``a\n```python\nif x:\n    y\n  `` z\n ```\n  p\n"))
          // Each mark shows how many characters were held back after that character.
          .isEqualTo(
              """
              H0 i0  0 `0 `0 `0  0 x0 |0
              `1 `2 a0 |0
              `1 `2 `3 p4 y5 t6 h7 o8 n9 |0
              i0 f0  0 x0 :0 |0
               1  2  3  0 y0 |0
               1  2 `3 `4  0 z0 |0
               1 `2 `3 `4 |0
               1  2 p0 |0
              """);
    }

    private String heldBack(String text) {
      StringBuilder trace = new StringBuilder();
      int[] passedOn = {0};
      Intake.Sink sink = Reading.sink(piece -> passedOn[0] += piece.text().length());
      Intake intake = new MarkdownIntake();
      int dropped = 0;
      int lineStart = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        intake.accept(String.valueOf(c), sink);
        if (c == '\n' && text.substring(lineStart).stripLeading().startsWith("```")) {
          dropped += i + 1 - lineStart;
        }
        trace.append(c == '\n' ? '|' : c).append(i + 1 - dropped - passedOn[0]);
        trace.append(c == '\n' ? '\n' : ' ');
        lineStart = c == '\n' ? i + 1 : lineStart;
      }
      return trace.toString();
    }
  }

  @Nested
  class Properties {
    private static final List<String> LINES =
        List.of(
            "prose",
            "",
            "x = 1",
            "  indented",
            "    deep",
            "\ttab",
            "```",
            "```",
            "````",
            "~~~",
            "~~~~ ",
            "```python",
            "```py x",
            "```json",
            "~~~ python `",
            "``` `",
            "``",
            "~~",
            "   ```",
            "    ```",
            "  ~~~python",
            "``` \t",
            "```\tpy",
            "🐍",
            "`````` x",
            " `` `");
    private static final List<String> TERMINATORS = List.of("\n", "\n", "\r\n", "\r");

    @Test
    void anySplitGivesTheSameEvents() {
      Random random = new Random(1);
      for (int n = 0; n < 2_000; n++) {
        String text = randomMarkdown(random, TERMINATORS);
        Reading whole = read(text);
        for (List<String> deltas : Reading.splits(text, random, 5)) {
          assertThat(Reading.of(new MarkdownIntake(), deltas)).isEqualTo(whole);
        }
      }
    }

    @Test
    void theProgramIsWhatACommonMarkParserFindsInTheBlocks() {
      Random random = new Random(2);
      int programs = 0;
      for (int n = 0; n < 20_000; n++) {
        String text = randomMarkdown(random, List.of("\n"));
        String expected = commonMark(text);
        assertThat(endsWithNewline(program(text))).as(text).isEqualTo(expected);
        programs += expected.isEmpty() ? 0 : 1;
      }
      assertThat(programs).isGreaterThan(5_000);
    }

    private static String randomMarkdown(Random random, List<String> terminators) {
      StringBuilder text = new StringBuilder();
      for (int lines = random.nextInt(12); lines >= 0; lines--) {
        text.append(LINES.get(random.nextInt(LINES.size())));
        text.append(terminators.get(random.nextInt(terminators.size())));
      }
      if (random.nextInt(4) == 0) {
        text.setLength(text.length() - 1);
      }
      return text.toString();
    }
  }

  private static Reading read(String text) {
    return Reading.of(new MarkdownIntake(), List.of(text));
  }

  private static String program(String text) {
    return read(text).program();
  }

  /** A parser of whole documents ends each block with a newline, also where the text has none. */
  private static String endsWithNewline(String program) {
    return program.isEmpty() || program.endsWith("\n") ? program : program + "\n";
  }

  private static String commonMark(String text) {
    Set<String> python = Set.of("", "python", "py");
    List<String> blocks = new ArrayList<>();
    Parser.builder()
        .build()
        .parse(text)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(FencedCodeBlock block) {
                if (python.contains(block.getInfo().split("[ \t]")[0])) {
                  blocks.add(block.getLiteral());
                }
              }
            });
    return String.join("", blocks);
  }
}
