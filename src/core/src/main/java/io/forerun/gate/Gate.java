package io.forerun.gate;

import io.forerun.chunk.Chunk;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides when detected chunks may run. Everything that is pending goes as one batch as soon as the
 * executor asks for it, so that dispatches amortise by themselves when execution is the slower
 * side; but definitions alone are not worth a dispatch and wait for the next chunk that does work,
 * or for the end of the program. Not thread-safe.
 */
public final class Gate {
  private List<Chunk> pending = new ArrayList<>();
  private boolean worthwhile;
  private boolean ended;

  /** Takes the next detected chunk. */
  public void add(Chunk chunk) {
    pending.add(chunk);
    worthwhile |= !chunk.kind().isDefinition();
  }

  /** No further chunk will come: what is pending may run, whatever it is. */
  public void end() {
    ended = true;
  }

  /**
   * Releases the next batch. To be called whenever the executor is free.
   *
   * @return the chunks to run now, in order; empty if there is nothing to run yet
   */
  public List<Chunk> release() {
    if (pending.isEmpty() || !(worthwhile || ended)) {
      return List.of();
    }
    var batch = pending;
    pending = new ArrayList<>();
    worthwhile = false;
    return batch;
  }
}
