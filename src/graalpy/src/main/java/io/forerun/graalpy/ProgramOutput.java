package io.forerun.graalpy;

import io.forerun.execute.BatchListener;
import io.forerun.execute.OutputStreamName;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The two streams that a context prints to. Written to by the interpreter's thread only; what is
 * printed while nobody is attached is dropped.
 */
final class ProgramOutput {
  private final Stream stdout = new Stream(OutputStreamName.STDOUT);
  private final Stream stderr = new Stream(OutputStreamName.STDERR);

  private long remainingBytes;
  private Runnable onOverflow;
  private Consumer<RuntimeException> onListenerFailure;
  private BatchListener listener;
  private int chunk;
  private volatile boolean cut;

  OutputStream stdout() {
    return stdout;
  }

  OutputStream stderr() {
    return stderr;
  }

  /**
   * @param onOverflow called once, when more was printed than allowed
   * @param onListenerFailure called once, when the listener threw
   */
  void limit(long bytes, Runnable onOverflow, Consumer<RuntimeException> onListenerFailure) {
    this.remainingBytes = bytes;
    this.onOverflow = onOverflow;
    this.onListenerFailure = onListenerFailure;
  }

  void attach(int chunk, BatchListener listener) {
    this.chunk = chunk;
    this.listener = listener;
  }

  void detach() {
    listener = null;
  }

  /** Hands over what stands for the rest of a character that was never completed. */
  void end() {
    stdout.end();
    stderr.end();
  }

  /** Drops all further output. May be called on any thread. */
  void cut() {
    cut = true;
  }

  private final class Stream extends OutputStream {
    private final OutputStreamName name;
    private final CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] incomplete = {};

    private Stream(OutputStreamName name) {
      this.name = name;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      if (listener == null || cut) {
        return;
      }
      int taken = (int) Math.min(length, remainingBytes);
      remainingBytes -= taken;
      ByteBuffer input = ByteBuffer.allocate(incomplete.length + taken);
      input.put(incomplete).put(bytes, offset, taken).flip();
      CharBuffer text = CharBuffer.allocate(input.remaining());
      decoder.decode(input, text, false);
      incomplete = new byte[input.remaining()];
      input.get(incomplete);
      deliver(text);
      if (taken < length && !cut) {
        cut = true;
        onOverflow.run();
      }
    }

    private void end() {
      CharBuffer text = CharBuffer.allocate(incomplete.length + 1);
      decoder.decode(ByteBuffer.wrap(incomplete), text, true);
      decoder.flush(text);
      decoder.reset();
      incomplete = new byte[0];
      if (listener != null && !cut) {
        deliver(text);
      }
    }

    private void deliver(CharBuffer text) {
      if (!text.flip().hasRemaining()) {
        return;
      }
      try {
        listener.output(chunk, name, text.toString());
      } catch (RuntimeException e) {
        if (!cut) {
          cut = true;
          onListenerFailure.accept(e);
        }
      }
    }
  }
}
