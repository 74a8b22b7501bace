package io.forerun.generate.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, https://api.openai.com/v1",
    "HTTPS://API.OpenAI.com:443/v1/, https://api.openai.com/v1",
    "http://localhost:80, http://localhost",
    "http://localhost:8080//, http://localhost:8080",
    "http://[::1]:11434/v1, http://[::1]:11434/v1",
    "https://host/a/../v1, https://host/v1",
  })
  void urlsOfTheSameServerAreEqual(String url, String normal) {
    assertThat(Endpoint.normal(URI.create(url))).isEqualTo(URI.create(normal));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api.openai.com/v1",
        "ftp://host/v1",
        "https:///v1",
        "https://user:password@host/v1",
        "https://host/v1?key=1",
        "https://host/v1#a",
        "mailto:a@b"
      })
  void whatNothingCanBeAppendedToIsRefused(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Endpoint.normal(URI.create(url)))
        .withMessageNotContaining("password");
  }

  @Test
  void aConfigurationThatIsNoneSaysWhichPropertyIsWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Endpoints(Upstreams.config("base-url", "localhost:8080/v1")))
        .withMessage("forerun.upstream.base-url: A base URL begins with https:// or http://.");
  }

  @Test
  void hasAllThatAConnectionNeeds() {
    Endpoint endpoint = new Endpoint(URI.create("http://[::1]:11434/v1"), null);
    assertThat(endpoint.host()).isEqualTo("::1");
    assertThat(endpoint.port()).isEqualTo(11434);
    assertThat(endpoint.path()).isEqualTo("/v1/chat/completions");
    assertThat(new Endpoint(URI.create("https://host"), null).port()).isEqualTo(443);
    assertThat(new Endpoint(URI.create("http://host"), null).port()).isEqualTo(80);
  }
}
