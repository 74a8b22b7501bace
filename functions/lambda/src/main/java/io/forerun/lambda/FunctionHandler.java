package io.forerun.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quarkus.funqy.lambda.FunqyStreamHandler;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The package's handler under the managed Java runtime. Funqy's own handler starts the application
 * with the first request; this one starts it while Lambda initialises the environment, so that no
 * caller waits for it.
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
    funqy.handleRequest(request, response, context);
  }
}
