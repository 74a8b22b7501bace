package io.forerun.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * The hand-made programs under {@code resources/chunker}, one or more to a file: a line {@code #
 * ---- name} begins each. Marks stand for characters that an editor would not keep: {@code ␍} for
 * CR, {@code ␌} for a form feed, {@code ␀} for NUL, {@code ␉} for a tab and, at the end of a
 * program, {@code ␄} for an end without a newline.
 */
final class TrapPrograms {
  private static final String TITLE = "# ---- ";
  private static final Pattern LINE = Pattern.compile("line (\\d+): (.*)");

  private TrapPrograms() {}

  /** Each program as it is, without its last newline, and after a byte order mark. */
  static Stream<Arguments> valid() throws IOException, URISyntaxException {
    return programs("valid")
        .flatMap(
            program ->
                Stream.of(
                    program,
                    new Program(program.name + ", no last newline", program.text.stripTrailing()),
                    new Program(program.name + ", byte order mark", "\uFEFF" + program.text)))
        .map(Program::arguments);
  }

  /** Each program with the line that Python finds fault with. */
  static Stream<Arguments> invalid() throws IOException, URISyntaxException {
    return programs("invalid")
        .map(
            program -> {
              Matcher title = LINE.matcher(program.name);
              assertThat(title.find()).as(program.name).isTrue();
              return Arguments.of(title.group(2), Integer.parseInt(title.group(1)), program.text);
            });
  }

  private record Program(String name, String text) {
    Arguments arguments() {
      return Arguments.of(name, text);
    }
  }

  private static Stream<Program> programs(String folder) throws IOException, URISyntaxException {
    Path path = Path.of(TrapPrograms.class.getResource("/chunker/" + folder).toURI());
    var programs = new ArrayList<Program>();
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.sorted().toList()) {
        programs.addAll(programs(file));
      }
    }
    return programs.stream();
  }

  private static List<Program> programs(Path file) throws IOException {
    return Stream.of(Files.readString(file).split("(?m)^" + TITLE))
        .filter(text -> !text.isBlank())
        .map(
            text -> {
              String[] titleAndProgram = text.split("\n", 2);
              String name = file.getFileName() + ": " + titleAndProgram[0];
              return new Program(name, unmarked(titleAndProgram[1]));
            })
        .toList();
  }

  private static String unmarked(String text) {
    return text.replace("␄\n", "")
        .replace('␍', '\r')
        .replace('␌', '\f')
        .replace('␀', '\0')
        .replace('␉', '\t');
  }
}
