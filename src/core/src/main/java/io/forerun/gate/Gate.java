package io.forerun.gate;

import io.forerun.chunk.Chunk;
import io.forerun.chunk.ChunkKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides when detected chunks may run. Everything that is pending goes as one batch as soon as the
 * executor asks for it, so that dispatches amortise by themselves when execution is the slower
 * side; but functions alone are not worth a dispatch and wait for the next chunk that does work, or
 * for the end of the program. A class is work: its body and its decorators, such as a dataclass's,
 * run when it is defined. What the policy holds waits for the end too. Not thread-safe.
 */
public final class Gate {
  private final Policy policy;
  private final DeniedNames deniedNames;
  private final List<Chunk> held = new ArrayList<>();
  private List<Chunk> pending = new ArrayList<>();
  private boolean worthwhile;
  private boolean ended;

  /**
   * @param options whose policy says which chunks are held
   */
  public Gate(GateOptions options) {
    policy = options.policy();
    deniedNames = new DeniedNames(options.deniedNames());
  }

  /**
   * Takes the next detected chunk.
   *
   * @return the denied name because of which this chunk, and all that follow, wait for the end;
   *     empty if they do not, or waited already
   */
  public Optional<String> add(Chunk chunk) {
    if (policy == Policy.SERIAL || !held.isEmpty()) {
      held.add(chunk);
      return Optional.empty();
    }
    var denied = policy == Policy.STATIC ? deniedNames.firstIn(chunk) : Optional.<String>empty();
    if (denied.isPresent()) {
      held.add(chunk);
    } else {
      pending.add(chunk);
      worthwhile |= chunk.kind() != ChunkKind.FUNCTION;
    }
    return denied;
  }

  /** No further chunk will come: what is pending or held may run, whatever it is. */
  public void end() {
    ended = true;
    pending.addAll(held);
    held.clear();
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
