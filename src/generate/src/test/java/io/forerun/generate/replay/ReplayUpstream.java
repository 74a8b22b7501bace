package io.forerun.generate.replay;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The replay model as a server of its own, which answers in the order that a test gives, and keeps
 * what it was asked. What is asked beyond that is answered as the request orders.
 */
public final class ReplayUpstream implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final Vertx vertx = Vertx.vertx();
  private final Queue<ReplayAnswer> script = new ConcurrentLinkedQueue<>();
  private final List<ReplayRequest> requests = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<Long>> closed = new CopyOnWriteArrayList<>();
  private final ReplayServer server = new ReplayServer(this::answer);
  private final Replay orders = new ReplayOrders();
  private final int port;

  private ReplayUpstream() {
    port =
        vertx
            .createHttpServer()
            .requestHandler(this::handle)
            .listen(0, HOST)
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
  }

  /** Starts it at a port that is free. */
  public static ReplayUpstream start() {
    return new ReplayUpstream();
  }

  /** What {@code forerun.upstream.base-url} is set to. */
  public URI baseUrl() {
    return URI.create("http://%s:%d/v1".formatted(HOST, port));
  }

  /** Its port. */
  public int port() {
    return port;
  }

  /** The next requests are answered with these, one after the other. */
  public ReplayUpstream answers(ReplayAnswer... answers) {
    script.addAll(Arrays.asList(answers));
    return this;
  }

  /** What was asked by now, oldest first. */
  public List<ReplayRequest> requests() {
    return List.copyOf(requests);
  }

  /**
   * When the client closed the connection of a request, in terms of {@link System#nanoTime};
   * completed only if it did so before the answer was complete. Says nothing where the answer's
   * fault is that the server itself disconnects.
   *
   * @param request the how manieth, from 0; has arrived
   */
  public CompletableFuture<Long> closedByClient(int request) {
    return closed.get(request);
  }

  /** Forgets what was asked and what was to be answered. */
  public void reset() {
    script.clear();
    requests.clear();
    closed.clear();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void handle(HttpServerRequest request) {
    CompletableFuture<Long> gone = new CompletableFuture<>();
    closed.add(gone);
    request
        .connection()
        .closeHandler(
            _ -> {
              if (!request.response().ended()) {
                gone.complete(System.nanoTime());
              }
            });
    server.handle(request);
  }

  private ReplayAnswer answer(ReplayRequest request) {
    requests.add(request);
    ReplayAnswer next = script.poll();
    return next == null ? orders.answer(request) : next;
  }
}
