package io.forerun.http;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What the service under test lets programs use: directories, and an endpoint with a secret. */
public final class Host implements QuarkusTestResourceLifecycleManager {

  /** What only the endpoint may learn. */
  public static final String SECRET = "top-s3cret";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(threads);
      server.start();
      Path reports = Files.createTempDirectory("reports");
      Path data = Files.createTempDirectory("data");
      Files.writeString(data.resolve("in.txt"), "input");
      return Map.ofEntries(
          Map.entry(
              "forerun.endpoints.tools.url",
              "http://localhost:%d/tools".formatted(server.getAddress().getPort())),
          Map.entry("forerun.endpoints.tools.headers.Authorization", "Bearer " + SECRET),
          Map.entry("forerun.endpoints.tools.max-response", "64K"),
          Map.entry("forerun.mounts.reports.directory", reports.toString()),
          Map.entry("forerun.mounts.reports.path", "/out"),
          Map.entry("forerun.mounts.reports.writable", "true"),
          Map.entry("forerun.mounts.data.directory", data.toString()),
          Map.entry("forerun.mounts.data.path", "/data"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(server, new TestInjector.MatchesType(HttpServer.class));
  }

  @Override
  public void stop() {
    server.stop(0);
    threads.shutdownNow();
  }
}
