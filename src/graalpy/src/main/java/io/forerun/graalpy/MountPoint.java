package io.forerun.graalpy;

import io.forerun.execute.Mount;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a directory of the host appears, and the way from one path to the other.
 *
 * @param guest where programs see it
 * @param root its real path on the host
 */
record MountPoint(Path guest, Path root, boolean writable) {

  /**
   * @throws IllegalArgumentException if a directory does not exist
   */
  static List<MountPoint> of(List<Mount> mounts) {
    return mounts.stream().map(MountPoint::of).toList();
  }

  private static MountPoint of(Mount mount) {
    try {
      var root = mount.directory().toRealPath();
      if (Files.isDirectory(root)) {
        return new MountPoint(Path.of(mount.path()), root, mount.writable());
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The directory that is to be mounted at %s cannot be read: %s"
              .formatted(mount.path(), mount.directory()),
          e);
    }
    throw new IllegalArgumentException(
        "What is to be mounted at %s is no directory: %s"
            .formatted(mount.path(), mount.directory()));
  }

  /** Whether the path, absolute and normalized, lies in the mount or is the mount itself. */
  boolean contains(Path path) {
    return path.startsWith(guest);
  }

  /**
   * The host's path of what this path names, itself a link or not.
   *
   * @throws AccessDeniedException if a link on the way leads out of the mount
   */
  Path entry(Path path) throws IOException {
    if (path.equals(guest)) {
      return root;
    }
    var plain = root.resolve(guest.relativize(path));
    return inside(plain.getParent().toRealPath(), path).resolve(plain.getFileName());
  }

  /**
   * The host's path of what this path leads to, through a link if it is one.
   *
   * @throws AccessDeniedException if a link leads out of the mount
   */
  Path target(Path path) throws IOException {
    var entry = entry(path);
    return Files.isSymbolicLink(entry) ? inside(entry.toRealPath(), path) : entry;
  }

  private Path inside(Path host, Path path) throws AccessDeniedException {
    if (!host.startsWith(root)) {
      throw new AccessDeniedException(path.toString());
    }
    return host;
  }

  /** Where programs see this path of the host, which lies in the mounted directory. */
  Path toGuest(Path host) {
    return guest.resolve(root.relativize(host));
  }
}
