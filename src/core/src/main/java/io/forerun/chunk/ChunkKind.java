package io.forerun.chunk;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a chunk's statement is, as far as its first words tell. */
public enum ChunkKind {
  /** One or more simple statements on one logical line, other than an import. */
  SIMPLE,
  /** {@code import} or {@code from … import}. */
  IMPORT,
  /** {@code def} or {@code async def}, decorators included. */
  FUNCTION,
  /** {@code class}, decorators included. */
  CLASS,
  IF,
  /** {@code for} or {@code async for}. */
  FOR,
  WHILE,
  TRY,
  /** {@code with} or {@code async with}. */
  WITH,
  MATCH,
  /** What Python will refuse, whatever follows. Running it gives Python's own error. */
  INVALID;

  /** Whether the statement only defines a name for later use. */
  public boolean isDefinition() {
    return this == FUNCTION || this == CLASS;
  }

  /** The name in JSON. */
  @JsonValue
  public String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
