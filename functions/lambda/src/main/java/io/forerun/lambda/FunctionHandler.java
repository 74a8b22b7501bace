package io.forerun.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.forerun.graalpy.GraalPyExecutor;
import io.quarkus.arc.Arc;
import io.quarkus.funqy.lambda.FunqyStreamHandler;
import io.quarkus.runtime.Quarkus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jboss.logging.Logger;

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
  private static final Logger LOG = Logger.getLogger(FunctionHandler.class);
  private static final int EXIT_STATUS = 1;

  private final FunqyStreamHandler funqy = new FunqyStreamHandler();

  /** Starts the application and waits for its warm-up. */
  public FunctionHandler() {
    Quarkus.manualStart();
  }

  @Override
  public void handleRequest(InputStream request, OutputStream response, Context context)
      throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    funqy.handleRequest(request, answer, context);
    int stuck = stuck();
    if (stuck > bean(LambdaConfig.class).pool().maxStuck()
        && RuntimeInterface.answered(context.getAwsRequestId(), answer.toByteArray())) {
      LOG.warnf("The process ends after its answer: %d interpreters cannot be stopped.", stuck);
      Runtime.getRuntime().halt(EXIT_STATUS);
    }
    answer.writeTo(response);
  }

  private static int stuck() {
    return bean(GraalPyExecutor.class).statistics().stuck();
  }

  private static <T> T bean(Class<T> type) {
    return Arc.container().instance(type).get();
  }
}
