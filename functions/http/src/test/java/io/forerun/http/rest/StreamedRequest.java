package io.forerun.http.rest;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A program that is sent in an HTTP/1.1 request's body while the events are read. */
final class StreamedRequest implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int READ_TIMEOUT_MS = 60_000;
  private static final int RECEIVE_BUFFER = 64 << 10;

  private final String address;
  private final Socket socket;
  private final OutputStream out;
  private final BufferedReader in;

  StreamedRequest(int port, String contentType) throws IOException {
    this(port, contentType, Map.of());
  }

  /**
   * @param query parameters of the address
   */
  StreamedRequest(int port, String contentType, Map<String, String> query) throws IOException {
    address =
        query.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue(), UTF_8))
            .collect(Collectors.joining("&", "/v1/runs?", ""));
    socket = new Socket();
    // Before connecting: later the system would let it grow, and take in a whole flood unread.
    socket.setReceiveBufferSize(RECEIVE_BUFFER);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(READ_TIMEOUT_MS);
    out = socket.getOutputStream();
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    next(contentType);
  }

  /** Begins another request on the same connection. */
  void next(String contentType) throws IOException {
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\n"
            .concat("Transfer-Encoding: chunked\r\n\r\n")
            .formatted(address, contentType);
    out.write(head.getBytes(ISO_8859_1));
  }

  void send(String text) throws IOException {
    send(text.getBytes(UTF_8));
  }

  void send(byte... bytes) throws IOException {
    out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(ISO_8859_1));
    out.write(bytes);
    out.write("\r\n".getBytes(ISO_8859_1));
    out.flush();
  }

  void end() throws IOException {
    out.write("0\r\n\r\n".getBytes(ISO_8859_1));
    out.flush();
  }

  /** Reads the events up to the first of this type; passes by the head and the chunks' sizes. */
  List<JsonNode> readUntil(String type) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    do {
      events.add(readObject());
    } while (!events.getLast().get("type").asText().equals(type));
    return events;
  }

  /** Reads a response that has a length, as problem documents have. */
  JsonNode readProblem() throws IOException {
    int length = 0;
    for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
        length = Integer.parseInt(line.substring(16));
      }
    }
    char[] body = new char[length];
    for (int read = 0; read < length; ) {
      read += in.read(body, read, length - read);
    }
    return JSON.readTree(new String(body));
  }

  private JsonNode readObject() throws IOException {
    String line;
    do {
      line = in.readLine();
      if (line == null) {
        throw new EOFException("The connection was closed.");
      }
    } while (!line.startsWith("{"));
    return JSON.readTree(line);
  }

  /** Goes away without a word. */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
