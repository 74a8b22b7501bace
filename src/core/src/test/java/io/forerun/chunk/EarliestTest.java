package io.forerun.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A statement leaves with the character that makes it decidable. In the programs below {@code ‸}
 * stands behind each such character; at the end of the program it stands for the end itself.
 */
class EarliestTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Simple statements leave with their newline.
        "x = f()\n‸y = 2\n‸",
        "import a\n‸# comment\n\nfrom b import c\n‸",
        "a; b;\n‸c\n‸",
        "x = (1,\n2)\n‸y\n‸",
        "x = '''\n'''\n‸y\n‸",
        "x = ''\n‸y = \"\"\n‸",
        "x = f'{a}{\nb}'\n‸y\n‸",
        "x = 1 + \\\n2\n‸y\n‸",
        "x = 1 # comment\n‸y\n‸",
        "x = 1\r‸\ny = 2\r‸\n",
        "match = 1\n‸match(x)\n‸match: int = 1\n‸",
        "type X = int\n‸case = 1\n‸",
        "x = 1‸",
        // Definitions, with and match leave with the first character of the next statement.
        "def f():\n  a\n\n# comment\n  b\n# comment\n\nx‸ = 1\n‸",
        "def f(): pass\n‸x\n‸",
        "def f():\n  a\nd‸ef g():\n  b\n(‸a)\n‸",
        "class A:\n  a\n@‸b\n# c\ndef f(): pass\n‸",
        "@a\nclass A: pass\n‸x\n‸",
        "with a:\n  b\ne‸lse_\n‸",
        "with a: b\n‸x\n‸",
        "async def f():\n  a\na‸sync with b: c\n‸",
        "match a:\n  case b: c\nx‸\n‸",
        "def f():\n  a\n\\\nx‸\n‸",
        "def f():\n  a\r\n\r\nx‸\r‸\n",
        "def f():\n  a\n‸",
        // Conditions leave with the first character that begins neither elif nor else.
        "if a:\n  b\nx‸ = 1\n‸",
        "if a:\n  b\nelsew‸here = 1\n‸",
        "if a:\n  b\nelse_‸ = 1\n‸",
        "if a:\n  b\nelif1‸ = 1\n‸",
        "if a:\n  b\nel ‸= 1\n‸",
        "if a:\n  b\neli\n‸‸",
        "if a:\n  b\nex‸cept_ = 1\n‸",
        "if a: b\nx‸\n‸",
        "if a: b\n  x‸\n‸",
        "if a:\n  b\nelif c:\n  d\ne\n‸‸",
        "if a: b\nelse: c\n‸x\n‸",
        "if a: b\nelse:\n  c\ne‸lse\n‸",
        "if a: b\n‸",
        // Loops leave with the first character that does not begin else.
        "for a in b:\n  c\neli‸f_ = 1\n‸",
        "for a in b: c\nx‸\n‸",
        "while a:\n  b\nelse: c\n‸x\n‸",
        "while a:\n  b\nelse:\n  c\nx‸\n‸",
        // A try leaves with the first character that does not begin a clause which may follow.
        "try:\n  a\nexcept b:\n  c\nx‸\n‸",
        "try:\n  a\nexcept b:\n  c\nfr‸om d import e\n‸",
        "try: a\nexcept: b\nelse: c\nfinally: d\n‸x\n‸",
        "try: a\nexcept: b\nelse: c\ne‸lse_\n‸",
        "try: a\nfinally: b\n‸x\n‸",
        "try: a\nfinally:\n  b\nf‸\n‸",
        // What is certainly wrong leaves with its line, or with the line that shows it.
        "x = 'a\n‸y\n‸",
        "def f():\n  x = 'a\n‸y\n‸",
        "f([1)\n‸y\n‸",
        "x = \\ 1\n‸y\n‸",
        "def f():\nx\n‸y\n‸",
        "@a\nx\n‸y\n‸",
        "try:\n  a\nx\n‸y\n‸",
        // What is open leaves at the end.
        "f(\n‸",
        "def f():\n‸",
        "try:\n  a\n‸",
      })
  void leavesWithTheDecidingCharacter(String marked) {
    var expected = new ArrayList<Integer>();
    var program = new StringBuilder();
    for (char c : marked.toCharArray()) {
      if (c == '‸') {
        expected.add(program.length());
      } else {
        program.append(c);
      }
    }
    assertThat(leavingPositions(program.toString())).isEqualTo(expected);
  }

  private static List<Integer> leavingPositions(String program) {
    var chunker = new Chunker(1_000);
    var positions = new ArrayList<Integer>();
    for (int i = 0; i < program.length(); i++) {
      int fed = i + 1;
      chunker.accept(program.substring(i, fed), _ -> positions.add(fed));
    }
    chunker.end(_ -> positions.add(program.length()));
    return positions;
  }
}
