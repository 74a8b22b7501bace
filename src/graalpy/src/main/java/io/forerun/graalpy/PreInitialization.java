package io.forerun.graalpy;

import java.util.List;
import org.graalvm.nativeimage.hosted.Feature;

/**
 * While a native binary is built: initialises the context that its first interpreter will have.
 * GraalVM sees to that itself only where the compiler for Python is in the binary.
 */
public final class PreInitialization implements Feature {
  private static final String TRUFFLE = "com.oracle.svm.truffle.TruffleBaseFeature";
  private static final String WITHOUT_COMPILER =
      "com.oracle.truffle.api.impl.DefaultTruffleRuntime";

  @Override
  public boolean isInConfiguration(IsInConfigurationAccess access) {
    return WITHOUT_COMPILER.equals(System.getProperty("truffle.TruffleRuntime"));
  }

  @Override
  public List<Class<? extends Feature>> getRequiredFeatures() {
    return List.of(truffle());
  }

  @Override
  public void beforeAnalysis(BeforeAnalysisAccess access) {
    try {
      truffle().getMethod("preInitializeEngine").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Python cannot be initialised in the binary", e);
    }
  }

  private static Class<? extends Feature> truffle() {
    try {
      return Class.forName(TRUFFLE).asSubclass(Feature.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("The builder does not know Truffle", e);
    }
  }
}
