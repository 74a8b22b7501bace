package io.forerun.http.run;

import io.forerun.gate.EffectResult;
import io.forerun.run.RunError;
import io.forerun.run.RunResult;
import io.forerun.run.RunResult.ChunkResult;

/**
 * About how many characters results hold, so that the memory for those that are kept has a bound.
 */
public final class Retained {
  private static final long PER_ENTRY = 200;

  private Retained() {}

  /** What a run's result holds. */
  public static long chars(RunResult run) {
    long chars =
        chars(run.stdout())
            + chars(run.stderr())
            + chars(run.text())
            + chars(run.value())
            + chars(run.error());
    for (ChunkResult chunk : run.chunks()) {
      chars += PER_ENTRY + chars(chunk.value());
    }
    if (run.effects() != null) {
      for (EffectResult effect : run.effects()) {
        chars += PER_ENTRY + chars(effect.key()) + chars(effect.effect());
        chars += effect.value() == null ? 0 : effect.value().toString().length();
      }
    }
    return chars;
  }

  /** What an error holds; it may be null. */
  public static long chars(RunError error) {
    return error == null
        ? 0
        : chars(error.type()) + chars(error.message()) + chars(error.traceback());
  }

  /** The length of a text that may be null. */
  public static long chars(String text) {
    return text == null ? 0 : text.length();
  }
}
