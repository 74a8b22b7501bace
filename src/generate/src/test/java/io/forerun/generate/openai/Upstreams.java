package io.forerun.generate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.forerun.generate.ModelEvent;
import io.forerun.generate.ModelEvent.Text;
import io.forerun.generate.ModelRequest;
import io.forerun.generate.Upstream;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What tests of the model need: configurations, requests, and what came back as a text. */
final class Upstreams {
  private static final JsonMapper JSON = new JsonMapper();

  private Upstreams() {}

  /** The real configuration, with its defaults, except for these: property, value, … */
  static UpstreamConfig config(String... properties) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < properties.length; i += 2) {
      values.put(UpstreamConfig.PREFIX + "." + properties[i], properties[i + 1]);
    }
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(UpstreamConfig.class)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(UpstreamConfig.class);
  }

  static ModelRequest request(Upstream upstream) {
    return new ModelRequest(
        upstream,
        "some-model",
        List.of(json("{'role': 'user', 'content': 'Hello'}")),
        List.of(),
        Map.of());
  }

  /** Single quotes stand for double ones. */
  static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static String text(List<ModelEvent> events) {
    return events.stream()
        .filter(Text.class::isInstance)
        .map(event -> ((Text) event).text())
        .collect(Collectors.joining());
  }
}
