package io.forerun.graalpy;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.graalvm.polyglot.io.FileSystem;
import org.jboss.logging.Logger;

/**
 * What a session sees of the host's files: its own scratch directory, where it may do anything but
 * make links, bounded in bytes and in open files; the mounts of its session; the language home and
 * the bytecode cache to read; nothing else. Since there are no links outside of mounts, a
 * normalized path says where a file is.
 */
final class SandboxFileSystem implements FileSystem {
  private static final Logger LOG = Logger.getLogger(SandboxFileSystem.class);
  private static final int FILE_OVERHEAD_BYTES = 4096;
  private static final int MAX_OPEN_FILES = 128;
  private static final Set<StandardOpenOption> WRITING =
      Set.of(
          StandardOpenOption.WRITE,
          StandardOpenOption.APPEND,
          StandardOpenOption.CREATE,
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.DELETE_ON_CLOSE);
  private static final Set<String> SETTABLE =
      Set.of("lastModifiedTime", "lastAccessTime", "creationTime", "posix:permissions");

  private final FileSystem host = FileSystem.newDefaultFileSystem();
  private final FileSystem languageHome =
      FileSystem.newReadOnlyFileSystem(
          FileSystem.allowInternalResourceAccess(FileSystem.newDenyIOFileSystem()));
  private final Path scratch;
  private final Path bytecode;
  private final BooleanSupplier mayStoreBytecode;
  private final long limitBytes;

  /** What the program has open: each takes a file descriptor of the process. */
  private final Set<Opened<?>> open = new HashSet<>();

  /** Never less than what is in use: grows with each write, and is counted anew at the limit. */
  private long usedBytes;

  private volatile Path workingDirectory;
  private volatile List<MountedFiles> mounts = List.of();

  SandboxFileSystem(
      Path scratch, long limitBytes, Path bytecode, BooleanSupplier mayStoreBytecode) {
    this.scratch = scratch;
    this.limitBytes = limitBytes;
    this.bytecode = bytecode;
    this.mayStoreBytecode = mayStoreBytecode;
    workingDirectory = scratch;
  }

  // --- Where a path leads
  // -------------------------------------------------------------------------

  private boolean isScratch(Path absolute) {
    return absolute.startsWith(scratch);
  }

  private FileSystem readable(Path absolute) {
    if (isScratch(absolute) || absolute.startsWith(bytecode)) {
      return host;
    }
    MountedFiles mount = mountOf(absolute);
    return mount == null ? languageHome : mount;
  }

  private MountedFiles mountOf(Path absolute) {
    if (isScratch(absolute)) {
      return null;
    }
    for (MountedFiles mount : mounts) {
      if (mount.contains(absolute)) {
        return mount;
      }
    }
    return null;
  }

  /**
   * Puts these mounts in the place of those before, and closes what is open of them: what an
   * earlier program was allowed is no permission for the next. To be called before each program
   * runs.
   */
  void mount(List<MountedFiles> added) {
    close(opened -> opened.mounted);
    mounts = List.copyOf(added);
  }

  static boolean writes(Set<? extends OpenOption> options) {
    return options.stream().anyMatch(WRITING::contains);
  }

  private Path writable(Path path) throws IOException {
    Path absolute = toAbsolutePath(path);
    boolean mayWrite =
        isScratch(absolute) && !absolute.equals(scratch)
            || absolute.startsWith(bytecode) && mayStoreBytecode.getAsBoolean();
    if (!mayWrite) {
      throw new AccessDeniedException(path.toString());
    }
    return absolute;
  }

  /** The one exception that Python takes for what it is. */
  private static AccessDeniedException denied(Path path) {
    return new AccessDeniedException(path.toString());
  }

  @Override
  public Path toAbsolutePath(Path path) {
    return workingDirectory.resolve(path).normalize();
  }

  @Override
  public void setCurrentWorkingDirectory(Path directory) {
    workingDirectory = toAbsolutePath(directory);
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
  public Path getTempDirectory() {
    return scratch;
  }

  // --- Reading
  // --------------------------------------------------------------------------------------

  @Override
  public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options)
      throws IOException {
    Path absolute = toAbsolutePath(path);
    try {
      readable(absolute).checkAccess(absolute, modes, options);
    } catch (SecurityException e) {
      throw denied(path);
    }
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    Path absolute = toAbsolutePath(directory);
    try {
      return counted(
          new OpenDirectory(
              readable(absolute).newDirectoryStream(absolute, filter), mountOf(absolute) != null));
    } catch (SecurityException e) {
      throw denied(directory);
    }
  }

  @Override
  public Path toRealPath(Path path, LinkOption... options) throws IOException {
    Path absolute = toAbsolutePath(path);
    try {
      return readable(absolute).toRealPath(absolute, options);
    } catch (SecurityException e) {
      throw denied(path);
    }
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    Path absolute = toAbsolutePath(path);
    try {
      return readable(absolute).readAttributes(absolute, attributes, options);
    } catch (SecurityException e) {
      throw denied(path);
    }
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    throw denied(link);
  }

