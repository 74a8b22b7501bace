package io.forerun.http.rest;

import io.forerun.http.run.InputBudget;
import io.forerun.intake.IntakeFormat;
import io.forerun.intake.Utf8Decoder;
import io.forerun.request.InvalidRequestException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;

/**
 * A program in a request's body, read while it is still being sent.
 *
 * @param format what the content type says that the body is
 * @param deltas the body's text, piece by piece as it arrives and is asked for; fails with {@link
 *     io.forerun.intake.IntakeException} where it is not UTF-8, or too long. Whoever cancels it
 *     leaves the rest of the body to be received and dropped.
 */
record ProgramUpload(IntakeFormat format, Multi<String> deltas) {

  /**
   * Must be called on the request's event loop, before any of the body was read.
   *
   * @param maxBytes how long the body may be
   * @throws NotSupportedException if the body is said to be in another encoding than UTF-8
   * @throws InvalidRequestException if the headers say that there is no body
   */
  static ProgramUpload of(HttpServerRequest request, long maxBytes) {
    MediaType type = MediaType.valueOf(request.getHeader(HttpHeaders.CONTENT_TYPE));
    requireUtf8(type);
    requireBody(request);
    return new ProgramUpload(
        Formats.MARKDOWN_TYPE.isCompatible(type) ? IntakeFormat.MARKDOWN : IntakeFormat.PLAIN,
        deltas(request, new InputBudget(maxBytes)));
  }

  private static void requireUtf8(MediaType type) {
    String charset = type.getParameters().get(MediaType.CHARSET_PARAMETER);
    if (charset != null && !charset.equalsIgnoreCase(StandardCharsets.UTF_8.name())) {
      throw new NotSupportedException("The program must be sent as UTF-8.");
    }
  }

  private static void requireBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    boolean none =
        length == null
            ? request.version() != HttpVersion.HTTP_2
                && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
            : length.equals("0");
    if (none) {
      throw new InvalidRequestException("The request has no body; send the program as the body.");
    }
  }

  private static Multi<String> deltas(HttpServerRequest request, InputBudget budget) {
    Context eventLoop = Vertx.currentContext();
    Utf8Decoder decoder = new Utf8Decoder();
    return MultiHelper.toMulti(request)
        .runSubscriptionOn(task -> eventLoop.runOnContext(_ -> task.run()))
        .onItem()
        .invoke(bytes -> budget.take(bytes.length()))
        .onItem()
        .transformToMultiAndConcatenate(bytes -> decode(decoder, bytes))
        .onCompletion()
        .invoke(decoder::end);
  }

  /** The text before a fault is handed over first. */
  private static Multi<String> decode(Utf8Decoder decoder, Buffer bytes) {
    return Multi.createFrom()
        .emitter(
            text -> {
              decoder.decode(bytes.getBytes(), text::emit);
              text.complete();
            });
  }
}
