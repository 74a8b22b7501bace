package io.forerun.generate;

import java.util.Objects;

/** A secret that does not show itself in logs, messages or JSON. */
public final class ApiKey {
  private final String secret;

  /**
   * @param secret the key itself; not empty
   */
  public ApiKey(String secret) {
    if (secret.isBlank()) {
      throw new IllegalArgumentException("An API key must not be empty");
    }
    this.secret = secret;
  }

  /** The key itself, for the one header that carries it. */
  public String reveal() {
    return secret;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ApiKey key && key.secret.equals(secret);
  }

  @Override
  public int hashCode() {
    return Objects.hash(secret);
  }

  @Override
  public String toString() {
    return "ApiKey[…]";
  }
}
