package io.forerun.gate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Something that cannot be taken back and is about to happen.
 *
 * @param kind what sort of thing
 * @param description what exactly, for the user who decides about it: an operation and its object
 * @param key names the effect, so that it can be told from a new one when it is repeated; null
 *     where it has none
 * @param chunk the chunk that runs
 * @param line the program's line that is being executed
 */
public record Effect(Kind kind, String description, String key, int chunk, int line) {

  /** Sorts of effects. */
  public enum Kind {
    /** A call of a function of the host that was declared as irreversible. */
    HOST_FUNCTION,
    /** Opening a file of a mount to write, which may create or truncate it. */
    WRITE,
    /** Deleting a file or a directory of a mount. */
    DELETE,
    CREATE_DIRECTORY,
    /** Moving or renaming a file or a directory of a mount. */
    MOVE,
    /** Setting the times of a file of a mount. */
    SET_ATTRIBUTE;

    /** The name in JSON. */
    @JsonValue
    public String json() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
