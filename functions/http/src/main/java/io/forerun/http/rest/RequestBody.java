package io.forerun.http.rest;

import io.forerun.intake.Utf8Decoder;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** A request's body as deltas, while it is still being sent. */
final class RequestBody {

  private RequestBody() {}

  /**
   * Must be called on the request's event loop, before any of the body was read.
   *
   * @return the body's text, piece by piece as it arrives and is asked for; fails with {@link
   *     io.forerun.intake.IntakeException} where it is not UTF-8. Whoever cancels it leaves the rest
   *     of the body to be received and dropped.
   */
  static Multi<String> deltas(HttpServerRequest request) {
    Context eventLoop = Vertx.currentContext();
    Utf8Decoder decoder = new Utf8Decoder();
    return MultiHelper.toMulti(request)
        .runSubscriptionOn(task -> eventLoop.runOnContext(ignored -> task.run()))
        .onItem()
        .transformToMultiAndConcatenate(bytes -> decode(decoder, bytes))
        .onCompletion()
        .invoke(decoder::end);
  }

  /** Text before a fault is handed over first. */
  private static Multi<String> decode(Utf8Decoder decoder, Buffer bytes) {
    return Multi.createFrom()
        .emitter(
            text -> {
              decoder.decode(bytes.getBytes(), text::emit);
              text.complete();
            });
  }
}
