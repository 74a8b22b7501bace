package io.forerun.gate;

import java.util.Optional;

/** Parses a program without running it. */
@FunctionalInterface
public interface SyntaxCheck {

  /**
   * @param program the whole program's text
   * @return what is wrong with it and where; empty if it parses
   */
  Optional<String> error(String program);
}
