package io.forerun.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.forerun.conversation.Messages;
import io.forerun.conversation.PythonTool;
import io.forerun.generate.ApiKey;
import io.forerun.generate.ModelRequest;
import io.forerun.generate.Upstream;
import io.forerun.intake.IntakeFormat;
import io.forerun.repair.Prompts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a model is asked, and what becomes of its programs; null where the request says nothing.
 *
 * @param id identifies the generation, where whoever asks says so; made up if left out
 * @param model its name
 * @param messages the conversation so far, in the form of OpenAI's chat completions
 * @param upstream who serves it
 * @param format how the model gives its program; in Markdown if left out
 * @param options how its programs are run
 * @param repair what happens when one fails
 * @param overlapPrompt whether the model is told to write programs that run well while they are
 *     written; true if left out
 * @param parameters further members of the request to the model
 */
@Schema(description = "What a model is asked, and what becomes of its programs.")
public record RequestedGeneration(
    @Schema(hidden = true) String id,
    @Schema(description = "The model's name.", required = true, examples = "gpt-5") String model,
    @Schema(
            description = "The conversation so far, as in OpenAI's chat completions.",
            required = true,
            examples = "[{\"role\": \"user\", \"content\": \"Print the primes below 100.\"}]")
        List<JsonNode> messages,
    RequestedUpstream upstream,
    @Schema(description = "How the model gives its program; in Markdown if left out.")
        IntakeFormat format,
    RequestedOptions options,
    RequestedRepair repair,
    @Schema(
            description =
                "Whether the model is told to write programs that run well while they are written; "
                    + "true if left out.")
        Boolean overlapPrompt,
    @Schema(
            description = "Further members of the request to the model.",
            examples = "{\"temperature\": 0}")
        Map<String, JsonNode> parameters) {

  private static final Set<String> NO_PARAMETERS =
      Set.of("model", "messages", "stream", "stream_options", "tools", "n");

  /**
   * @throws InvalidRequestException if a member is missing or not as it must be
   */
  public RequestedGeneration {
    if (id != null && !RequestedOptions.ID.matcher(id).matches()) {
      throw new InvalidRequestException(
          "id must be 1 to 128 letters, digits and any of . _ : -; choose another one.");
    }
    if (model == null || model.isBlank()) {
      throw new InvalidRequestException("model is missing; name the model that is to be asked.");
    }
    if (messages == null || messages.isEmpty() || !messages.stream().allMatch(JsonNode::isObject)) {
      throw new InvalidRequestException(
          "messages must be a list of objects with role and content, and have at least one.");
    }
    upstream = Objects.requireNonNullElse(upstream, RequestedUpstream.CONFIGURED);
    format = Objects.requireNonNullElse(format, IntakeFormat.MARKDOWN);
    options = Objects.requireNonNullElse(options, RequestedOptions.NONE);
    repair = Objects.requireNonNullElse(repair, RequestedRepair.NONE);
    overlapPrompt = overlapPrompt == null || overlapPrompt;
    parameters = Objects.requireNonNullElse(parameters, Map.of());
    var reserved = new TreeSet<>(parameters.keySet());
    reserved.retainAll(NO_PARAMETERS);
    if (!reserved.isEmpty()) {
      throw new InvalidRequestException(
          "parameters cannot have %s; that is said elsewhere, or up to the service."
              .formatted(String.join(", ", reserved)));
    }
  }

  /** What the model is asked first. */
  ModelRequest firstRequest(ApiKey key, Prompts prompts) {
    var advice = overlapPrompt ? prompts.overlap() : "";
    var byTool = format == IntakeFormat.TOOL_CALL;
    return new ModelRequest(
        new Upstream(upstream.uri(), key),
        model,
        byTool || advice.isEmpty() ? messages : Messages.withSystem(messages, advice),
        byTool ? List.of(PythonTool.definition(advice)) : List.of(),
        parameters);
  }
}
