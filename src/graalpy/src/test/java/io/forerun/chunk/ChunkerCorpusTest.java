package io.forerun.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.forerun.chunk.PythonSyntax.Refusal;
import io.forerun.chunk.PythonSyntax.Statement;
import io.forerun.chunk.PythonSyntax.Statements;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The chunks of every file of GraalPy's standard library, and of the hand-made cases, are the
 * statements that Python's own parser finds.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ChunkerCorpusTest {
  private static final int RANDOM_SPLITS = 2;
  private static final int EDITS = 3_000;
  private static final String A_LIBRARY_FILE = "META-INF/resources/libpython/os.py";

  private PythonSyntax python;

  @BeforeAll
  void open() {
    python = new PythonSyntax();
  }

  @AfterAll
  void close() {
    python.close();
  }

  @Test
  void chunksAreTheStatementsOfEveryLibraryFile() throws IOException {
    URL url = ChunkerCorpusTest.class.getClassLoader().getResource(A_LIBRARY_FILE);
    JarFile library = ((JarURLConnection) url.openConnection()).getJarFile();
    List<JarEntry> files =
        library.stream().filter(entry -> entry.getName().endsWith(".py")).toList();
    assertThat(files).hasSizeGreaterThan(700);
    var softly = new SoftAssertions();
    for (JarEntry file : files) {
      try (InputStream in = library.getInputStream(file)) {
        String program = decode(in.readAllBytes());
        softly
            .assertThatCode(() -> assertCutLikePython(program, file.getName()))
            .as(file.getName())
            .doesNotThrowAnyException();
      }
    }
    softly.assertAll();
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  @ParameterizedTest
  @MethodSource("io.forerun.chunk.TrapPrograms#valid")
  void chunksAreTheStatementsOfEveryTrap(String name, String program) {
    assertThat(python.read(program)).as(program).isInstanceOf(Statements.class);
    assertCutLikePython(program, name);
  }

  @ParameterizedTest
  @MethodSource("io.forerun.chunk.TrapPrograms#invalid")
  void anInvalidChunkGivesTheErrorOfTheWholeProgram(String name, int line, String program) {
    assertCutLikePython(program, name);
    Refusal ofChunk = refusedFirst(Cutting.of(program)).orElseThrow().refusal();
    assertThat(python.read(program))
        .isInstanceOfSatisfying(
            Refusal.class, ofAll -> assertThat(ofChunk.message()).isEqualTo(ofAll.message()));
    assertThat(ofChunk.line()).isEqualTo(line);
  }

  @Test
  void editedProgramsAreCutLikePythonDoes() throws Exception {
    List<String> programs =
        Stream.concat(TrapPrograms.valid(), TrapPrograms.invalid())
            .map(arguments -> (String) arguments.get()[arguments.get().length - 1])
            .toList();
    var random = new Random(EDITS);
    var softly = new SoftAssertions();
    for (int i = 0; i < EDITS; i++) {
      String program = Edits.of(programs.get(random.nextInt(programs.size())), random);
      String name = "edit " + i;
      softly
          .assertThatCode(() -> assertCutLikePython(program, name))
          .as(name)
          .doesNotThrowAnyException();
    }
    softly.assertAll();
  }

  private void assertCutLikePython(String program, String name) {
    Cutting cutting = Cutting.of(program);
    assertThat(cutting.joined()).as(program).isEqualTo(program);
    assertThat(Cutting.byCharacter(program)).isEqualTo(cutting);
    var random = new Random(name.hashCode());
    for (int i = 0; i < RANDOM_SPLITS; i++) {
      assertThat(Cutting.of(Cutting.split(program, 1 + random.nextInt(60), random)))
          .isEqualTo(cutting);
    }
    assertStartLines(cutting);
    switch (python.read(program)) {
      case Statements read ->
          assertThat(statements(cutting.chunks())).as(program).isEqualTo(read.statements());
      case Refusal _ -> assertBeginningCutLikePython(cutting);
    }
    if (program.indexOf('\r') < 0) {
      for (String newline : List.of("\r\n", "\r")) {
        Cutting other = Cutting.of(program.replace("\n", newline));
        assertThat(statements(other.chunks())).isEqualTo(statements(cutting.chunks()));
        assertThat(other.joined()).isEqualTo(program.replace("\n", newline));
        assertStartLines(other);
      }
    }
  }

  /** All before the first chunk that Python refuses is cut as if nothing followed. */
  private void assertBeginningCutLikePython(Cutting cutting) {
    Optional<RefusedChunk> refused = refusedFirst(cutting);
    assertThat(refused).as("a chunk that Python refuses, of %s", cutting.joined()).isPresent();
    List<Chunk> before = cutting.chunks().subList(0, refused.get().chunk().index());
    String beginning = String.join("", before.stream().map(Chunk::text).toList());
    assertThat(python.read(beginning))
        .as(cutting.joined())
        .isEqualTo(new Statements(statements(before)));
  }

  private record RefusedChunk(Chunk chunk, Refusal refusal) {}

  /** The first chunk that Python refuses when it stands alone, on its own lines. */
  private Optional<RefusedChunk> refusedFirst(Cutting cutting) {
    for (Chunk chunk : cutting.chunks()) {
      if (python.read("\n".repeat(chunk.startLine() - 1) + chunk.text())
          instanceof Refusal refusal) {
        return Optional.of(new RefusedChunk(chunk, refusal));
      }
    }
    return Optional.empty();
  }

  private static List<Statement> statements(List<Chunk> chunks) {
    return chunks.stream()
        .map(chunk -> new Statement(chunk.kind(), chunk.firstLine(), chunk.lastLine()))
        .toList();
  }

  private static void assertStartLines(Cutting cutting) {
    int newlines = 0;
    char last = '\n';
    for (Chunk chunk : cutting.chunks()) {
      boolean continuesNewline = last == '\r' && chunk.text().charAt(0) == '\n';
      assertThat(chunk.startLine()).isEqualTo(1 + newlines - (continuesNewline ? 1 : 0));
      for (char c : chunk.text().toCharArray()) {
        if (c == '\r' || c == '\n' && last != '\r') {
          newlines++;
        }
        last = c;
      }
    }
  }
}