  // --- Writing
  // --------------------------------------------------------------------------------------

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Path absolute = toAbsolutePath(path);
    if (writes(options) && mountOf(absolute) == null) {
      return openToWrite(writable(path), options);
    }
    try {
      return counted(
          new OpenFile(
              readable(absolute).newByteChannel(absolute, options),
              mountOf(absolute) != null,
              false,
              false));
    } catch (SecurityException e) {
      throw denied(path);
    }
  }

  private SeekableByteChannel openToWrite(Path absolute, Set<? extends OpenOption> options)
      throws IOException {
    boolean bounded = isScratch(absolute);
    if (bounded && !Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
      reserve(FILE_OVERHEAD_BYTES);
    }
    return counted(
        new OpenFile(
            host.newByteChannel(absolute, options),
            false,
            bounded,
            options.contains(StandardOpenOption.APPEND)));
  }

  private <T extends Opened<?>> T counted(T opened) throws IOException {
    synchronized (this) {
      if (open.size() < MAX_OPEN_FILES) {
        open.add(opened);
        return opened;
      }
    }
    opened.close();
    throw new IOException("Too many open files: at most " + MAX_OPEN_FILES);
  }

  /** Closes what the program left open. */
  void closeAll() {
    close(opened -> true);
  }

  private void close(Predicate<Opened<?>> which) {
    List<Opened<?>> left;
    synchronized (this) {
      left = open.stream().filter(which).toList();
    }
    for (Opened<?> opened : left) {
      try {
        opened.close();
      } catch (IOException e) {
        LOG.debugf(e, "What a program left open could not be closed");
      }
    }
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    MountedFiles mount = mountOf(toAbsolutePath(directory));
    if (mount != null) {
      mount.createDirectory(toAbsolutePath(directory), attributes);
      return;
    }
    Path absolute = writable(directory);
    if (isScratch(absolute)) {
      reserve(FILE_OVERHEAD_BYTES);
    }
    host.createDirectory(absolute);
  }

  @Override
  public void delete(Path path) throws IOException {
    MountedFiles mount = mountOf(toAbsolutePath(path));
    if (mount != null) {
      mount.delete(toAbsolutePath(path));
    } else {
      host.delete(writable(path));
    }
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    MountedFiles mount = mountOf(toAbsolutePath(source));
    if (mount != null && mount.contains(toAbsolutePath(target))) {
      mount.move(toAbsolutePath(source), toAbsolutePath(target), options);
      return;
    }
    Path from = writable(source);
    Path to = writable(target);
    if (isScratch(from) != isScratch(to)) {
      throw denied(target);
    }
    host.move(from, to, options);
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    throw denied(link);
  }

  @Override
  public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
      throws IOException {
    throw denied(link);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    if (!SETTABLE.contains(attribute)) {
      throw denied(path);
    }
    MountedFiles mount = mountOf(toAbsolutePath(path));
    if (mount != null) {
      mount.setAttribute(toAbsolutePath(path), attribute, value, options);
    } else {
      host.setAttribute(writable(path), attribute, value, options);
    }
  }

  // --- The bound
  // ------------------------------------------------------------------------------------

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

  /** Counts open files once more, because a deleted one still takes its place. */
  private long measure() throws IOException {
    long total = 0;
    try (Stream<Path> files = Files.walk(scratch)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        total += FILE_OVERHEAD_BYTES + (Files.isRegularFile(file) ? Files.size(file) : 0);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause(); // What the program made unreadable cannot be counted: no more is written.
    }
    for (Opened<?> opened : open) {
      if (opened instanceof OpenFile channel && channel.bounded) {
        total += channel.size();
      }
    }
    return total;
  }

  /** What counts as an open file until it is closed. */
  private abstract class Opened<T extends Closeable> implements Closeable {
    final T file;
    final boolean mounted;

    private Opened(T file, boolean mounted) {
      this.file = file;
      this.mounted = mounted;
    }

    @Override
    public void close() throws IOException {
      synchronized (SandboxFileSystem.this) {
        open.remove(this);
      }
      file.close();
    }
  }

  private final class OpenDirectory extends Opened<DirectoryStream<Path>>
      implements DirectoryStream<Path> {
    private OpenDirectory(DirectoryStream<Path> entries, boolean mounted) {
      super(entries, mounted);
    }

    @Override
    public Iterator<Path> iterator() {
      return file.iterator();
    }
  }

  private final class OpenFile extends Opened<SeekableByteChannel> implements SeekableByteChannel {
    private final boolean bounded;
    private final boolean appends;

    private OpenFile(SeekableByteChannel file, boolean mounted, boolean bounded, boolean appends) {
      super(file, mounted);
      this.bounded = bounded;
      this.appends = appends;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      if (bounded) {
        long start = appends ? file.size() : file.position();
        long growth = start + source.remaining() - file.size();
        if (growth > 0) {
          reserve(growth);
        }
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
  }
}
