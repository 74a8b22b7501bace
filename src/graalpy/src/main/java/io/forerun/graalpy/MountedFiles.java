package io.forerun.graalpy;

import io.forerun.gate.Effect;
import io.forerun.gate.EffectRefusedException;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.io.FileSystem;

/**
 * One mount, for paths that are absolute, normalized and inside of it. What changes a file waits at
 * the gate; what could not succeed anyway fails at once.
 */
final class MountedFiles implements FileSystem {
  private final FileSystem host = FileSystem.newDefaultFileSystem();
  private final MountPoint mount;
  private final SessionGate gate;

  MountedFiles(MountPoint mount, SessionGate gate) {
    this.mount = mount;
    this.gate = gate;
  }

  boolean contains(Path path) {
    return mount.contains(path);
  }

  private void awaitRelease(Effect.Kind kind, String description) throws IOException {
    try {
      gate.await(kind, description, null);
    } catch (EffectRefusedException e) {
      // Only an exception of no particular kind keeps its message on the way into Python.
      throw new IOException(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Not done: %s. The session is being stopped.".formatted(description));
    }
  }

  private void requireWritable(Path path) throws AccessDeniedException {
    if (!mount.writable() || path.equals(mount.guest())) {
      throw new AccessDeniedException(path.toString());
    }
  }

  private Path follow(Path path, LinkOption... options) throws IOException {
    return Set.of(options).contains(LinkOption.NOFOLLOW_LINKS)
        ? mount.entry(path)
        : mount.target(path);
  }

  // --- Reading

  @Override
  public Path parsePath(URI uri) {
    return host.parsePath(uri);
  }

  @Override
  public Path parsePath(String path) {
    return host.parsePath(path);
  }

  @Override
  public Path toAbsolutePath(Path path) {
    return path;
  }

  @Override
  public Path toRealPath(Path path, LinkOption... options) throws IOException {
    return mount.toGuest(follow(path, options).toRealPath(options));
  }

  @Override
  public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options)
      throws IOException {
    if (modes.contains(AccessMode.WRITE)) {
      requireWritable(path);
    }
    host.checkAccess(follow(path, options), modes, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return host.readAttributes(follow(path, options), attributes, options);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    DirectoryStream<Path> entries =
        host.newDirectoryStream(
            mount.target(directory),
            entry -> filter.accept(directory.resolve(entry.getFileName())));
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        Iterator<Path> iterator = entries.iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return iterator.hasNext();
          }

          @Override
          public Path next() {
            return directory.resolve(iterator.next().getFileName());
          }
        };
      }

      @Override
      public void close() throws IOException {
        entries.close();
      }
    };
  }

  // --- Reading and writing

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    boolean writes = SandboxFileSystem.writes(options);
    if (writes) {
      requireWritable(path);
    }
    Path file = fileOrDirectory(path);
    if (writes) {
      awaitRelease(Effect.Kind.WRITE, "write " + path);
      file = fileOrDirectory(path); // Others may have changed the directory meanwhile.
    }
    Set<OpenOption> withoutLinks = new HashSet<>(options);
    withoutLinks.add(LinkOption.NOFOLLOW_LINKS);
    return host.newByteChannel(file, withoutLinks);
  }

  /** The host's path; opening anything else, such as a pipe, could block. */
  private Path fileOrDirectory(Path path) throws IOException {
    Path file = mount.target(path);
    if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
      throw new AccessDeniedException(path.toString());
    }
    return file;
  }

  // --- Writing

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    requireExisting(directory, false);
    requireWritable(directory);
    awaitRelease(Effect.Kind.CREATE_DIRECTORY, "create the directory " + directory);
    host.createDirectory(mount.entry(directory));
  }

  @Override
  public void delete(Path path) throws IOException {
    requireWritable(path);
    requireExisting(path, true);
    awaitRelease(Effect.Kind.DELETE, "delete " + path);
    host.delete(mount.entry(path));
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    requireWritable(source);
    requireWritable(target);
    requireExisting(source, true);
    awaitRelease(Effect.Kind.MOVE, "move %s to %s".formatted(source, target));
    host.move(mount.entry(source), mount.entry(target), options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    requireWritable(path);
    awaitRelease(Effect.Kind.SET_ATTRIBUTE, "set %s of %s".formatted(attribute, path));
    host.setAttribute(follow(path, options), attribute, value, options);
  }

  private void requireExisting(Path path, boolean existing) throws IOException {
    boolean exists = Files.exists(mount.entry(path), LinkOption.NOFOLLOW_LINKS);
    if (exists && !existing) {
      throw new FileAlreadyExistsException(path.toString());
    }
    if (!exists && existing) {
      throw new NoSuchFileException(path.toString());
    }
  }
}
