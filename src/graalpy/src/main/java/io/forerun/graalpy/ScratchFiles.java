package io.forerun.graalpy;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Deletes a directory whatever a program made of it: one that must not be read is made readable,
 * and one that lies too deep is moved up before it is looked into. There are no links in it.
 */
final class ScratchFiles extends SimpleFileVisitor<Path> {
  private static final Logger LOG = Logger.getLogger(ScratchFiles.class);

  /** Each level takes an open file while the tree is walked. */
  private static final int MAX_DEPTH = 50;

  private final Path root;
  private boolean again;
  private IOException failure;

  private ScratchFiles(Path root) {
    this.root = root;
  }

  /** Deletes what can be deleted, and logs what else there is. */
  static void delete(Path directory) {
    new ScratchFiles(directory).delete();
  }

  private void delete() {
    try {
      do {
        again = false;
        failure = null;
        Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), MAX_DEPTH, this);
      } while (again);
    } catch (IOException e) {
      failure = e;
    }
    if (failure != null) {
      LOG.warnf(failure, "%s cannot be deleted", root);
    }
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
    permit(directory);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    remove(file);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, IOException unreadable) {
    remove(directory);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
    if (unreadable instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    boolean closed = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && !Files.isReadable(file);
    if (closed && permit(file) && Files.isReadable(file)) {
      again = true;
    } else {
      failure = unreadable;
    }
    return FileVisitResult.CONTINUE;
  }

  private static boolean permit(Path directory) {
    try {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (DirectoryNotEmptyException e) {
      moveUp(path, e);
    } catch (IOException e) {
      failure = e;
    }
  }

  /** What is in it could not be reached from here. */
  private void moveUp(Path directory, IOException notEmpty) {
    if (root.equals(directory) || root.equals(directory.getParent())) {
      failure = notEmpty;
      return;
    }
    try {
      permit(directory);
      Files.move(directory, root.resolve(UUID.randomUUID().toString()));
      again = true;
    } catch (IOException e) {
      failure = e;
    }
  }
}
