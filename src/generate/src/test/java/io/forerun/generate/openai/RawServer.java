package io.forerun.generate.openai;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that sends exactly the bytes it is given, in the packets it is given. */
final class RawServer implements AutoCloseable {

  /** What it does with one connection whose request has been read. */
  @FunctionalInterface
  interface Conversation {
    void with(OutputStream out) throws IOException, InterruptedException;
  }

  static final String STREAM =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

  private final ServerSocket server;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private RawServer(Conversation conversation) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> serve(conversation));
  }

  static RawServer thatDoes(Conversation conversation) {
    try {
      return new RawServer(conversation);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static RawServer thatSends(String... packets) {
    return thatDoes(
        out -> {
          for (String packet : packets) {
            out.write(packet.getBytes(StandardCharsets.UTF_8));
            out.flush();
          }
        });
  }

  static RawServer thatStreams(String events) {
    return thatSends(STREAM, events);
  }

  static String answer(int status, String headers, String body) {
    return "HTTP/1.1 %d Status\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(status, headers, body.getBytes(StandardCharsets.UTF_8).length, body);
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:%d/v1".formatted(port()));
  }

  int port() {
    return server.getLocalPort();
  }

  /** Heads and bodies of the requests by now. */
  List<String> requests() {
    return requests;
  }

  private void serve(Conversation conversation) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> talk(socket, conversation));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void talk(Socket socket, Conversation conversation) {
    try (socket) {
      socket.setTcpNoDelay(true);
      requests.add(read(socket.getInputStream()));
      conversation.with(socket.getOutputStream());
    } catch (IOException _) {
      // The client is gone.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String read(InputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") == -1) {
      int next = in.read();
      if (next == -1) {
        throw new IOException("no request");
      }
      request.append((char) next);
    }
    String length = request.toString().replaceFirst("(?is).*content-length: (\\d+).*", "$1");
    byte[] body = in.readNBytes(Integer.parseInt(length));
    return request + new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
