package io.forerun.lambda;

import io.forerun.request.Allowance;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Runs a program before the first invocation, so that none waits for classes to be loaded. A native
 * binary has nothing to load: its interpreters start beside the wait for an invocation.
 */
@Singleton
final class WarmUp {
  private static final Logger LOG = Logger.getLogger(WarmUp.class);

  private final RunFunction function;
  private final Allowance allowance;
  private final LambdaConfig config;

  WarmUp(RunFunction function, Allowance allowance, LambdaConfig config) {
    this.function = function;
    this.allowance = allowance;
    this.config = config;
  }

  void onStart(@Observes StartupEvent started) {
    if (ImageMode.current() == ImageMode.NATIVE_RUN) {
      return;
    }
    // Not Mutiny's await, which cancels what takes too long.
    CompletableFuture<?> run =
        function
            .run(RunRequest.ofCode("warm-up", "print(1)\n").prepare(allowance, null))
            .subscribeAsCompletionStage();
    try {
      run.get(config.warmUp().timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      LOG.infof(
          "The warm-up takes longer than %s; it goes on beside the first invocation.",
          config.warmUp().timeout());
    } catch (ExecutionException e) {
      throw new IllegalStateException("The warm-up failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
