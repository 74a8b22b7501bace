package io.forerun.graalpy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.graalvm.nativeimage.ImageInfo;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.io.IOAccess;

/**
 * Creates contexts that may compute, print, read the standard library, and use a scratch directory
 * of their own. Everything else is denied.
 */
final class Sandbox implements AutoCloseable {
  private static final String WARN_INTERPRETER_ONLY = "engine.WarnInterpreterOnly";

  private final Path directory;
  private final boolean temporary;
  private final Path bytecode;
  private final long scratchBytes;
  private final boolean compiled;
  private final AtomicLong count = new AtomicLong();
  private final AtomicBoolean preInitialized = new AtomicBoolean(ImageInfo.inImageRuntimeCode());
  private Engine engine;

  Sandbox(GraalPyConfig config) {
    try {
      temporary = config.directory() == null;
      Path root =
          temporary
              ? Files.createTempDirectory("forerun-")
              : Files.createDirectories(config.directory());
      directory = root.toRealPath();
      bytecode = Files.createDirectories(directory.resolve("bytecode"));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot create the executor's directory; set another one in its configuration", e);
    }
    scratchBytes = config.scratchBytes();
    compiled = config.library() != null;
    if (compiled) {
      System.setProperty("polyglot.engine.resourcePath", config.library().toString());
    }
  }

  /** One Engine for all contexts, so that they share code; created by the first that needs it. */
  private synchronized Engine engine() {
    if (engine == null) {
      engine =
          Engine.newBuilder("python")
              .option(WARN_INTERPRETER_ONLY, "false")
              .logHandler(new EngineLog())
              .build();
    }
    return engine;
  }

  /**
   * A native binary has one context that was initialised while it was built. The first that has an
   * engine of its own gets it.
   */
  private Context.Builder builder() {
    Context.Builder builder = Context.newBuilder("python");
    return preInitialized.getAndSet(false)
        ? builder.option(WARN_INTERPRETER_ONLY, "false").logHandler(new EngineLog())
        : builder.engine(engine());
  }

  /** A compiled library has its bytecode beside it. */
  private void storeBytecode(Context.Builder builder) {
    if (!compiled) {
      builder
          .option("python.DontWriteBytecodeFlag", "false")
          .option("python.PyCachePrefix", bytecode.toString());
    }
  }

  /** One context and what belongs to it. Closing it deletes its files. */
  record Cell(Context context, Path scratch, SandboxFileSystem files) {
    void close() {
      try {
        context.close(true);
      } finally {
        files.closeAll();
        ScratchFiles.delete(scratch);
      }
    }
  }

  /**
   * @param trusted whether no program has had the context yet, so that bytecode may be stored
   */
  Cell open(ProgramOutput output, BooleanSupplier trusted) {
    try {
      Path scratch = Files.createDirectory(directory.resolve("scratch-" + count.incrementAndGet()));
      SandboxFileSystem files = new SandboxFileSystem(scratch, scratchBytes, bytecode, trusted);
      Context.Builder builder =
          builder()
              .allowHostAccess(HostAccess.NONE)
              .allowPolyglotAccess(PolyglotAccess.NONE)
              .allowEnvironmentAccess(EnvironmentAccess.NONE)
              .allowNativeAccess(false)
              .allowCreateThread(false)
              .allowCreateProcess(false)
              .allowIO(IOAccess.newBuilder().fileSystem(files).build())
              .currentWorkingDirectory(scratch)
              .in(InputStream.nullInputStream())
              .out(output.stdout())
              .err(output.stderr());
      storeBytecode(builder);
      return new Cell(builder.build(), scratch, files);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create a scratch directory", e);
    }
  }

  /** Deletes the directory if it was a temporary one. The engine goes with the last reference. */
  @Override
  public void close() {
    if (temporary) {
      ScratchFiles.delete(directory);
    }
  }
}
