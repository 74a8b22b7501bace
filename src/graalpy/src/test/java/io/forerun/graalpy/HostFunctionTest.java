package io.forerun.graalpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forerun.execute.Executor;
import io.forerun.execute.HostFunction;
import io.forerun.execute.HostFunctionException;
import io.forerun.execute.Limits;
import io.forerun.execute.SessionOptions;
import io.forerun.execute.Sessions;
import io.forerun.gate.Policy;
import io.forerun.run.RunResult;
import io.forerun.run.RunStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions of the host as programs see them. */
class HostFunctionTest {
  private static final String SCHEMA =
      """
      {"type": "object",
       "properties": {"city": {"type": "string", "minLength": 1}, "days": {"type": "integer", "maximum": 10}},
       "required": ["city"], "additionalProperties": false}
      """;

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static HostFunction forecast(HostFunction.Body body) {
    return new HostFunction(
        "forecast", "The weather.", json(SCHEMA), false, Duration.ofMillis(500), body);
  }

  private static RunResult run(HostFunction.Body body, String program) {
    return LiveRun.of(options(body), Policy.EFFECTS, "from forerun import forecast\n" + program);
  }

  private static SessionOptions options(HostFunction.Body body) {
    return SessionOptions.of(Limits.DEFAULTS).with(forecast(body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "forecast('Rom') | {\"city\":\"Rom\"}",
        "forecast('Rom', 3) | {\"city\":\"Rom\",\"days\":3}",
        "forecast(days=3, city='R\u00f6m \ud83d\ude00') | {\"days\":3,\"city\":\"R\u00f6m \ud83d\ude00\"}",
      })
  void argumentsAreJson(String call, String arguments) {
    assertThat(
            run(
                    given -> given.arguments(),
                    "import json; print(json.dumps("
                        + call
                        + ", ensure_ascii=False, separators=(',', ':')))")
                .stdout())
        .isEqualTo(arguments + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null | None",
        "[1, 2.5, true, \"a\"] | [1, 2.5, True, 'a']",
        "{\"a\": {}} | {'a': {}}"
      })
  void theResultIsJson(String result, String shown) {
    assertThat(run(given -> json(result), "print(repr(forecast('x')))").stdout())
        .isEqualTo(shown + "\n");
  }

  @Test
  void noResultIsNone() {
    assertThat(run(given -> null, "print(forecast('x'))").stdout()).isEqualTo("None\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "forecast() | ValueError | forecast: $: required property 'city' not found",
        "forecast('') | ValueError | forecast: $.city: must be at least 1 characters long",
        "forecast(1) | ValueError | forecast: $.city: integer found, string expected",
        "forecast('x', 11) | ValueError | forecast: $.days: must have a maximum value of 10",
        "forecast('x', hours=1) | ValueError | forecast: $: property 'hours' is not defined in the schema and the schema does not allow additional properties",
        "forecast('x', 1, 2) | TypeError | forecast() takes 2 positional arguments but 3 were given",
        "forecast('x', city='y') | TypeError | forecast() got multiple values for argument 'city'",
        "forecast(object) | TypeError | Object of type type is not JSON serializable",
        "forecast('x', float('nan')) | ValueError | Out of range float values are not JSON compliant: nan",
      })
  void wrongArgumentsNeverReachTheFunction(String call, String type, String message) {
    AtomicBoolean called = new AtomicBoolean();
    RunResult result =
        run(
            given -> {
              called.set(true);
              return null;
            },
            call);

    assertThat(result.error().type()).isEqualTo(type);
    assertThat(result.error().message()).isEqualTo(message);
    assertThat(called).isFalse();
  }

  @Test
  void whatTheFunctionSaysReachesTheProgramAndNothingElse() {
    RunResult told =
        run(
            given -> {
              throw new HostFunctionException("No such city.");
            },
            "try: forecast('x')\nexcept RuntimeError as e: print(type(e).__name__, e)");
    assertThat(told.stdout()).isEqualTo("RuntimeError No such city.\n");

    RunResult broken =
        run(
            given -> {
              throw new IllegalStateException("password=secret");
            },
            "forecast('x')");
    assertThat(broken.error().type()).isEqualTo("RuntimeError");
    assertThat(broken.error().message()).isEqualTo("forecast failed.");
    assertThat(broken.error().line()).isEqualTo(2);
    assertThat(broken.error().traceback()).doesNotContain("secret").doesNotContain("java");
  }

  @Test
  void aFunctionThatTakesTooLongIsInterruptedAndTheProgramGoesOn() {
    RunResult result =
        run(
            given -> {
              new CountDownLatch(1).await();
              return null;
            },
            "try: forecast('x')\nexcept TimeoutError as e: print(e)\nprint('on')");

    assertThat(result.stdout()).isEqualTo("forecast took longer than 500 ms.\non\n");
    assertThat(result.status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void cancellingTheRunInterruptsTheFunction() {
    CountDownLatch called = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    HostFunction slow =
        new HostFunction(
            "forecast",
            "",
            json(SCHEMA),
            false,
            Duration.ofMinutes(1),
            given -> {
              called.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.set(true);
                throw e;
              }
              return null;
            });
    LiveRun run = new LiveRun(SessionOptions.of(Limits.DEFAULTS).with(slow), Policy.EFFECTS);
    run.writes("from forerun import forecast\nforecast('x')\nx\n");
    await().atMost(Program.PATIENCE).until(() -> called.getCount() == 0);
    run.run().cancel("Enough.");

    assertThat(run.result().status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(interrupted).isTrue();
  }

  @Test
  void aProgramSeesNoMoreOfTheHostThanTheFunction() {
    RunResult result =
        run(
            given -> null,
            """
            import forerun
            call = [c.cell_contents for c in forecast.__closure__ if callable(c.cell_contents)]
            for f in call:
                for attempt in ("f.getClass()", "f.class", "f.__class__.__mro__[0].forName", "f(1)", "f()", "f('{')", "f(f)"):
                    try: print(eval(attempt))
                    except Exception as e: print(type(e).__name__)
            print([n for n in dir(forerun) if not n.startswith('_')], forecast.__doc__)
            """);

    assertThat(result.stdout()).contains("['forecast'] The weather.").doesNotContain("java.");
    assertThat(result.status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void aSessionsNextProgramHasTheFunctionsOfItsOwnRun() {
    try (Sessions sessions = new Sessions(SharedExecutor.get(), 1, Duration.ofMinutes(1))) {
      Executor executor = sessions.keeping("s");
      assertThat(
              inSession(
                      executor,
                      options(given -> json("1")),
                      "from forerun import forecast\nprint(forecast('x'))")
                  .stdout())
          .isEqualTo("1\n");
      assertThat(inSession(executor, options(given -> json("2")), "print(forecast('x'))").stdout())
          .isEqualTo("2\n");
      RunResult without = inSession(executor, SessionOptions.of(Limits.DEFAULTS), "forecast('x')");
      assertThat(without.error().type()).isEqualTo("PermissionError");
      assertThat(without.error().message()).isEqualTo("forecast is not available in this run.");
    }
  }

  private static RunResult inSession(Executor executor, SessionOptions options, String program) {
    return new LiveRun(executor, options, Policy.EFFECTS).writes(program).ends().result();
  }

  @Test
  void withoutFunctionsThereIsNoModule() {
    RunResult result =
        LiveRun.of(SessionOptions.of(Limits.DEFAULTS), Policy.EFFECTS, "import forerun\n");
    assertThat(result.error().type()).isEqualTo("ModuleNotFoundError");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1a", "a b", "a.b", "a\n"})
  void aNameMustBeAnIdentifier(String name) {
    assertThatThrownBy(
            () ->
                new HostFunction(
                    name, "", json(SCHEMA), false, Duration.ofSeconds(1), given -> null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"type\": \"string\"}",
        "{\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": \"http://127.0.0.1:9/x\"}}}",
        "{\"type\": \"object\", \"properties\": {\"a\": {\"pattern\": \"(\"}}}"
      })
  void aSchemaMustDescribeAnObjectAndStandAlone(String schema) {
    assertThatThrownBy(
            () ->
                new HostFunction(
                    "f", "", json(schema), false, Duration.ofSeconds(1), given -> null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The schema of f");
  }
}
