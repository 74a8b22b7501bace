package io.forerun.http.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.forerun.execute.Limits;
import io.forerun.http.config.ForerunConfig;
import java.time.Duration;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The limits that a request asks for; null where it leaves them to the service. */
@Schema(description = "What the run may use; what is left out is the service's default.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RequestedLimits(
    @Schema(description = "Wall time of one statement, in ms.", examples = "30000")
        Long chunkTimeMs,
    @Schema(description = "Wall time of the run, generation included, in ms.", examples = "300000")
        Long runTimeMs,
    @Schema(description = "Processor time of the program, in ms.", examples = "60000")
        Long cpuTimeMs,
    @Schema(description = "Bytes that the program may print.", examples = "4194304")
        Long outputBytes,
    @Schema(description = "Characters that the program may have.", examples = "1048576")
        Integer programChars) {

  /** Leaves everything to the service. */
  public static final RequestedLimits NONE = new RequestedLimits(null, null, null, null, null);

  /**
   * Reads the limits from query parameters.
   *
   * @param parameter gives a parameter's value, or null if there is none
   * @throws InvalidRunRequestException if one is not a number
   */
  public static RequestedLimits fromQuery(Function<String, String> parameter) {
    return new RequestedLimits(
        number("chunkTimeMs", parameter, Long::valueOf),
        number("runTimeMs", parameter, Long::valueOf),
        number("cpuTimeMs", parameter, Long::valueOf),
        number("outputBytes", parameter, Long::valueOf),
        number("programChars", parameter, Integer::valueOf));
  }

  /**
   * The limits to run under: these where given, else the service's, and never above its highest.
   *
   * @throws InvalidRunRequestException if a limit is not positive
   */
  public Limits within(ForerunConfig config) {
    requirePositive("chunkTimeMs", chunkTimeMs);
    requirePositive("runTimeMs", runTimeMs);
    requirePositive("cpuTimeMs", cpuTimeMs);
    requirePositive("outputBytes", outputBytes);
    requirePositive("programChars", programChars);
    ForerunConfig.RunLimits defaults = config.limits();
    ForerunConfig.MaxRunLimits max = config.maxLimits();
    return new Limits(
        atMost(max.chunkTime(), chunkTimeMs, defaults.chunkTime()),
        atMost(max.runTime(), runTimeMs, defaults.runTime()),
        atMost(max.cpuTime(), cpuTimeMs, defaults.cpuTime()),
        Math.min(
            max.output().asLongValue(),
            outputBytes == null ? defaults.output().asLongValue() : outputBytes),
        Math.min(
            max.programChars(), programChars == null ? defaults.programChars() : programChars));
  }

  private static Duration atMost(Duration max, Long millis, Duration preset) {
    Duration wanted = millis == null ? preset : Duration.ofMillis(millis);
    return wanted.compareTo(max) < 0 ? wanted : max;
  }

  private static <N extends Number> N number(
      String name, Function<String, String> parameter, Function<String, N> parse) {
    String text = parameter.apply(name);
    try {
      return text == null ? null : parse.apply(text);
    } catch (NumberFormatException e) {
      throw InvalidRunRequestException.notPositive(name, text);
    }
  }

  private static void requirePositive(String name, Number limit) {
    if (limit != null && limit.longValue() <= 0) {
      throw InvalidRunRequestException.notPositive(name, limit);
    }
  }
}
