package io.forerun.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.forerun.execute.Limits;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Limits that a request asks for; null where it leaves one to the service.
 *
 * @param chunkTimeMs wall time of one chunk's execution
 * @param runTimeMs wall time of the whole run, generation included
 * @param cpuTimeMs processor time of the program
 * @param outputBytes UTF-8 bytes that the program may print, both streams together
 * @param programChars characters of the program's text
 */
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
        Long programChars) {

  /** Leaves everything to the service. */
  public static final RequestedLimits NONE = new RequestedLimits(null, null, null, null, null);

  /**
   * @throws InvalidRequestException if a limit is not positive
   */
  public RequestedLimits {
    requirePositive("chunkTimeMs", chunkTimeMs);
    requirePositive("runTimeMs", runTimeMs);
    requirePositive("cpuTimeMs", cpuTimeMs);
    requirePositive("outputBytes", outputBytes);
    requirePositive("programChars", programChars);
  }

  private static void requirePositive(String name, Long limit) {
    if (limit != null && limit <= 0) {
      throw new InvalidRequestException(
          "%s is %d; give a whole number above 0, or leave it out.".formatted(name, limit));
    }
  }

  /**
   * The limits of a run: these where they are given, otherwise the defaults, and never above the
   * highest.
   */
  Limits within(Limits defaults, Limits highest) {
    return new Limits(
        time(chunkTimeMs, defaults.chunkTime(), highest.chunkTime()),
        time(runTimeMs, defaults.runTime(), highest.runTime()),
        time(cpuTimeMs, defaults.cpuTime(), highest.cpuTime()),
        number(outputBytes, defaults.outputBytes(), highest.outputBytes()),
        Math.toIntExact(number(programChars, defaults.programChars(), highest.programChars())));
  }

  private static Duration time(Long millis, Duration preset, Duration highest) {
    var wanted = millis == null ? preset : Duration.ofMillis(millis);
    return wanted.compareTo(highest) < 0 ? wanted : highest;
  }

  private static long number(Long wanted, long preset, long highest) {
    return Math.min(wanted == null ? preset : wanted, highest);
  }

  /**
   * These limits and others, asked for in another place.
   *
   * @throws InvalidRequestException if one is asked for in both
   */
  RequestedLimits and(RequestedLimits others) {
    return new RequestedLimits(
        RequestedOptions.once("chunkTimeMs", chunkTimeMs, others.chunkTimeMs),
        RequestedOptions.once("runTimeMs", runTimeMs, others.runTimeMs),
        RequestedOptions.once("cpuTimeMs", cpuTimeMs, others.cpuTimeMs),
        RequestedOptions.once("outputBytes", outputBytes, others.outputBytes),
        RequestedOptions.once("programChars", programChars, others.programChars));
  }
}
