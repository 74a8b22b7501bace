package io.forerun.http.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be set about the service, with its defaults. */
@ConfigMapping(prefix = "forerun")
public interface ForerunConfig {

  /** The interpreters that are kept ready. */
  Pool pool();

  /** What a run may use if its request does not say. */
  RunLimits limits();

  /** What a request may ask for at most; more is cut to this. */
  MaxRunLimits maxLimits();

  /** The sessions that are kept between runs. */
  KeptSessions sessions();

  /** Directories of the host that programs may see, by the names that requests say. */
  Map<String, ConfiguredMount> mounts();

  /** Places in the network where requests may have functions, by names for errors. */
  Map<String, ConfiguredEndpoint> endpoints();

  /** What models are asked, and how often. */
  Generations generations();

  /** The runs that the service knows. */
  Registry registry();

  /** The program that is played when the service has started. */
  Demo demo();

  /** The interpreters that are kept ready. */
  interface Pool {

    /** Interpreters that are kept ready for the next runs. */
    @WithDefault("2")
    int warm();

    /** Modules that an interpreter imports before it is ready; the executor's choice if not set. */
    Optional<List<String>> preImports();

    /**
     * Whether to compile, in the background after the start, further modules that programs often
     * import, so that no program has to.
     */
    @WithDefault("true")
    boolean compileModules();

    /** Interpreters that runs may hold at once. */
    @WithDefault("8")
    int maxSessions();

    /**
     * Runs that may wait for an interpreter; further ones end with {@code executor_busy} at once.
     */
    @WithDefault("64")
    int maxWaiting();

    /** How long a run waits for an interpreter before it ends with {@code executor_busy}. */
    @WithDefault("30s")
    Duration maxWait();

    /** Bytes that a session's files may take in its scratch directory. */
    @WithDefault("64M")
    MemorySize scratch();

    /**
     * How much of the JVM's heap, in percent, all programs together may use before one is ended
     * with {@code heap_limit}.
     */
    @WithDefault("70")
    int heapPercent();

    /**
     * Interpreters that do not react to being stopped, beyond which the service reports itself as
     * not alive, so that it is restarted.
     */
    @WithDefault("2")
    int maxStuck();
  }

  /** Limits of one run. */
  interface RunLimits {

    /** Wall time of one chunk's execution. */
    @WithDefault("30s")
    Duration chunkTime();

    /** Wall time of the whole run, generation included. */
    @WithDefault("5m")
    Duration runTime();

    /** Processor time of the program. */
    @WithDefault("60s")
    Duration cpuTime();

    /** UTF-8 bytes that the program may print. */
    @WithDefault("4M")
    MemorySize output();

    /** Characters of the program's text. */
    @WithDefault("1048576")
    int programChars();
  }

  /** The highest limits that a request may ask for. */
  interface MaxRunLimits {

    /** Wall time of one chunk's execution. */
    @WithDefault("5m")
    Duration chunkTime();

    /** Wall time of the whole run, generation included. */
    @WithDefault("30m")
    Duration runTime();

    /** Processor time of the program. */
    @WithDefault("10m")
    Duration cpuTime();

    /** UTF-8 bytes that the program may print. */
    @WithDefault("16M")
    MemorySize output();

    /** Characters of the program's text. */
    @WithDefault("4194304")
    int programChars();
  }

  /** The sessions that are kept between runs. */
  interface KeptSessions {

    /** Sessions at a time; each holds an interpreter, so fewer than {@code pool.max-sessions}. */
    @WithDefault("4")
    int max();

    /** How long a session is kept after its last run. */
    @WithDefault("10m")
    Duration idleTime();
  }

  /** A directory of the host that programs may see. */
  interface ConfiguredMount {

    /** The directory; it must exist when the service starts. */
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

    /** Wall time of a generation, with all its rounds. */
    @WithDefault("15m")
    Duration time();

    /** Rounds of repair that a request may ask for; more is cut to this. */
    @WithDefault("5")
    int maxRepairs();

    /** How often a model may call {@code python} before its answer is given to the client. */
    @WithDefault("16")
    int maxTurns();

    /** Characters of one answer of a model. */
    @WithDefault("4194304")
    int answerChars();

    /** A directory with templates that are used instead of those that come with Forerun. */
    Optional<Path> prompts();
  }

  /** The runs that the service knows. */
  interface Registry {

    /** Runs at once; further ones are refused with status 503. */
    @WithDefault("16")
    int maxActive();

    /** How long the result of a finished run can be asked for. */
    @WithDefault("1h")
    Duration keep();

    /** Memory for the results of finished runs, the oldest of which are forgotten beyond it. */
    @WithDefault("64M")
    MemorySize maxSize();
  }

  /** The program that is played when the service has started. */
  interface Demo {

    /** Whether to play a program when the service has started; on in development mode. */
    @WithDefault("false")
    boolean enabled();

    /** Name of the program, one of those that {@code GET /v1/demos} lists. */
    @WithDefault("sales_report")
    String program();

    /** How fast the program is generated. */
    @WithDefault("80")
    double tokensPerSecond();

    /** How long to wait for the first interpreter to be ready. */
    @WithDefault("2m")
    Duration maxWait();
  }
}
