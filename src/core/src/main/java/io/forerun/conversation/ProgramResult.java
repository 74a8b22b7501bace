package io.forerun.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.forerun.run.RunResult;
import java.util.List;

/**
 * A program of a model's answer.
 *
 * @param call id of the tool call that it is; null if it is none
 * @param code the program, as far as it was written
 * @param run what it came to
 * @param effects what it did that cannot be taken back, in order; at most 100
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProgramResult(String call, String code, RunResult run, List<String> effects) {}
