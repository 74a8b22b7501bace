package io.forerun.repair;

import io.forerun.conversation.ProgramResult;
import io.forerun.conversation.RoundResult;
import io.forerun.run.RunError;
import io.forerun.run.RunResult.ChunkResult;
import io.forerun.run.RunResult.ChunkState;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What models are told, as Qute templates: {@code overlap.txt}, {@code result.txt} and {@code
 * repair.txt}. docs/repair.md says what stands in their data. Thread-safe.
 */
public final class Prompts {
  private static final int MAX_TEXT = 4_000;

  private final Engine engine = Engine.builder().addDefaults().build();
  private final Path directory;
  private final String overlap;
  private final Template result;
  private final Template repair;

  private Prompts(Path directory) {
    this.directory = directory;
    overlap = load("overlap.txt").render().strip();
    result = load("result.txt");
    repair = load("repair.txt");
  }

  /** The templates that come with Forerun. */
  public static Prompts builtIn() {
    return new Prompts(null);
  }

  /**
   * The templates of a directory; those that it does not have are Forerun's own.
   *
   * @throws IllegalArgumentException if a template cannot be rendered; the message says why
   * @throws UncheckedIOException if one cannot be read
   */
  public static Prompts in(Path directory) {
    try {
      var prompts = new Prompts(directory);
      prompts.render(prompts.result, resultData("", "", ""));
      prompts.render(
          prompts.repair,
          repairData(new RunError("E", "", null, null), resultData("", "", ""), 0, null, List.of()),
          true,
          false,
          false);
      return prompts;
    } catch (TemplateException e) {
      throw new IllegalArgumentException(
          "A template in %s cannot be used: %s".formatted(directory, e.getMessage()), e);
    }
  }

  /** How to write programs that run well while they are written. */
  public String overlap() {
    return overlap;
  }

  /** What a program that succeeded printed, and its value. */
  public String result(ProgramResult program) {
    return render(
        result, resultData(program.run().stdout(), program.run().stderr(), program.run().value()));
  }

  /**
   * What went wrong in a round, what of it ran and took effect, and how to go on.
   *
   * @param sessionKept whether the next program finds what this one left
   * @param callsRecorded whether calls among the effects are answered, when the next program makes
   *     them again, and not repeated
   * @param toolCall whether the model calls a tool with its program
   */
  public String repair(
      RoundResult round, boolean sessionKept, boolean callsRecorded, boolean toolCall) {
    if (round.programs().isEmpty()) {
      var data = repairData(round.error(), resultData("", "", null), 0, null, List.of());
      return render(repair, data, sessionKept, callsRecorded, toolCall);
    }
    var program = round.programs().getLast();
    var run = program.run();
    var effects = round.programs().stream().flatMap(p -> p.effects().stream()).toList();
    var ranToLine =
        run.chunks().stream()
            .filter(chunk -> chunk.state() == ChunkState.COMPLETED)
            .mapToInt(ChunkResult::lastLine)
            .max()
            .orElse(0);
    var failed =
        run.chunks().stream()
            .filter(chunk -> chunk.state() == ChunkState.FAILED)
            .findFirst()
            .orElse(null);
    var data =
        repairData(
            round.error(),
            resultData(run.stdout(), run.stderr(), null),
            ranToLine,
            failed,
            effects);
    return render(repair, data, sessionKept, callsRecorded, toolCall);
  }

  private static Map<String, Object> resultData(String stdout, String stderr, String value) {
    var data = new HashMap<String, Object>();
    data.put("stdout", excerpt(stdout));
    data.put("stderr", excerpt(stderr));
    data.put("value", excerpt(value == null ? "" : value));
    return data;
  }

  private static Map<String, Object> repairData(
      RunError error,
      Map<String, Object> printed,
      int ranToLine,
      ChunkResult failed,
      List<String> effects) {
    var data = new HashMap<>(printed);
    data.put(
        "error",
        Map.of(
            "type",
            error.type(),
            "message",
            excerpt(error.message() == null ? "" : error.message()),
            "traceback",
            excerpt(error.traceback() == null ? "" : error.traceback())));
    data.put("ranToLine", ranToLine);
    data.put("failedLine", failed == null ? 0 : failed.firstLine());
    data.put("failedToLine", failed == null ? 0 : failed.lastLine());
    data.put("effects", effects);
    return data;
  }

  private String render(
      Template template,
      Map<String, Object> data,
      boolean sessionKept,
      boolean callsRecorded,
      boolean toolCall) {
    data.put("sessionKept", sessionKept);
    data.put("callsRecorded", callsRecorded);
    data.put("toolCall", toolCall);
    return render(template, data);
  }

  private String render(Template template, Map<String, Object> data) {
    return template.data(data).render().strip();
  }

  /** The beginning and the end of a long text, without the line end. */
  private static String excerpt(String whole) {
    var text = whole.stripTrailing();
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    int half = MAX_TEXT / 2;
    return "%s\n[… %d characters left out …]\n%s"
        .formatted(
            text.substring(0, half),
            text.length() - MAX_TEXT,
            text.substring(text.length() - half));
  }

  private Template load(String name) {
    return engine.parse(text(name), null, name);
  }

  private String text(String name) {
    try {
      if (directory != null && Files.exists(directory.resolve(name))) {
        return Files.readString(directory.resolve(name));
      }
      try (InputStream in = Prompts.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new FileNotFoundException(name);
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
