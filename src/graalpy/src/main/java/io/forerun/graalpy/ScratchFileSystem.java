package io.forerun.graalpy;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.graalvm.polyglot.io.FileSystem;

/**
 * One session's directory: files and directories without links, bounded in bytes and in open files.
 * Meant for paths below that directory; a composite file system sees to it that no others arrive.
 */
final class ScratchFileSystem implements FileSystem {
  private static final int FILE_OVERHEAD_BYTES = 4096;
  private static final int MAX_OPEN_FILES = 128;
  private static final Set<String> SETTABLE =
      Set.of("lastModifiedTime", "lastAccessTime", "creationTime");

  private final FileSystem host = FileSystem.newDefaultFileSystem();
  private final Path root;
  private final long limitBytes;
  private final Set<BoundedChannel> open = new HashSet<>();

  /** Never less than what is in use: grows with each write, and is counted anew at the limit. */
  private long usedBytes;

  ScratchFileSystem(Path root, long limitBytes) {
    this.root = root;
    this.limitBytes = limitBytes;
  }

  private synchronized void reserve(long bytes) throws IOException {
    if (bytes > limitBytes - usedBytes) {
      usedBytes = measure();
    }
    if (bytes > limitBytes - usedBytes) {
      throw new IOException(
          "No space left: the files of this session may take %d bytes".formatted(limitBytes));
    }
    usedBytes += bytes;
  }

  /** Counts files that are open twice, because a deleted one still takes its place. */
  private long measure() throws IOException {
    long total = 0;
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        total += FILE_OVERHEAD_BYTES + (Files.isRegularFile(file) ? Files.size(file) : 0);
      }
    }
    for (BoundedChannel channel : open) {
      total += channel.size();
    }
    return total;
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      reserve(FILE_OVERHEAD_BYTES);
    }
    synchronized (this) {
      if (open.size() >= MAX_OPEN_FILES) {
        throw new IOException("Too many open files: at most " + MAX_OPEN_FILES);
      }
      BoundedChannel channel =
          new BoundedChannel(
              host.newByteChannel(path, options), options.contains(StandardOpenOption.APPEND));
      open.add(channel);
      return channel;
    }
  }

  /** Closes what the program left open. */
  void closeAll() throws IOException {
    Set<BoundedChannel> left;
    synchronized (this) {
      left = Set.copyOf(open);
    }
    for (BoundedChannel channel : left) {
      channel.close();
    }
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    reserve(FILE_OVERHEAD_BYTES);
    host.createDirectory(directory);
  }

  @Override
  public void delete(Path path) throws IOException {
    if (path.equals(root)) {
      throw new AccessDeniedException(path.toString());
    }
    host.delete(path);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    if (source.equals(root) || target.equals(root)) {
      throw new AccessDeniedException(source.toString());
    }
    host.move(source, target, options);
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    throw new AccessDeniedException(link.toString());
  }

  @Override
  public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
      throws IOException {
    throw new AccessDeniedException(link.toString());
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    if (!SETTABLE.contains(attribute)) {
      throw new AccessDeniedException(path.toString());
    }
    host.setAttribute(path, attribute, value, options);
  }

  @Override
  public Path parsePath(URI uri) {
    return host.parsePath(uri);
  }

  @Override
  public Path parsePath(String path) {
    return host.parsePath(path);
  }

  @Override
  public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options)
      throws IOException {
    host.checkAccess(path, modes, options);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    return host.newDirectoryStream(directory, filter);
  }

  @Override
  public Path toAbsolutePath(Path path) {
    return host.toAbsolutePath(path);
  }

  @Override
  public Path toRealPath(Path path, LinkOption... options) throws IOException {
    return host.toRealPath(path, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return host.readAttributes(path, attributes, options);
  }

  @Override
  public Path getTempDirectory() {
    return root;
  }

  private final class BoundedChannel implements SeekableByteChannel {
    private final SeekableByteChannel file;
    private final boolean appends;

    private BoundedChannel(SeekableByteChannel file, boolean appends) {
      this.file = file;
      this.appends = appends;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      long start = appends ? file.size() : file.position();
      long growth = start + source.remaining() - file.size();
      if (growth > 0) {
        reserve(growth);
      }
      return file.write(source);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      return file.read(target);
    }

    @Override
    public long position() throws IOException {
      return file.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
      file.position(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
      file.truncate(size);
      return this;
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() throws IOException {
      synchronized (ScratchFileSystem.this) {
        open.remove(this);
      }
      file.close();
    }
  }
}
