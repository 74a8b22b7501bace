package io.forerun.generate.openai;

import io.forerun.generate.ApiKey;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.vertx.core.net.ProxyType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which servers are asked for generations, and how long they may take. */
@ConfigMapping(prefix = UpstreamConfig.PREFIX)
public interface UpstreamConfig {

  /** What the names of all properties begin with. */
  String PREFIX = "forerun.upstream";

  /**
   * The server that is asked where a request names none: what {@code /chat/completions} is appended
   * to, {@code https://api.openai.com/v1} for instance.
   */
  Optional<URI> baseUrl();

  /** Other servers that a request may name. */
  Optional<List<URI>> allowedBaseUrls();

  /** What {@code base-url} asks for. Sent there and nowhere else. */
  @WithConverter(ApiKeyConverter.class)
  Optional<ApiKey> apiKey();

  /**
   * Whether servers in private networks, on this machine and at other addresses that are not public
   * may be asked; needed for a model of one's own.
   */
  @WithDefault("false")
  boolean allowPrivateAddresses();

  /** How long finding the server, connecting and agreeing on encryption may take. */
  @WithDefault("10s")
  Duration connectTimeout();

  /** How long the server may take from the request to the first token. */
  @WithDefault("60s")
  Duration firstTokenTimeout();

  /** How long the model may pause between two tokens. */
  @WithDefault("30s")
  Duration betweenTokensTimeout();

  /** How long a generation may take, from the first attempt to the last token. */
  @WithDefault("10m")
  Duration totalTimeout();

  /** How often a request that failed before its first token is sent again; 0 for never. */
  @WithDefault("2")
  int retries();

  /** How long to wait before the first retry; twice as long before each further one. */
  @WithDefault("500ms")
  Duration retryDelay();

  /** The longest wait before a retry; a server that asks for more is not asked again. */
  @WithDefault("20s")
  Duration maxRetryDelay();

  /** Generations at one server at once; as many again wait for their turn. */
  @WithDefault("256")
  int maxConnections();

  /** Bytes of one line of an answer. */
  @WithDefault("1M")
  MemorySize maxLineSize();

  /** Bytes of a whole answer. */
  @WithDefault("16M")
  MemorySize maxAnswerSize();

  /** Whether to ask for the number of tokens; off for servers that do not know the question. */
  @WithDefault("true")
  boolean includeUsage();

  /**
   * Which of the TLS configurations, {@code quarkus.tls.NAME…}, to use; the default one if none.
   */
  Optional<String> tlsConfigurationName();

  /** What stands between here and the servers. */
  Proxy proxy();

  /** What stands between here and the servers. Finds their addresses. */
  interface Proxy {

    /** Its name or address; there is no proxy without. */
    Optional<String> host();

    /** Its port. */
    @WithDefault("3128")
    int port();

    /** {@code http}, {@code socks4} or {@code socks5}. */
    @WithDefault("http")
    ProxyType type();

    /** Who asks. */
    Optional<String> username();

    /** The password of {@code username}. */
    @WithConverter(ApiKeyConverter.class)
    Optional<ApiKey> password();
  }
}
