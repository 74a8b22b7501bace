package io.forerun.generate.openai;

import static io.forerun.generate.GenerationException.Type.UPSTREAM_TIMEOUT;

import io.forerun.generate.GenerationException;
import java.time.Duration;
import java.util.function.Function;

/** The limits of a generation's time. */
enum Limit {
  CONNECT(
      "connect-timeout", "The model's server could not be reached", UpstreamConfig::connectTimeout),
  FIRST_TOKEN(
      "first-token-timeout",
      "The model did not begin to answer",
      UpstreamConfig::firstTokenTimeout),
  BETWEEN_TOKENS(
      "between-tokens-timeout",
      "The model stopped in the middle of its answer, for longer than it may",
      UpstreamConfig::betweenTokensTimeout),
  TOTAL("total-timeout", "The model did not finish its answer", UpstreamConfig::totalTimeout);

  private final String property;
  private final String what;
  private final Function<UpstreamConfig, Duration> value;

  Limit(String property, String what, Function<UpstreamConfig, Duration> value) {
    this.property = property;
    this.what = what;
    this.value = value;
  }

  Duration of(UpstreamConfig config) {
    return value.apply(config);
  }

  GenerationException exceeded(UpstreamConfig config) {
    return new GenerationException(
        UPSTREAM_TIMEOUT,
        "%s, within %s s; %s.%s sets this limit."
            .formatted(what, seconds(of(config)), UpstreamConfig.PREFIX, property));
  }

  private static String seconds(Duration duration) {
    return java.math.BigDecimal.valueOf(duration.toMillis(), 3)
        .stripTrailingZeros()
        .toPlainString();
  }
}
