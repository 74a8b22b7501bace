package io.forerun.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;

final class MillisSerializer extends JsonSerializer<Duration> {

  @Override
  public void serialize(Duration duration, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    json.writeNumber(BigDecimal.valueOf(Math.round(duration.toNanos() / 1e3), 3));
  }
}
