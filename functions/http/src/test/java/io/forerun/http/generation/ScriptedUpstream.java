package io.forerun.http.generation;

import io.forerun.generate.replay.ReplayUpstream;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Lets the service ask a replay model whose answers the tests give. */
public class ScriptedUpstream implements QuarkusTestResourceLifecycleManager {
  private ReplayUpstream upstream;

  @Override
  public Map<String, String> start() {
    upstream = ReplayUpstream.start();
    return Map.of("forerun.upstream.base-url", upstream.baseUrl().toString());
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(upstream, new TestInjector.MatchesType(ReplayUpstream.class));
  }

  @Override
  public void stop() {
    upstream.close();
  }
}
