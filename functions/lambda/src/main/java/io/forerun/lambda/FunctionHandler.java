package io.forerun.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quarkus.arc.Arc;
import io.quarkus.funqy.lambda.FunqyStreamHandler;
import io.quarkus.runtime.Quarkus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;

/**
 * The package's handler under the managed Java runtime. Funqy's own handler starts the application
 * with the first request; this one starts it while Lambda initialises the environment, so that no
 * caller waits for it.
 *
 * <p>Python that cannot be stopped would take time from all invocations that follow. When more of
 * it is left behind than configured, the handler gives Lambda the answer itself and ends the
 * process, so that Lambda replaces it.
 */
public final class FunctionHandler implements RequestStreamHandler {
  private final FunqyStreamHandler funqy = new FunqyStreamHandler();

  /** Starts the application and waits for its warm-up. */
  public FunctionHandler() {
    Quarkus.manualStart();
  }

  @Override
  public void handleRequest(InputStream request, OutputStream response, Context context)
      throws IOException {
    bean(Deadline.class).set(Instant.now().plusMillis(context.getRemainingTimeInMillis()));
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    funqy.handleRequest(request, answer, context);
    StuckInterpreters stuck = bean(StuckInterpreters.class);
    if (stuck.tooMany()
        && RuntimeInterface.answered(context.getAwsRequestId(), answer.toByteArray())) {
      stuck.endProcess();
    }
    answer.writeTo(response);
  }

  private static <T> T bean(Class<T> type) {
    return Arc.container().instance(type).get();
  }
}
