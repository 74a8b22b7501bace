package io.forerun.http.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forerun.run.RunError;

/**
 * An error in OpenAI's form.
 *
 * @param status of the answer, where that has not begun
 * @param type OpenAI's own sort of error
 * @param code Forerun's type of it; null for none
 */
record OpenAiError(int status, String type, String code, String message) {
  private static final String INVALID = "invalid_request_error";
  private static final String SERVER = "server_error";

  /** The request makes no sense. */
  static OpenAiError invalid(String message) {
    return new OpenAiError(400, INVALID, null, message);
  }

  /** The request was refused before it was read. */
  static OpenAiError status(int status) {
    return new OpenAiError(
        status,
        INVALID,
        null,
        status == 413
            ? "The request is longer than the service allows; send less."
            : "The request was refused.");
  }

  /** The service broke. */
  static OpenAiError internal() {
    return new OpenAiError(500, SERVER, "internal_error", "The service failed; see its log.");
  }

  /** There is no answer. */
  static OpenAiError of(RunError error) {
    return switch (error.type()) {
      case "upstream_refused" -> of(400, INVALID, error);
      case "approval_needed" -> of(409, INVALID, error);
      case "upstream_throttled" -> of(429, "rate_limit_error", error);
      case "upstream_timeout", "generation_time_limit" -> of(504, SERVER, error);
      case "upstream_unavailable", "upstream_invalid" -> of(502, SERVER, error);
      case "executor_busy", "session_busy" -> of(503, SERVER, error);
      default -> of(500, SERVER, error);
    };
  }

  private static OpenAiError of(int status, String type, RunError error) {
    return new OpenAiError(status, type, error.type(), error.message());
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("error")
        .put("message", message)
        .put("type", type)
        .putNull("param")
        .put("code", code);
    return json;
  }
}
