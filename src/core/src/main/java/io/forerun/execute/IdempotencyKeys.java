package io.forerun.execute;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Names the effects of one program, so that whoever has them can tell a repeated effect from a new
 * one: the same effect has the same key in every program of a scope. Not thread-safe.
 *
 * <p>A key is the SHA-256, in hexadecimal digits, of the JSON array of the scope, the function's
 * name, its arguments with their members sorted, and the number of calls before it in the program
 * with the same name and arguments that succeeded. So a call that failed and is made again keeps
 * its key.
 */
public final class IdempotencyKeys {
  private static final ObjectMapper CANONICAL =
      JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

  private final String scope;
  private final Map<String, Integer> succeeded = new HashMap<>();

  /**
   * @param scope what is shared by the programs in which the same call is the same effect; may be
   *     null
   */
  public IdempotencyKeys(String scope) {
    this.scope = scope;
  }

  /** The key of a call that is about to be made. */
  public String of(String function, JsonNode arguments) {
    return key(function, arguments, succeeded.getOrDefault(key(function, arguments, 0), 0));
  }

  /** Takes note of a call that had its effect: the next one of its like is another effect. */
  public void succeeded(String function, JsonNode arguments) {
    succeeded.merge(key(function, arguments, 0), 1, Integer::sum);
  }

  private String key(String function, JsonNode arguments, int before) {
    var call =
        JsonNodeFactory.instance.arrayNode().add(scope).add(function).add(arguments).add(before);
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(CANONICAL.writeValueAsString(call).getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException | JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
