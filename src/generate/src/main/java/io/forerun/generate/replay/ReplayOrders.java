package io.forerun.generate.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forerun.generate.DemoProgram;
import io.forerun.generate.FinishReason;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Answers as the request orders: by the model's name, which is that of a demo program, with a query
 * ({@code sales_report?tokensPerSecond=200&disconnectAfter=20}), or by a member {@code replay} of
 * the request with the same names. Results of tools are answered with a word about them.
 */
public final class ReplayOrders implements Replay {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pace USUAL = new Pace(80, Duration.ofMillis(300), 0);
  private static final String INTRODUCTION = "Here is the program.";
  private static final int MAX_SHOWN = 2_000;
  private static final int MAX_REFUSED = 1_000;

  /** How often a request was refused that is to be refused some times. */
  private final Map<Integer, Integer> refused = new LinkedHashMap<>();

  @Override
  public ReplayAnswer answer(ReplayRequest request) {
    try {
      return ordered(request.body());
    } catch (IllegalArgumentException e) {
      return ReplayAnswer.refusal(400, null, e.getMessage());
    }
  }

  private ReplayAnswer ordered(JsonNode body) {
    QueryStringDecoder name = new QueryStringDecoder(body.path("model").asText());
    ObjectNode order = JSON.createObjectNode();
    name.parameters().forEach((key, values) -> order.put(key, values.getLast()));
    if (body.path("replay") instanceof ObjectNode members) {
      order.setAll(members);
    }
    Optional<ReplayAnswer> refusal = refusal(order, body);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    ReplayAnswer answer = what(name.path().replaceFirst("^replay(/|$)", ""), order, body);
    for (Map.Entry<String, JsonNode> member : order.properties()) {
      answer = with(answer, member.getKey(), member.getValue());
    }
    return answer;
  }

  private static ReplayAnswer what(String program, ObjectNode order, JsonNode body) {
    JsonNode last = body.path("messages").path(body.path("messages").size() - 1);
    if (last.path("role").asText().equals("tool")) {
      String said = last.path("content").asText();
      String shown = said.length() <= MAX_SHOWN ? said : said.substring(0, MAX_SHOWN) + "…";
      return ReplayAnswer.text("This is what came back:\n\n" + shown).withPace(USUAL);
    }
    if (order.has("code") || order.has("text")) {
      return ReplayAnswer.text("").withPace(USUAL);
    }
    return DemoProgram.withId(program)
        .map(demo -> ReplayAnswer.text(INTRODUCTION).withCode(demo.source()).withPace(USUAL))
        .orElseGet(
            () ->
                ReplayAnswer.refusal(
                    404,
                    null,
                    "There is no model %s here, but %s.".formatted(program, programs())));
  }

  private static String programs() {
    return Arrays.stream(DemoProgram.values())
        .map(DemoProgram::id)
        .collect(Collectors.joining(", "));
  }

  private static ReplayAnswer with(ReplayAnswer answer, String name, JsonNode value) {
    Pace pace = answer.pace();
    return switch (name) {
      case "text" -> answer.withText(value.asText());
      case "code" -> answer.withCode(value.asText());
      case "tokensPerSecond" -> answer.withTokensPerSecond(number(name, value));
      case "timeToFirstTokenMs" ->
          answer.withPace(new Pace(pace.tokensPerSecond(), millis(name, value), pace.jitter()));
      case "jitter" ->
          answer.withPace(
              new Pace(pace.tokensPerSecond(), pace.timeToFirstToken(), number(name, value)));
      case "onePiece" -> value.asBoolean() ? answer.asOnePiece() : answer;
      case "keepAlive" -> value.asBoolean() ? answer.withKeepAlive() : answer;
      case "finishReason" -> answer.withFinishReason(reason(value.asText()));
      case "disconnectAfter" -> answer.withFault(new Fault.Disconnect(count(name, value)));
      case "stallAfter" -> answer.withFault(new Fault.Stall(count(name, value)));
      case "malformedAfter" -> answer.withFault(new Fault.MalformedChunk(count(name, value)));
      case "errorAfter" ->
          answer.withFault(new Fault.ErrorObject(count(name, value), "The model has crashed."));
      case "refuse", "status", "retryAfter" -> answer;
      default -> throw new IllegalArgumentException("The replay model does not know " + name + ".");
    };
  }

  /** The first times that a request comes, if it is to be refused so often. */
  private Optional<ReplayAnswer> refusal(ObjectNode order, JsonNode body) {
    if (!order.has("refuse") && !order.has("status")) {
      return Optional.empty();
    }
    int times = order.has("refuse") ? count("refuse", order.path("refuse")) : Integer.MAX_VALUE;
    synchronized (refused) {
      int request = body.hashCode();
      int before = Optional.ofNullable(refused.remove(request)).orElse(0);
      if (before >= times) {
        return Optional.empty();
      }
      refused.put(request, before + 1);
      if (refused.size() > MAX_REFUSED) {
        refused.remove(refused.keySet().iterator().next());
      }
    }
    int status = order.has("status") ? count("status", order.path("status")) : 429;
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status is between 400 and 599.");
    }
    return Optional.of(
        ReplayAnswer.refusal(
            status, order.path("retryAfter").asText(null), "The replay model was told to refuse."));
  }

  private static FinishReason reason(String name) {
    return Arrays.stream(FinishReason.values())
        .filter(reason -> reason.json().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "finishReason is stop, tool_calls, length or content_filter."));
  }

  private static double number(String name, JsonNode value) {
    double number = value.asDouble(Double.NaN);
    if (Double.isNaN(number)) {
      throw new IllegalArgumentException(name + " is a number.");
    }
    return number;
  }

  private static int count(String name, JsonNode value) {
    int count = value.asInt(-1);
    if (count < 0) {
      throw new IllegalArgumentException(name + " is 0 or more.");
    }
    return count;
  }

  private static Duration millis(String name, JsonNode value) {
    return Duration.ofMillis(count(name, value));
  }
}
