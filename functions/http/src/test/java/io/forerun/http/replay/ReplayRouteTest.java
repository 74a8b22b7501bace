package io.forerun.http.replay;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.forerun.generate.DemoProgram;
import io.forerun.generate.FinishReason;
import io.forerun.generate.Model;
import io.forerun.generate.ModelEvent;
import io.forerun.generate.ModelEvent.Finished;
import io.forerun.generate.ModelEvent.Text;
import io.forerun.generate.ModelRequest;
import io.forerun.generate.Upstream;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReplayRouteTest {
  @Inject Model model;
  @Inject ObjectMapper json;

  @Test
  void withoutAnyConfigurationTheServiceAsksItself() throws Exception {
    List<ModelEvent> events =
        model
            .generate(
                new ModelRequest(
                    Upstream.CONFIGURED,
                    "replay/sales_report?tokensPerSecond=10000",
                    List.of(json.readTree("{\"role\": \"user\", \"content\": \"A report\"}")),
                    List.of(),
                    Map.of()))
            .collect()
            .asList()
            .await()
            .atMost(ofSeconds(30));
    String text =
        events.stream()
            .filter(Text.class::isInstance)
            .map(event -> ((Text) event).text())
            .collect(Collectors.joining());
    assertThat(text).contains("```python\n" + DemoProgram.SALES_REPORT.source() + "```\n");
    assertThat(events).contains(new Finished(FinishReason.STOP));
  }
}
