package io.forerun.generate.openai;

import io.forerun.generate.ApiKey;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads a secret from the configuration. */
public final class ApiKeyConverter implements Converter<ApiKey> {
  private static final long serialVersionUID = 1L;

  @Override
  public ApiKey convert(String value) {
    return value.isBlank() ? null : new ApiKey(value.strip());
  }
}
