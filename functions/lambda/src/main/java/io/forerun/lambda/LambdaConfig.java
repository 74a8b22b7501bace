package io.forerun.lambda;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the functions run. */
@ConfigMapping(prefix = "forerun")
public interface LambdaConfig {

  /** What a run may use. */
  RunLimits limits();

  /** The interpreters. */
  Pool pool();

  /** Directories of the function that programs may see, by the names that requests say. */
  Map<String, ConfiguredMount> mounts();

  /** Places in the network where requests may have functions, by names for errors. */
  Map<String, ConfiguredEndpoint> endpoints();

  /** What models are asked, and how often. */
  Generations generations();

  /** What happens before the first invocation. */
  WarmUp warmUp();

  /** What goes back to the caller. */
  Result result();

  /** How invocations that are repeated are recognised. */
  Idempotency idempotency();

  /**
   * How long before Lambda ends an invocation the function stops what it does. In this time a
   * program that does not react has to be given up, and the answer written and sent.
   */
  @WithDefault("2s")
  Duration deadlineMargin();

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

    /**
     * Interpreters that do not react to being stopped, beyond which the process ends after its
     * answer, so that Lambda starts another one.
     */
    @WithDefault("0")
    int maxStuck();

    /** Modules that an interpreter imports before it is ready; the executor's choice if not set. */
    Optional<List<String>> preImports();

    /** Bytes that a run's files may take in its scratch directory. */
    @WithDefault("64M")
    MemorySize scratch();

    /**
     * How much of the JVM's heap, in percent, a program may use before it is ended with {@code
     * heap_limit}.
     */
    @WithDefault("70")
    int heapPercent();
  }

  /** A directory that programs may see, of the package, a layer or a mounted file system. */
  interface ConfiguredMount {

    /** The directory; it must exist when the function starts. */
    Path directory();

    /** Where programs see it: an absolute path, and no other mount's path lies inside. */
    String path();

    /** Whether programs may change what is in it; each change waits at the gate. */
    @WithDefault("false")
    boolean writable();
  }

  /** A place in the network where requests may have functions. */
  interface ConfiguredEndpoint {

    /** Functions may be at this address and below it; {@code https}, unless this says http. */
    String url();

    /** Headers that each call gets, such as {@code Authorization}; nobody else learns them. */
    Map<String, String> headers();

    /** Bytes that an answer may have. */
    @WithDefault("1M")
    MemorySize maxResponse();
  }

  /** What models are asked, and how often. */
  interface Generations {

    /** Wall time of a generation, with all its rounds; keep it below the function's timeout. */
    @WithDefault("14m")
    Duration time();

    /** Rounds of repair that a request may ask for; more is cut to this. */
    @WithDefault("5")
    int maxRepairs();

    /** Characters of one answer of a model. */
    @WithDefault("1048576")
    int answerChars();

    /** A directory with templates that are used instead of those that come with Forerun. */
    Optional<Path> prompts();
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

    /** The S3 bucket that gets the whole of each result that is too large; none if not set. */
    Optional<String> bucket();

    /** What the keys of these objects begin with. */
    @WithDefault("forerun/results/")
    String prefix();
  }

  /** Invocations that are repeated, by the platform or by whoever asked. */
  interface Idempotency {

    /**
     * The DynamoDB table with the invocations that are known, whose key is the string {@code id}; a
     * repeated invocation runs again if not set.
     */
    Optional<String> table();

    /** How long an answer is kept for repetitions. */
    @WithDefault("1h")
    Duration expiry();
  }
}
