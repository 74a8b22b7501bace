package io.forerun.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.forerun.execute.HostFunction;
import io.forerun.execute.HostFunctionException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;

/** Calls one function over HTTP. Its time is limited by who calls it, with an interrupt. */
record EndpointCall(HttpClient client, Endpoint endpoint, URI address)
    implements HostFunction.Body {
  private static final ObjectReader JSON =
      new ObjectMapper()
          .readerFor(JsonNode.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final int SHOWN_CHARS = 200;

  @Override
  public JsonNode call(HostFunction.Call call) throws HostFunctionException, InterruptedException {
    HttpResponse<InputStream> response;
    byte[] body;
    try {
      response = client.send(request(call), BodyHandlers.ofInputStream());
      try (var stream = response.body()) {
        body = stream.readNBytes(Math.toIntExact(endpoint.maxResponseBytes() + 1));
      }
    } catch (ConnectException e) {
      throw failed("could not be reached");
    } catch (IOException e) {
      // Where the interrupt met the reading of the body, it comes as this.
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw failed("broke off; whether the call had its effect is not known");
    }
    if (body.length > endpoint.maxResponseBytes()) {
      throw failed(
          "answered with more than the %d bytes that are allowed"
              .formatted(endpoint.maxResponseBytes()));
    }
    return result(response.statusCode(), body);
  }

  private HttpRequest request(HostFunction.Call call) {
    var request = HttpRequest.newBuilder(address);
    endpoint.headers().forEach(request::setHeader);
    request.setHeader("Content-Type", "application/json").setHeader("Accept", "application/json");
    if (call.idempotencyKey() != null) {
      request.setHeader("Idempotency-Key", call.idempotencyKey());
    }
    return request
        .POST(HttpRequest.BodyPublishers.ofString(call.arguments().toString(), UTF_8))
        .build();
  }

  private JsonNode result(int status, byte[] body) throws HostFunctionException {
    if (status >= 300 && status < 400) {
      throw failed("answered with status %d; redirects are not followed".formatted(status));
    }
    if (status < 200 || status >= 300) {
      throw failed("answered with status %d%s".formatted(status, excerpt(body)));
    }
    if (body.length == 0) {
      return null;
    }
    try {
      return JSON.readValue(body);
    } catch (IOException e) {
      throw failed("answered with something that is not JSON");
    }
  }

  /** The beginning of an error's text; nothing where the endpoint repeats what it was sent. */
  private String excerpt(byte[] body) {
    var text = new String(body, UTF_8);
    if (text.isBlank() || repeatsSecret(text)) {
      return "";
    }
    var line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return ": " + (line.length() <= SHOWN_CHARS ? line : line.substring(0, SHOWN_CHARS) + "…");
  }

  /** A header's words count each: "Bearer" may be left out of what is repeated. */
  private boolean repeatsSecret(String text) {
    return endpoint.headers().values().stream()
        .flatMap(value -> Arrays.stream(value.split("\\s+")))
        .anyMatch(text::contains);
  }

  private HostFunctionException failed(String how) {
    return new HostFunctionException("The endpoint %s %s.".formatted(endpoint.name(), how));
  }
}
