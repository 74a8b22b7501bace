package io.forerun.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Keeps results below the size that Lambda takes: a program that ran must not end as a function
 * error because it said much. Leaves out the events, then the chunks, cuts the texts, leaves out
 * the effects, and at last what it would take to go on; that before the texts where it would take
 * nearly all of the room.
 */
@Singleton
final class PayloadLimit {
  /** Bytes for what is neither a list nor a text: numbers, member names, the run's identifier. */
  private static final int RESERVE = 4_096;

  /** What a character takes at most in JSON, as a Unicode escape. */
  private static final int MAX_BYTES_PER_CHAR = 6;

  /** The texts have at least one such part of the room, or what it takes to go on is left out. */
  private static final int LEAST_SHARE_OF_TEXTS = 4;

  /** Room for where the whole result lies. */
  private static final int STORED_BYTES = 2_048;

  private final ObjectWriter json;
  private final long maxBytes;

  @Inject
  PayloadLimit(ObjectMapper mapper, LambdaConfig config) {
    this(
        mapper.writer(),
        config.result().maxBytes().asLongValue()
            - config.result().bucket().map(_ -> STORED_BYTES).orElse(0));
  }

  PayloadLimit(ObjectMapper mapper, long maxBytes) {
    this(mapper.writer(), maxBytes);
  }

  private PayloadLimit(ObjectWriter json, long maxBytes) {
    this.json = json;
    this.maxBytes = maxBytes;
  }

  /** The same, where results may not even be as large as that. */
  PayloadLimit within(long bytes) {
    return new PayloadLimit(json, Math.min(bytes, maxBytes));
  }

  FunctionResult fit(FunctionResult result) {
    boolean goesOn = leavesRoom(result.resume());
    int chars =
        goesOn ? charsOf(FunctionResult.TEXTS, result.resume()) : charsOf(FunctionResult.TEXTS);
    return fit(
        result,
        List.of(
            FunctionResult::withoutEvents,
            FunctionResult::withoutChunks,
            reduced -> goesOn ? reduced : reduced.withoutResume(),
            reduced -> reduced.withTextsOf(chars),
            FunctionResult::withoutEffects,
            FunctionResult::withoutResume));
  }

  GenerationResult fit(GenerationResult result) {
    boolean goesOn = leavesRoom(result.resume(), result.continuation());
    int chars =
        goesOn
            ? charsOf(result.texts(), result.resume(), result.continuation())
            : charsOf(result.texts());
    return fit(
        result,
        List.of(
            GenerationResult::withoutChunks,
            reduced -> goesOn ? reduced : reduced.withoutNext(),
            reduced -> reduced.withTextsOf(chars),
            GenerationResult::withoutEffects,
            GenerationResult::withoutNext));
  }

  /** Whether texts remain worth reading beside what it takes to go on. */
  private boolean leavesRoom(Object... next) {
    return bytesBeside(next) >= bytesBeside() / LEAST_SHARE_OF_TEXTS;
  }

  /**
   * @param whole what is not cut
   */
  private int charsOf(int texts, Object... whole) {
    return Math.toIntExact(bytesBeside(whole) / ((long) texts * MAX_BYTES_PER_CHAR));
  }

  private long bytesBeside(Object... whole) {
    return Math.max(0, maxBytes - RESERVE - Stream.of(whole).mapToLong(this::size).sum());
  }

  private <T> T fit(T result, List<UnaryOperator<T>> reductions) {
    T fitted = result;
    for (UnaryOperator<T> reduction : reductions) {
      if (size(fitted) <= maxBytes) {
        return fitted;
      }
      fitted = reduction.apply(fitted);
    }
    return fitted;
  }

  private long size(Object result) {
    ByteCounter counter = new ByteCounter();
    try {
      json.writeValue(counter, result);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return counter.bytes;
  }

  private static final class ByteCounter extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int offset, int length) {
      bytes += length;
    }
  }
}
