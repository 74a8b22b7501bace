package io.forerun.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forerun.endpoint.Endpoint;
import io.forerun.endpoint.Endpoints;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A function is configured by environment variables. */
class LambdaConfigTest {
  @TempDir Path directory;

  @Test
  void mountsAndEndpointsHaveTheirNamesInVariables() {
    LambdaConfig config =
        config(
            Map.of(
                "FORERUN_MOUNTS_REPORTS_DIRECTORY",
                directory.toString(),
                "FORERUN_MOUNTS_REPORTS_PATH",
                "/out",
                "FORERUN_MOUNTS_REPORTS_WRITABLE",
                "true",
                "FORERUN_ENDPOINTS_MAIL_URL",
                "https://mail.example.org/v1",
                "FORERUN_ENDPOINTS_MAIL_MAX_RESPONSE",
                "2K",
                "FORERUN_ENDPOINTS_MAIL_HEADERS_AUTHORIZATION",
                "Bearer s3cret",
                "FORERUN_ENDPOINTS_MAIL_HEADERS__X_API_KEY_",
                "k3y"));

    assertThat(config.mounts()).containsOnlyKeys("reports");
    assertThat(config.mounts().get("reports").directory()).isEqualTo(directory);
    assertThat(config.mounts().get("reports").writable()).isTrue();
    assertThat(config.endpoints()).containsOnlyKeys("mail");
    assertThat(config.endpoints().get("mail").maxResponse().asLongValue()).isEqualTo(2048);
    var headers = config.endpoints().get("mail").headers();
    assertThat(Endpoint.configured("mail", "https://mail.example.org/", headers, 1).headers())
        .containsOnly(Map.entry("authorization", "Bearer s3cret"), Map.entry("x-api-key", "k3y"));
  }

  @Test
  void withoutThemThereAreNone() {
    LambdaConfig config = config(Map.of());
    assertThat(config.mounts()).isEmpty();
    assertThat(config.endpoints()).isEmpty();
  }

  @Test
  void whatMakesNoSenseIsToldWithoutSecrets() {
    LambdaConfig missing =
        config(
            Map.of(
                "FORERUN_MOUNTS_REPORTS_DIRECTORY",
                directory.resolve("missing").toString(),
                "FORERUN_MOUNTS_REPORTS_PATH",
                "/out"));
    assertThatThrownBy(() -> Allowances.allowance(missing, Endpoints.none()))
        .hasMessageContaining("What is to be mounted at /out is no directory");

    LambdaConfig unsendable =
        config(
            Map.of(
                "FORERUN_ENDPOINTS_MAIL_URL",
                "https://mail.example.org/v1",
                "FORERUN_ENDPOINTS_MAIL_HEADERS_HOST",
                "s3cret"));
    assertThatThrownBy(() -> Allowances.endpoints(unsendable))
        .hasMessage("The endpoint mail cannot send the header host");
  }

  private static LambdaConfig config(Map<String, String> variables) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withSources(new EnvConfigSource(variables, 300))
        .withMapping(LambdaConfig.class)
        .build()
        .getConfigMapping(LambdaConfig.class);
  }
}
