package io.forerun.bench.report;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Programs in CPython: in a new process each, or in one process that has imported what programs use
 * most and runs one after the other. Every program has a directory of its own. Used by one thread.
 */
final class Cpython implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PROGRAM = "main.py";

  private final String command;
  private final Path directory;
  private final Process warm;
  private final OutputStream toWarm;
  private final InputStream fromWarm;
  private final String version;

  /** What the command started, which may be a script that chooses one of several. */
  private final String executable;

  private int programs;

  private Cpython(String command) throws IOException {
    this.command = command;
    directory = Files.createTempDirectory("forerun-cpython-");
    Path driver = directory.resolve("driver.py");
    try (InputStream in = Cpython.class.getResourceAsStream("driver.py")) {
      Files.copy(in, driver);
    }
    warm =
        new ProcessBuilder(command, driver.toString())
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    toWarm = warm.getOutputStream();
    fromWarm = new BufferedInputStream(warm.getInputStream());
    version = readLine();
    executable = readLine();
  }

  /**
   * Starts the warm process.
   *
   * @throws IOException if there is no such command, or it is not Python
   */
  static Cpython start(String command) throws IOException {
    return new Cpython(command);
  }

  /** With the date and the compiler of the build. */
  String version() {
    return version;
  }

  /** From starting a process until it has ended. */
  Execution cold(String source) throws IOException, InterruptedException {
    Path scratch = scratch();
    Files.writeString(scratch.resolve(PROGRAM), source);
    Path stdout = directory.resolve("stdout");
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(executable, PROGRAM)
            .directory(scratch.toFile())
            .redirectOutput(stdout.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("%s did not end within %s".formatted(command, PATIENCE));
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    Execution execution = Execution.of(process.exitValue(), Files.readString(stdout), took);
    delete(scratch);
    return execution;
  }

  /** From sending the program to the process until its answer has been read. */
  Execution warm(String source) throws IOException {
    Path scratch = scratch();
    byte[] program = source.getBytes(StandardCharsets.UTF_8);
    long start = System.nanoTime();
    toWarm.write("%s\n%d\n".formatted(scratch, program.length).getBytes(StandardCharsets.UTF_8));
    toWarm.write(program);
    toWarm.flush();
    int exitStatus = Integer.parseInt(readLine());
    byte[] stdout = fromWarm.readNBytes(Integer.parseInt(readLine()));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    delete(scratch);
    return Execution.of(exitStatus, new String(stdout, StandardCharsets.UTF_8), took);
  }

  @Override
  public void close() throws IOException {
    warm.destroy();
    delete(directory);
  }

  private Path scratch() throws IOException {
    return Files.createDirectory(directory.resolve("program-" + programs++));
  }

  private String readLine() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = fromWarm.read(); b != '\n'; b = fromWarm.read()) {
      if (b < 0) {
        throw new EOFException(command + " ended too early; is it Python 3.9 or later?");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
