package io.forerun.infra;

import io.forerun.generate.openai.UpstreamConfig;
import io.forerun.http.config.ForerunConfig;
import io.forerun.lambda.FunctionHandler;
import io.quarkus.funqy.Funq;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;

/**
 * What one of the applications has.
 *
 * @param functions the names of its Funqy functions
 * @param variables patterns of the environment variables that configure it
 * @param classes its class files, as one text
 */
record Application(Set<String> functions, List<Pattern> variables, String classes) {
  private static final Pattern NO_NAME_OF_A_VARIABLE = Pattern.compile("[^A-Z0-9]");

  /** What {@code functions/lambda} is built from. */
  static Application lambda() throws Exception {
    return of(FunctionHandler.class, UpstreamConfig.class);
  }

  /** What {@code functions/http} is built from. */
  static Application http() throws Exception {
    return of(ForerunConfig.class, UpstreamConfig.class);
  }

  boolean reads(String variable) {
    return variables.stream().anyMatch(pattern -> pattern.matcher(variable).matches());
  }

  /** Whether a text stands in the code. */
  boolean says(String text) {
    return classes.contains(text);
  }

  private static Application of(Class<?>... oneOfEachJar) throws Exception {
    List<byte[]> classes = new ArrayList<>();
    for (Class<?> type : oneOfEachJar) {
      classes.addAll(classesIn(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
    }
    Indexer indexer = new Indexer();
    for (byte[] bytes : classes) {
      indexer.index(new ByteArrayInputStream(bytes));
    }
    Index index = indexer.complete();
    return new Application(
        index.getAnnotations(Funq.class).stream()
            .map(Application::functionName)
            .collect(Collectors.toSet()),
        index.getAnnotations(ConfigMapping.class).stream()
            .flatMap(mapping -> properties(mapping.target().asClass().name().toString()))
            .map(Application::variable)
            .toList(),
        classes.stream()
            .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
            .collect(Collectors.joining()));
  }

  private static String functionName(AnnotationInstance funq) {
    return funq.value() == null ? funq.target().asMethod().name() : funq.value().asString();
  }

  private static Stream<String> properties(String mapping) {
    try {
      ConfigClass type = ConfigClass.configClass(Class.forName(mapping));
      Map<String, ?> properties = ConfigMappings.getProperties(type);
      return properties.keySet().stream();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The variable that sets a property; {@code *} is a name or key of the user's. */
  private static Pattern variable(String property) {
    return Pattern.compile(
        Stream.of(property.toUpperCase(Locale.ROOT).split("\\*", -1))
            .map(part -> NO_NAME_OF_A_VARIABLE.matcher(part).replaceAll("_"))
            .collect(Collectors.joining("[A-Z0-9_]+")));
  }

  private static List<byte[]> classesIn(URI location) throws IOException {
    Path path = Path.of(location);
    if (Files.isDirectory(path)) {
      return classesBelow(path);
    }
    try (FileSystem jar = FileSystems.newFileSystem(path)) {
      return classesBelow(jar.getPath("/"));
    }
  }

  private static List<byte[]> classesBelow(Path root) throws IOException {
    List<byte[]> classes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        classes.add(Files.readAllBytes(file));
      }
    }
    return classes;
  }
}
