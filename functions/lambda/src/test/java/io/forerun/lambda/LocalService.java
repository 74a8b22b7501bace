package io.forerun.lambda;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A stand-in for one of AWS' services on this machine. It accepts any credentials.
 *
 * @param process its own
 * @param endpoint where it will listen, without a slash at the end
 */
public record LocalService(Process process, URI endpoint) implements AutoCloseable {

  /**
   * Starts Adobe's S3 mock.
   *
   * @param services the directory that the module test-services has copied it to
   */
  public static LocalService s3(Path services) throws IOException {
    int port = freePort();
    return launch(
        services,
        port,
        "-jar",
        services.resolve("s3mock.jar").toString(),
        "--server.port=0",
        "--com.adobe.testing.s3mock.httpPort=" + port);
  }

  /**
   * Starts DynamoDB Local.
   *
   * @param services the directory that the module test-services has copied it to
   */
  public static LocalService dynamoDb(Path services) throws IOException {
    Path directory = services.resolve("dynamodb");
    int port = freePort();
    return launch(
        services,
        port,
        "-Djava.library.path=" + directory,
        "-cp",
        directory + "/*",
        "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
        "-inMemory",
        "-port",
        Integer.toString(port));
  }

  private static LocalService launch(Path directory, int port, String... arguments)
      throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = Stream.concat(Stream.of(java.toString()), Stream.of(arguments)).toList();
    ProcessBuilder service =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD);
    // DynamoDB Local would tell its makers that it is used.
    service.environment().put("DDB_LOCAL_TELEMETRY", "0");
    return new LocalService(service.start(), URI.create("http://127.0.0.1:" + port));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
