package io.forerun.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.forerun.chunk.Chunk;
import io.forerun.chunk.ChunkKind;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeniedNamesTest {
  private final DeniedNames names = new DeniedNames(DeniedNames.OF_THE_PAPER);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "os",
        "import os",
        "import os.path as p",
        "from os import path",
        "import json, os",
        "x=os.getcwd()",
        "'it''s' + os.sep",
        "'''a\n'b' ''' ; os",
        "\"\\\"\"+os.sep",
        "# comment\nos",
        "r'\\'' ; os",
        "rb'\\\\' ; os",
        "f'{os.sep}'",
        "f'{{}}{os.sep}'",
        "f'{x!r:>{os.width}}'",
        "f'{x:{1}}' + os.sep",
        "f'it\\'s {os}'",
        "f\"it's {os}\"",
        "f'''{\n os }'''",
        "f'{f\"{os}\"}'",
        "f'{'a' + os.sep}'",
        "f'{ {1: 2}[1] }' + os.sep",
        "f'{(lambda: os)()}'",
        "f'\\N{BULLET}{os}'",
        "rf'\\{os}'",
        "Rf'{os}'",
        "f'unterminated\nos",
        "'unterminated\nos",
        "def f():\n    return os.sep",
        "\uFF4Fs.sep",
        "if 1:\r\n  os",
        "...\nos",
      })
  void aDeniedNameIsFound(String text) {
    assertThat(firstIn(text)).contains("os");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# os",
        "'os'",
        "\"\"\"\nimport os\n\"\"\"",
        "b'os'",
        "f'os {x} os'",
        "f'{x:os}'",
        "f'{{os}}'",
        "f'\\N{os}'",
        "f'{'os'}'",
        "x.os",
        "x . os",
        "x.\\\n  os",
        "os2",
        "_os",
        "OS",
        "0os",
        "'\\\nos'",
        "'a\\' os'",
      })
  void whatOnlyLooksLikeOneIsNot(String text) {
    assertThat(firstIn(text)).isEmpty();
  }

  @Test
  void theFirstOneIsNamed() {
    assertThat(firstIn("x = eval('1') + exec('2')")).contains("eval");
  }

  @Test
  void noTextBreaksIt() {
    var random = new Random(7);
    var pieces =
        new String[] {
          "f'", "f\"\"\"", "'", "\"", "{", "}", "{{", ":", "\\", "\\N{", "#", "\n", ".", "os", "x",
          "(", ")"
        };
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      for (int j = random.nextInt(20); j >= 0; j--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      firstIn(text.toString());
    }
  }

  private Optional<String> firstIn(String text) {
    return names.firstIn(new Chunk(0, ChunkKind.SIMPLE, text, 1, 1, 1));
  }
}
