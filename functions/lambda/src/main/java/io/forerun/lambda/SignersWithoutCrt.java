package io.forerun.lambda;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import software.amazon.awssdk.http.auth.aws.crt.internal.signer.DefaultAwsCrtV4aHttpSigner;

/**
 * In a native binary: AWS' clients can sign for several regions at once with a library in C, which
 * is not there, and which nothing here asks for. The binary is linked as a whole, so what it cannot
 * link must not be reachable.
 */
@TargetClass(
    className =
        "software.amazon.awssdk.http.auth.aws.internal.signer.util.OptionalDependencyLoaderUtil")
final class SignersWithoutCrt {
  private SignersWithoutCrt() {}

  /** Never returns. */
  @Substitute
  static DefaultAwsCrtV4aHttpSigner getDefaultAwsCrtV4aHttpSigner() {
    throw new UnsupportedOperationException("Signing for several regions at once");
  }
}
