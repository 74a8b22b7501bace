package io.forerun.lambda;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the functions run. */
@ConfigMapping(prefix = "forerun")
public interface LambdaConfig {

  /** What a run may use. */
  RunLimits limits();

  /** The interpreters. */
  Pool pool();

  /** What happens before the first invocation. */
  WarmUp warmUp();

  /** What goes back to the caller. */
  Result result();

  /**
   * Limits of each run: what holds where a request names none, and the most that one can ask for.
   */
  interface RunLimits {

    /** Wall time of one statement. */
    @WithDefault("30s")
    Duration chunkTime();

    /** Wall time of a whole run; keep it below the function's timeout. */
    @WithDefault("5m")
    Duration runTime();

    /** Processor time of a program. */
    @WithDefault("60s")
    Duration cpuTime();

    /** What a program may print, both streams together, as UTF-8. */
    @WithDefault("512K")
    MemorySize outputBytes();

    /** Characters of a program's text. */
    @WithDefault("1048576")
    int programChars();
  }

  /** Interpreters that are started before a run needs them. */
  interface Pool {

    /**
     * How many are kept ready. With two, the next invocation finds one even where the platform
     * froze the environment before the one just used was replaced.
     */
    @WithDefault("2")
    int size();

    /** How long a run waits for one. */
    @WithDefault("30s")
    Duration acquireTimeout();
  }

  /** The warm-up, which starts a first interpreter and runs a program in it. */
  interface WarmUp {

    /**
     * How long initialisation waits for the warm-up, which then goes on beside the first
     * invocation. Lambda starts over when initialisation takes 10 s.
     */
    @WithDefault("8s")
    Duration timeout();
  }

  /** The result of a function. */
  interface Result {

    /**
     * Size of the result's JSON. Lambda takes 6 MB (6,291,556 bytes) at most; less is needed where
     * the result becomes the state of a Step Functions execution (256 KiB).
     */
    @WithDefault("6000K")
    MemorySize maxBytes();
  }
}
