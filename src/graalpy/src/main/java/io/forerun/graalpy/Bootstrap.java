package io.forerun.graalpy;

import io.forerun.execute.PythonError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/**
 * The functions of {@code bootstrap.py} in one context; that file says what each does. What {@code
 * refusals.py} refuses is refused from then on.
 */
final class Bootstrap {
  /** More than the functions give by themselves, at two chars a character. */
  private static final int MAX_TEXT_CHARS = 201_000;

  private static final String REFUSALS = source("refusals.py");
  private static final String EVENT_LOOPS = source("event_loops.py");
  private static final String SOURCE = source("bootstrap.py");

  private final Value begin;
  private final Value addSource;
  private final Value settle;
  private final Value finalRepr;
  private final Value preamble;
  private final Value prepareErrors;
  private final Value describe;
  private final Value exitMessage;
  private final Value flush;
  private final Value end;
  private final Value leftAtOnce;
  private final Value preImport;
  private final Value currentLine;
  private final Value syntaxError;
  private final Value declare;

  Bootstrap(Context context) {
    execute(context, "forerun_refusals", REFUSALS);
    execute(context, "forerun_event_loops", EVENT_LOOPS);
    Value names = execute(context, "forerun_bootstrap", SOURCE);
    begin = names.getHashValue("begin");
    addSource = names.getHashValue("add_source");
    settle = names.getHashValue("settle");
    finalRepr = names.getHashValue("final_repr");
    preamble = names.getHashValue("preamble");
    prepareErrors = names.getHashValue("prepare_errors");
    describe = names.getHashValue("describe");
    exitMessage = names.getHashValue("exit_message");
    flush = names.getHashValue("flush");
    end = names.getHashValue("end");
    leftAtOnce = names.getHashValue("left_at_once");
    preImport = names.getHashValue("pre_import");
    currentLine = names.getHashValue("current_line");
    syntaxError = names.getHashValue("syntax_error");
    declare = names.getHashValue("declare");
  }

  /** The names that the source made, in a namespace of its own. */
  private static Value execute(Context context, String name, String source) {
    // With a copy of the built-in names: a program may replace those in the module.
    Value names =
        context.eval(
            "python", "{**vars(__builtins__), '__name__': '%s', '__doc__': None}".formatted(name));
    context.eval("python", "exec").executeVoid(source, names);
    return names;
  }

  private static String source(String file) {
    try (InputStream in = Bootstrap.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void begin(String file) {
    begin.executeVoid(file);
  }

  void addSource(int firstLine, String text) {
    addSource.executeVoid(firstLine, text);
  }

  void forgetSource() {
    addSource.executeVoid(1, "");
  }

  String settle(Value value) {
    return textOrNull(settle.execute(value));
  }

  String finalRepr(Value value) {
    return textOrNull(finalRepr.execute(value));
  }

  /**
   * @param features what it imports from {@code __future__}, separated by commas
   * @param only whether it holds nothing that may not stand before such an import
   */
  record Preamble(String features, boolean only) {
    static final Preamble NONE = new Preamble("", false);
  }

  Preamble preamble(String text) {
    Value result = preamble.execute(text);
    return unlessNonsense(
            () -> new Preamble(text(element(result, 0)), element(result, 1).asBoolean()))
        .orElse(Preamble.NONE);
  }

  /** Before the first program: loads what {@link #describe} would otherwise load. */
  void prepareErrors() {
    prepareErrors.executeVoid();
  }

  /** Empty if the program has replaced the function's code. */
  Optional<PythonError> describe(Value exception) {
    Value parts = describe.execute(exception);
    return unlessNonsense(
        () -> {
          Value line = element(parts, 3);
          return new PythonError(
              text(element(parts, 0)),
              text(element(parts, 1)),
              text(element(parts, 2)),
              line.fitsInInt() ? line.asInt() : null);
        });
  }

  void exitMessage(Value systemExit) {
    exitMessage.executeVoid(systemExit);
  }

  void flush() {
    flush.executeVoid();
  }

  void end() {
    end.executeVoid();
  }

  boolean leftAtOnce() {
    Value left = leftAtOnce.execute();
    return left.isBoolean() && left.asBoolean();
  }

  /** Imports a module for later; what was wrong with it, if it cannot be imported. */
  Optional<String> preImport(String module) {
    return Optional.ofNullable(textOrNull(preImport.execute(module)));
  }

  /** The program's line that is being executed; empty if none is. */
  OptionalInt currentLine() {
    Value line = currentLine.execute();
    return line.fitsInInt() ? OptionalInt.of(line.asInt()) : OptionalInt.empty();
  }

  /** What is wrong with a whole program, which is not run. */
  Optional<String> syntaxError(String program) {
    return Optional.ofNullable(textOrNull(syntaxError.execute(program)));
  }

  /**
   * Lets the program import a function of the host.
   *
   * @param parameters a JSON array of names
   */
  void declare(String name, String description, String parameters, ProxyExecutable call) {
    declare.executeVoid(name, description, parameters, call);
  }

  private static String textOrNull(Value value) {
    return value.isString() ? cut(value.asString()) : null;
  }

  private static Value element(Value answer, int index) {
    if (!answer.hasArrayElements() || answer.getArraySize() <= index) {
      throw new IndexOutOfBoundsException(index); // Asked for, it would break the interpreter.
    }
    return answer.getArrayElement(index);
  }

  private static String text(Value value) {
    if (!value.isString()) {
      throw new ClassCastException("not a string");
    }
    return cut(value.asString());
  }

  /** The text, or its beginning if only a program can have made it so long. */
  static String cut(String text) {
    return text.length() <= MAX_TEXT_CHARS ? text : text.substring(0, MAX_TEXT_CHARS) + "...";
  }

  /** A program that has replaced a function's code may answer anything. */
  private static <T> Optional<T> unlessNonsense(Supplier<T> answer) {
    try {
      return Optional.of(answer.get());
    } catch (ClassCastException | UnsupportedOperationException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
