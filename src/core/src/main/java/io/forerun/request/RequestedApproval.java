package io.forerun.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.forerun.execute.SessionOptions;
import io.forerun.gate.Approval;
import io.forerun.gate.EffectResult;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Asks for consent before each effect that cannot be taken back. A run that comes to one without
 * consent ends before it; with its key among the approved ones the same program, run again, goes
 * on, and what has happened before is not repeated.
 *
 * @param scope what names the effects, the same in all these runs; null for the run's own id
 * @param approved keys of the effects that were consented to; null for none
 * @param effects what has happened in the runs before, as their results say; null for nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Asks for consent before each effect that cannot be taken back.")
public record RequestedApproval(
    @Schema(description = "Names the effects: the id of the first run; this run's if left out.")
        String scope,
    @Schema(description = "Keys of the effects that were consented to.") List<String> approved,
    @Schema(description = "The effects of the runs before, as their results list them.")
        List<EffectResult> effects) {

  /**
   * @throws InvalidRequestException if a member is null or has no key
   */
  public RequestedApproval {
    if (approved != null && approved.stream().anyMatch(Objects::isNull)) {
      throw new InvalidRequestException(
          "approved[%d] is null; it must be a string.".formatted(approved.indexOf(null)));
    }
    requireKeys(effects);
  }

  static void requireKeys(List<EffectResult> effects) {
    for (int i = 0; effects != null && i < effects.size(); i++) {
      if (effects.get(i) == null || effects.get(i).key() == null) {
        throw new InvalidRequestException(
            "effects[%d] has no key; give the effects as a result lists them.".formatted(i));
      }
    }
  }

  /**
   * What asks for the same once one effect more was consented to.
   *
   * @param run names the effects if this does not
   * @param key of the effect
   * @param happened since this was asked
   */
  public RequestedApproval granting(String run, String key, List<EffectResult> happened) {
    var keys = new LinkedHashSet<>(approved == null ? List.of() : approved);
    keys.add(key);
    return new RequestedApproval(
        scope == null ? run : scope,
        List.copyOf(keys),
        EffectResult.union(effects == null ? List.of() : effects, happened));
  }

  Approval rule() {
    return new Approval(true, approved == null ? Set.of() : Set.copyOf(approved));
  }

  SessionOptions applyTo(SessionOptions options) {
    return (scope == null ? options : options.inScope(scope))
        .after(EffectResult.answers(effects == null ? List.of() : effects));
  }
}
