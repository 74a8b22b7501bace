package io.forerun.graalpy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;

/**
 * Python's library as files, with the bytecode of what every interpreter imports, and of what
 * programs often do: an application that has it beside itself neither unpacks nor compiles anything
 * when it starts. Made while the application is packaged; see {@link GraalPyConfig#library}.
 */
public final class PackagedLibrary {
  private static final String DIRECTORY = "resources";
  private static final String LANGUAGE = "python";

  /**
   * Compiles each module that is loaded, and those named with all of their packages and what they
   * import, to be valid whatever the time stamp of its source.
   */
  private static final String COMPILE =
      """
      import glob, importlib, py_compile, sys
      def sources(names):
          for name in names.split():
              module = importlib.import_module(name)
              for place in module.__spec__.submodule_search_locations or ():
                  yield from glob.glob(place + "/*.py")
          for module in list(sys.modules.values()):
              yield getattr(getattr(module, "__spec__", None), "origin", None)
      def compile_modules(names, home, installed_home):
          wanted = {source for source in sources(names)
                    if source and source.startswith(home) and source.endswith(".py")}
          for source in wanted:
              py_compile.compile(
                  source,
                  dfile=installed_home + source[len(home):],
                  doraise=True,
                  invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
          return len(wanted)
      compile_modules
      """;

  private PackagedLibrary() {}

  /**
   * Adds {@code resources} to a package.
   *
   * @param arguments the package, a zip file, which is changed, or a directory; and the directory
   *     where the package will be installed
   */
  public static void main(String[] arguments) throws IOException {
    Path target = Path.of(arguments[0]);
    Path made = Files.createTempDirectory("library-").toRealPath();
    System.setProperty("polyglot.engine.resourcePath", made.toString());
    // There is nothing yet where it would be loaded from, and nothing is worth being compiled here.
    System.setProperty("polyglotimpl.AttachLibraryFailureAction", "ignore");
    Engine.copyResources(made, LANGUAGE);
    Path installed = Path.of(arguments[1], DIRECTORY);
    int modules = compile(made, installed);
    System.out.printf("Compiled %d modules of Python's library into %s%n", modules, target);
    if (Files.isDirectory(target)) {
      copy(made, target.resolve(DIRECTORY));
    } else {
      try (FileSystem zip =
          FileSystems.newFileSystem(target, Map.of("enablePosixFileAttributes", true))) {
        copy(made, zip.getPath("/", DIRECTORY));
      }
    }
  }

  private static int compile(Path made, Path installed) {
    try (Context context =
        Context.newBuilder(LANGUAGE)
            .allowAllAccess(true)
            .option("engine.WarnInterpreterOnly", "false")
            .build()) {
      var compile = context.eval(LANGUAGE, COMPILE);
      Bootstrap bootstrap = new Bootstrap(context);
      bootstrap.prepareErrors();
      GraalPyConfig.COMMON_MODULES.forEach(bootstrap::preImport);
      return compile
          .execute(
              String.join(" ", GraalPyConfig.OFTEN_IMPORTED), made.toString(), installed.toString())
          .asInt();
    }
  }

  private static void copy(Path made, Path target) throws IOException {
    try (Stream<Path> files = Files.walk(made)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path copy = target.resolve(made.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
