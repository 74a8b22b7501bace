package io.forerun.blackbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code POST /v1/runs} on a socket of its own, whose body is written while its answer is read.
 */
final class StreamedRun implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration READ_LIMIT = Duration.ofSeconds(30);

  private final Socket socket;
  private final OutputStream request;
  private final DataInputStream response;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private boolean headRead;

  StreamedRun(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) READ_LIMIT.toMillis());
    request = socket.getOutputStream();
    response = new DataInputStream(socket.getInputStream());
    request.write(
        """
        POST /v1/runs HTTP/1.1
        Host: localhost
        Content-Type: text/x-python
        Accept: application/x-ndjson
        Transfer-Encoding: chunked
        Connection: close

        """
            .replace("\n", "\r\n")
            .getBytes(US_ASCII));
  }

  /** Sends a piece of the program as one chunk of the body. */
  void send(String program) throws IOException {
    byte[] text = program.getBytes(UTF_8);
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.write((Integer.toHexString(text.length) + "\r\n").getBytes(US_ASCII));
    chunk.write(text);
    chunk.write("\r\n".getBytes(US_ASCII));
    request.write(chunk.toByteArray());
  }

  /** Says that the program is complete. */
  void end() throws IOException {
    request.write("0\r\n\r\n".getBytes(US_ASCII));
  }

  /** Reads events up to and with the first one of {@code type}. */
  List<JsonNode> eventsUntil(String type) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    do {
      events.add(nextEvent());
    } while (!events.getLast().path("type").asText().equals(type));
    return events;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private JsonNode nextEvent() throws IOException {
    readHead();
    String text = received.toString(UTF_8);
    while (text.indexOf('\n') < 0) {
      readChunk();
      text = received.toString(UTF_8);
    }
    int end = text.indexOf('\n');
    received.reset();
    received.write(text.substring(end + 1).getBytes(UTF_8));
    return JSON.readTree(text.substring(0, end));
  }

  private void readHead() throws IOException {
    if (headRead) {
      return;
    }
    String status = readLine();
    if (!status.equals("HTTP/1.1 200 OK")) {
      throw new IOException("The service answered " + status);
    }
    while (!readLine().isEmpty()) {}
    headRead = true;
  }

  private void readChunk() throws IOException {
    int length = Integer.parseInt(readLine(), 16);
    if (length == 0) {
      throw new EOFException("The answer ended with: " + received.toString(UTF_8));
    }
    received.write(response.readNBytes(length));
    readLine();
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = response.readUnsignedByte(); b != '\n'; b = response.readUnsignedByte()) {
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }
}
