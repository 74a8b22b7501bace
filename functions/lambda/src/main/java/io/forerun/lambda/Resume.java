package io.forerun.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.forerun.gate.EffectResult;
import io.forerun.request.RequestedApproval;
import io.forerun.run.HeldEffect;
import java.util.List;
import java.util.UUID;

/**
 * What the function {@code run} is asked with, beside the options that were asked before, once an
 * effect that was held is approved.
 *
 * @param runId another one for each approval, so that a retried request is known from the next one
 * @param code the program; null where the request before had it
 * @param approval with consent to the effect
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Resume(String runId, String code, RequestedApproval approval) {

  /**
   * @param asked what was asked before
   * @param id what names the effects where that does not
   * @param happened by now
   */
  static Resume of(
      String code,
      RequestedApproval asked,
      String id,
      HeldEffect held,
      List<EffectResult> happened) {
    RequestedApproval approval = asked.granting(id, held.key(), happened);
    String name = approval.scope() + String.join("", approval.approved());
    return new Resume(UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString(), code, approval);
  }
}
