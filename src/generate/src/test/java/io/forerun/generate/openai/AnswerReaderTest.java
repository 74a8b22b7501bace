package io.forerun.generate.openai;

import static io.forerun.generate.openai.Upstreams.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.forerun.generate.FinishReason;
import io.forerun.generate.GenerationException;
import io.forerun.generate.GenerationException.Type;
import io.forerun.generate.ModelEvent;
import io.forerun.generate.ModelEvent.Finished;
import io.forerun.generate.ModelEvent.Text;
import io.forerun.generate.ModelEvent.ToolArguments;
import io.forerun.generate.ModelEvent.ToolCall;
import io.forerun.generate.ModelEvent.Usage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
  private final List<ModelEvent> events = new ArrayList<>();
  private final AnswerReader reader = new AnswerReader(events::add);

  private boolean read(String chunk) {
    return reader.read(json(chunk));
  }

  private void delta(String delta) {
    read("{'choices': [{'index': 0, 'delta': %s, 'finish_reason': null}]}".formatted(delta));
  }

  private void call(String call) {
    delta("{'tool_calls': [%s]}".formatted(call));
  }

  private void finish(String reason) {
    read("{'choices': [{'index': 0, 'delta': {}, 'finish_reason': '%s'}]}".formatted(reason));
  }

  @Test
  void callsMayBeWrittenInTurns() {
    call(
        "{'index': 0, 'id': 'a', 'type': 'function', 'function': {'name': 'python', 'arguments': ''}}");
    call(
        "{'index': 1, 'id': 'b', 'type': 'function', 'function': {'name': 'weather', 'arguments': ''}}");
    call("{'index': 0, 'function': {'arguments': '{1'}}");
    delta(
        "{'tool_calls': [{'index': 1, 'function': {'arguments': '{2'}}, {'index': 0, 'function': {'arguments': '}'}}]}");
    call("{'index': 1, 'function': {'arguments': '}'}}");
    finish("tool_calls");
    assertThat(events)
        .containsExactly(
            new ToolCall(0, "a", "python"),
            new ToolArguments(0, "{1"),
            new ToolCall(1, "b", "weather"),
            new ToolArguments(1, "{2"),
            new ToolArguments(0, "}"),
            new ToolArguments(1, "}"),
            new Finished(FinishReason.TOOL_CALLS));
  }

  @Test
  void idAndNameMayBeRepeated() {
    call("{'index': 0, 'id': 'a', 'function': {'name': 'python'}}");
    call("{'index': 0, 'id': 'a', 'function': {'name': 'python', 'arguments': '{'}}");
    call("{'index': 0, 'id': 'a', 'function': {'name': 'python', 'arguments': '}'}}");
    assertThat(events)
        .containsExactly(
            new ToolCall(0, "a", "python"), new ToolArguments(0, "{"), new ToolArguments(0, "}"));
  }

  @Test
  void theNameMayComeInPiecesAndLate() {
    call("{'index': 0, 'function': {'arguments': '{'}}");
    call("{'index': 0, 'id': 'a', 'function': {'arguments': '1'}}");
    call("{'index': 0, 'function': {'name': 'python', 'arguments': '}'}}");
    call("{'index': 1, 'id': 'b', 'function': {'name': 'wea'}}");
    call("{'index': 1, 'function': {'name': 'ther', 'arguments': '{}'}}");
    assertThat(events)
        .containsExactly(
            new ToolCall(0, "a", "python"),
            new ToolArguments(0, "{1}"),
            new ToolCall(1, "b", "weather"),
            new ToolArguments(1, "{}"));
  }

  @Test
  void aCallWithoutAnIdGetsOne() {
    call("{'function': {'name': 'python', 'arguments': '{}'}}");
    assertThat(((ToolCall) events.getFirst()).id()).matches("call_[0-9a-f]{32}");
  }

  @Test
  void callsOfTheSameIndexDifferInTheirIds() {
    call("{'index': 0, 'id': 'a', 'function': {'name': 'f', 'arguments': '{}'}}");
    call("{'index': 0, 'id': 'b', 'function': {'name': 'f', 'arguments': '[]'}}");
    call("{'index': 0, 'function': {'arguments': ' '}}");
    assertThat(events)
        .containsExactly(
            new ToolCall(0, "a", "f"),
            new ToolArguments(0, "{}"),
            new ToolCall(1, "b", "f"),
            new ToolArguments(1, "[]"),
            new ToolArguments(1, " "));
  }

  @Test
  void aCallMayHaveNoArgumentsOrAnObject() {
    call("{'index': 0, 'id': 'a', 'function': {'name': 'f'}}");
    call("{'index': 1, 'id': 'b', 'function': {'name': 'g', 'arguments': {'x': 1}}}");
    finish("tool_calls");
    assertThat(events)
        .containsExactly(
            new ToolCall(1, "b", "g"),
            new ToolArguments(1, "{\"x\":1}"),
            new ToolCall(0, "a", "f"),
            new Finished(FinishReason.TOOL_CALLS));
  }

  @Test
  void aCallWithoutANameIsNone() {
    call("{'index': 0, 'id': 'a', 'function': {'arguments': '{}'}}");
    assertThatExceptionOfType(GenerationException.class)
        .isThrownBy(() -> finish("tool_calls"))
        .satisfies(e -> assertThat(e.type()).isEqualTo(Type.UPSTREAM_INVALID))
        .withMessageContaining("without its name");
  }

  @Test
  void callsAreLimited() {
    assertThatExceptionOfType(GenerationException.class)
        .isThrownBy(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                call("{'index': %d, 'function': {'name': 'f'}}".formatted(i));
              }
            })
        .withMessageContaining("more than 128 tools");
  }

  @ParameterizedTest
  @CsvSource({
    "stop, STOP",
    "tool_calls, TOOL_CALLS",
    "function_call, TOOL_CALLS",
    "length, LENGTH",
    "max_tokens, LENGTH",
    "content_filter, CONTENT_FILTER",
    "eos, STOP"
  })
  void reasonsHaveSeveralNames(String name, FinishReason reason) {
    finish(name);
    assertThat(events).containsExactly(new Finished(reason));
  }

  @Test
  void stoppingAfterACallIsWaitingForIt() {
    call("{'index': 0, 'id': 'a', 'function': {'name': 'f', 'arguments': '{}'}}");
    finish("stop");
    assertThat(events).contains(new Finished(FinishReason.TOOL_CALLS));
  }

  @Test
  void theLastDeltaMayCarryTheReasonAndAllThatFollowsIsIgnored() {
    read("{'choices': [{'delta': {'content': 'a'}, 'finish_reason': 'stop'}]}");
    delta("{'content': 'b'}");
    finish("length");
    assertThat(events).containsExactly(new Text("a"), new Finished(FinishReason.STOP));
  }

  @Test
  void usageComesOnceHoweverOftenItIsCounted() {
    read(
        "{'choices': [{'delta': {'content': 'a'}}], 'usage': {'prompt_tokens': 5, 'completion_tokens': 1}}");
    finish("stop");
    read(
        "{'choices': [], 'usage': {'prompt_tokens': 5, 'completion_tokens': 2, 'total_tokens': 7}}");
    reader.end();
    assertThat(events)
        .containsExactly(new Text("a"), new Finished(FinishReason.STOP), new Usage(5, 2));
  }

  @Test
  void reasoningIsWritingButNoEvent() {
    assertThat(read("{'choices': [{'delta': {'reasoning_content': 'hm'}}]}")).isTrue();
    assertThat(read("{'choices': [{'delta': {'reasoning': 'hm'}}]}")).isTrue();
    assertThat(read("{'choices': [{'delta': {'role': 'assistant', 'content': ''}}]}")).isFalse();
    assertThat(events).isEmpty();
  }

  @Test
  void aRefusalIsWhatTheModelSays() {
    delta("{'refusal': 'No.'}");
    assertThat(events).containsExactly(new Text("No."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'choices': null}",
        "{'choices': {}}",
        "{'choices': [{}]}",
        "{'choices': [{'delta': null, 'finish_reason': null}]}",
        "{'choices': [{'delta': {'content': null, 'tool_calls': null}}]}",
        "{'choices': [{'index': 1, 'delta': {'content': 'another choice'}}]}",
        "{'choices': [], 'usage': null, 'prompt_filter_results': []}",
        "{'x_new': {'content': 'a'}, 'choices': [{'x': 1, 'delta': {'content': 5, 'audio': {}}}]}"
      })
  void whatIsUnknownIsPassedOver(String chunk) {
    assertThat(read(chunk)).isFalse();
    assertThat(events).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "1", "'text'"})
  void whatIsNoObjectIsNoChunk(String chunk) {
    assertThatExceptionOfType(GenerationException.class).isThrownBy(() -> read(chunk));
  }
}
