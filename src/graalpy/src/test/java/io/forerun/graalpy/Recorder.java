package io.forerun.graalpy;

import io.forerun.execute.BatchListener;
import io.forerun.execute.OutputStreamName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what a session tells. */
final class Recorder implements BatchListener {
  private final StringBuffer stdout = new StringBuffer();
  private final StringBuffer stderr = new StringBuffer();
  private final Map<Integer, String> outputByChunk = new ConcurrentHashMap<>();
  private final Map<Integer, String> values = new ConcurrentHashMap<>();
  private final List<Integer> finished = new ArrayList<>();
  private volatile int started = -1;

  @Override
  public void started(int chunk) {
    started = chunk;
  }

  @Override
  public void output(int chunk, OutputStreamName stream, String text) {
    (stream == OutputStreamName.STDOUT ? stdout : stderr).append(text);
    outputByChunk.merge(chunk, text, String::concat);
  }

  @Override
  public synchronized void finished(int chunk, Duration duration, String value) {
    finished.add(chunk);
    if (value != null) {
      values.put(chunk, value);
    }
  }

  String stdout() {
    return stdout.toString();
  }

  String stderr() {
    return stderr.toString();
  }

  String outputOf(int chunk) {
    return outputByChunk.get(chunk);
  }

  String valueOf(int chunk) {
    return values.get(chunk);
  }

  synchronized List<Integer> finished() {
    return List.copyOf(finished);
  }

  int started() {
    return started;
  }
}
