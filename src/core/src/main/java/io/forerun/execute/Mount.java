package io.forerun.execute;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A directory of the host that programs see. What they change in it stays, so each change waits at
 * the gate. They cannot make links in it, and cannot follow one out of it.
 *
 * @param directory an existing directory of the host
 * @param path where programs see it: absolute, normalized, and not the root
 * @param writable whether programs may change what is in it
 */
public record Mount(Path directory, String path, boolean writable) {

  /**
   * @throws IllegalArgumentException if the path is not as it must be, or the directory does not
   *     exist
   */
  public Mount {
    var guest = Path.of(path);
    if (!guest.isAbsolute() || guest.getNameCount() == 0 || !guest.normalize().equals(guest)) {
      throw new IllegalArgumentException(
          "A mount's path must be absolute, without . and .., and not the root: " + path);
    }
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "What is to be mounted at %s is no directory: %s".formatted(path, directory));
    }
  }
}
