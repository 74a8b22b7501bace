package io.forerun.generate.openai;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forerun.generate.Model;
import io.forerun.generate.ModelEvent;
import io.forerun.generate.ModelRequest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.ProxyOptions;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * Models behind a server that speaks OpenAI's chat completions. Thread-safe.
 *
 * <p>A request that fails before its first event is sent again, as often and as late as configured.
 */
public final class OpenAiModel implements Model, AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final Vertx vertx;
  private final UpstreamConfig config;
  private final Endpoints endpoints;
  private final HostAddresses addresses;
  private final HttpClient client;

  /**
   * @param vertx stays the caller's
   * @param tls adds the configuration of TLS to the client's options
   * @throws IllegalArgumentException if something is configured that is no base URL
   */
  public OpenAiModel(Vertx vertx, UpstreamConfig config, UnaryOperator<HttpClientOptions> tls) {
    this(vertx, config, tls, InetAddress::getAllByName);
  }

  OpenAiModel(
      Vertx vertx,
      UpstreamConfig config,
      UnaryOperator<HttpClientOptions> tls,
      HostAddresses.Lookup lookup) {
    this.vertx = vertx;
    this.config = config;
    this.endpoints = new Endpoints(config);
    this.addresses = new HostAddresses(vertx, lookup, config);
    this.client =
        vertx.createHttpClient(
            tls.apply(options(config)),
            new PoolOptions()
                .setHttp1MaxSize(config.maxConnections())
                .setMaxWaitQueueSize(config.maxConnections()));
  }

  @Override
  public Multi<ModelEvent> generate(ModelRequest request) {
    return Multi.createFrom().deferred(() -> attempts(request));
  }

  /** Closes all connections. */
  @Override
  public void close() {
    client.close();
  }

  private Multi<ModelEvent> attempts(ModelRequest request) {
    Endpoint endpoint = endpoints.of(request.upstream());
    Buffer body = Buffer.buffer(body(request).toString().getBytes(StandardCharsets.UTF_8));
    long deadline = System.nanoTime() + config.totalTimeout().toNanos();
    Attempts attempts = new Attempts(config, deadline);
    return Multi.createFrom()
        .<ModelEvent>emitter(
            emitter ->
                new Exchange(vertx, client, addresses, config, endpoint, body, emitter)
                    .start(deadline))
        .onItem()
        .invoke(attempts::accepted)
        .onFailure(AttemptFailure.class)
        .retry()
        .when(attempts::next);
  }

  private ObjectNode body(ModelRequest request) {
    ObjectNode body = JSON.createObjectNode();
    body.setAll(request.parameters());
    body.put("model", request.model());
    body.putArray("messages").addAll(request.messages());
    if (!request.tools().isEmpty()) {
      body.putArray("tools").addAll(request.tools());
    }
    body.put("stream", true);
    body.remove("stream_options");
    if (config.includeUsage()) {
      body.putObject("stream_options").put("include_usage", true);
    }
    return body;
  }

  private static HttpClientOptions options(UpstreamConfig config) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_1_1)
            .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()))
            .setName("forerun-upstream");
    config.proxy().host().ifPresent(host -> options.setProxyOptions(proxy(host, config.proxy())));
    return options;
  }

  private static ProxyOptions proxy(String host, UpstreamConfig.Proxy proxy) {
    ProxyOptions options =
        new ProxyOptions().setHost(host).setPort(proxy.port()).setType(proxy.type());
    proxy.username().ifPresent(options::setUsername);
    proxy.password().ifPresent(password -> options.setPassword(password.reveal()));
    return options;
  }
}
