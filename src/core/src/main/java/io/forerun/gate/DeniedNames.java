package io.forerun.gate;

import io.forerun.chunk.Chunk;
import java.util.Optional;
import java.util.Set;

/**
 * Finds denied names in a chunk's text, where they stand outside of comments and strings and not
 * after a dot; also in the replacement fields of f-strings. Time is linear in the text.
 *
 * <p>A name that is built while the program runs is not seen ({@code getattr(builtins, 'ev' +
 * 'al')}), nor what a module does that is not denied ({@code pathlib}). A name that only looks like
 * a denied one (a variable {@code time}, a keyword argument) makes the chunk wait without need.
 */
public final class DeniedNames {

  /** External side effects, timing, dynamic execution. */
  public static final Set<String> OF_THE_PAPER =
      Set.of(
          "os",
          "subprocess",
          "shutil",
          "socket",
          "multiprocessing",
          "time",
          "signal",
          "threading",
          "eval",
          "exec",
          "compile",
          "__import__");

  private final Set<String> names;

  /**
   * @param names the names to look for
   */
  public DeniedNames(Set<String> names) {
    this.names = Set.copyOf(names);
  }

  /** The first denied name that the chunk uses. */
  public Optional<String> firstIn(Chunk chunk) {
    var words = new Words(chunk.text());
    for (var word = words.next(); word != null; word = words.next()) {
      if (names.contains(word)) {
        return Optional.of(word);
      }
    }
    return Optional.empty();
  }
}
