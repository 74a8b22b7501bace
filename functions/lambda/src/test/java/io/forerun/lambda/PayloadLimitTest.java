package io.forerun.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.forerun.chunk.ChunkKind;
import io.forerun.conversation.ConversationResult;
import io.forerun.conversation.Messages;
import io.forerun.conversation.RoundResult;
import io.forerun.conversation.Usage;
import io.forerun.execute.OutputStreamName;
import io.forerun.gate.EffectResult;
import io.forerun.request.Continuation;
import io.forerun.run.RunError;
import io.forerun.run.RunEvent;
import io.forerun.run.RunResult;
import io.forerun.run.RunResult.ChunkResult;
import io.forerun.run.RunResult.ChunkState;
import io.forerun.run.RunStatus;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PayloadLimitTest {
  private static final int MAX_BYTES = 20_000;

  private final ObjectMapper mapper = new ObjectMapper();
  private final PayloadLimit limit = new PayloadLimit(mapper, MAX_BYTES);

  @Test
  void leavesAResultThatFitsAsItIs() {
    FunctionResult result = result("printed\n", 3, 3);
    assertThat(limit.fit(result)).isSameAs(result);
  }

  @Test
  void leavesOutTheEventsFirst() {
    FunctionResult fitted = limit.fit(result("printed\n", 3, 1_000));
    assertThat(fitted.omitted()).containsExactly("events");
    assertThat(fitted.events()).isNull();
    assertThat(fitted.run().chunks()).hasSize(3);
    assertThat(fitted.run().stdout()).isEqualTo("printed\n");
  }

  @Test
  void leavesOutTheChunksNext() {
    FunctionResult fitted = limit.fit(result("printed\n", 1_000, 3));
    assertThat(fitted.omitted()).containsExactly("events", "chunks");
    assertThat(fitted.run().chunks()).isNull();
    assertThat(fitted.run().stdout()).isEqualTo("printed\n");
  }

  @Test
  void cutsTheTextsLastAndSaysHowLongTheyWere() {
    FunctionResult fitted = limit.fit(result("x".repeat(50_000), 3, 0));
    assertThat(fitted.omitted()).containsExactly("chunks", "texts");
    assertThat(fitted.run().stdout())
        .startsWith("xxx")
        .endsWith("x\n[cut; 50000 characters in all]");
    assertThat(fitted.run().error().message()).isEqualTo("short");
  }

  @Test
  void whateverTheTextsAreTheResultFits() throws JsonProcessingException {
    Random random = new Random(7);
    String[] alphabet = {"a", "\n", "\u0000", "\u001b", "ü", "\u2028", "🐍", "\"", "\\"};
    for (int round = 0; round < 200; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(8_000);
      String only = random.nextBoolean() ? alphabet[random.nextInt(alphabet.length)] : null;
      for (int i = 0; i < length; i++) {
        text.append(only == null ? alphabet[random.nextInt(alphabet.length)] : only);
      }
      String content = text.toString();
      FunctionResult result =
          new FunctionResult(
              new RunResult(
                  "run",
                  RunStatus.FAILED,
                  1,
                  content,
                  content,
                  content,
                  content,
                  new RunError(content, content, content, 1),
                  chunks(random.nextInt(200)),
                  effects(content, random.nextInt(20)),
                  null,
                  null),
              null,
              events(random.nextInt(200)),
              null);
      byte[] json = mapper.writeValueAsBytes(limit.fit(result));
      assertThat(json.length).isLessThanOrEqualTo(MAX_BYTES);
    }
  }

  @Test
  void whatItTakesToGoOnIsKeptAndTextsAreCutForIt() throws JsonProcessingException {
    GenerationResult fitted = limit.fit(generation("x".repeat(50_000), "y".repeat(10_000)));
    assertThat(fitted.omitted()).containsExactly("chunks", "texts");
    assertThat(fitted.continuation()).isNotNull();
    assertThat(mapper.writeValueAsBytes(fitted).length).isLessThanOrEqualTo(MAX_BYTES);
  }

  @Test
  void whatItTakesToGoOnIsLeftOutWhereThereIsNoRoomForIt() throws JsonProcessingException {
    GenerationResult fitted = limit.fit(generation("printed", "y".repeat(MAX_BYTES)));
    assertThat(fitted.omitted()).endsWith("continuation");
    assertThat(fitted.continuation()).isNull();
    assertThat(mapper.writeValueAsBytes(fitted).length).isLessThanOrEqualTo(MAX_BYTES);
  }

  @Test
  void whatWouldTakeNearlyAllOfTheRoomIsLeftOutBeforeTextsAreCut() {
    GenerationResult fitted = limit.fit(generation("x".repeat(50_000), "y".repeat(MAX_BYTES)));
    assertThat(fitted.omitted()).containsExactly("chunks", "continuation", "texts");
    assertThat(fitted.generation().rounds().getFirst().answer()).startsWith("xxx");
  }

  @Test
  void theTypeOfAnErrorIsNeverCut() {
    GenerationResult tight =
        limit.within(5_000).fit(generation("x".repeat(50_000), "y".repeat(100)));
    assertThat(tight.omitted()).contains("texts");
    assertThat(tight.generation().error().type()).isEqualTo("chunk_time_limit");
    assertThat(tight.generation().rounds().getFirst().error().type()).isEqualTo("chunk_time_limit");
  }

  private static GenerationResult generation(String answer, String said) {
    RunError error = new RunError("chunk_time_limit", "It took too long.", null, 1);
    RoundResult round =
        new RoundResult(1, RunStatus.FAILED, error, answer, List.of(), List.of(), null, null);
    return new GenerationResult(
        new ConversationResult("g", RunStatus.FAILED, error, List.of(round), Usage.NONE),
        null,
        null,
        new Continuation("g", 2, List.of(Messages.user(said)), List.of()),
        null);
  }

  private static FunctionResult result(String stdout, int chunks, int events) {
    RunError error = new RunError("ValueError", "short", "Traceback …\n", 1);
    RunResult run =
        new RunResult(
            "run",
            RunStatus.FAILED,
            1,
            stdout,
            "",
            null,
            null,
            error,
            chunks(chunks),
            null,
            null,
            null);
    return new FunctionResult(run, null, events == 0 ? null : events(events), null);
  }

  private static List<EffectResult> effects(String content, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new EffectResult("key", content, i, TextNode.valueOf(content), false))
        .toList();
  }

  private static List<ChunkResult> chunks(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            chunk ->
                new ChunkResult(
                    chunk,
                    ChunkKind.SIMPLE,
                    1,
                    1,
                    ChunkState.COMPLETED,
                    Duration.ofMillis(chunk),
                    null))
        .toList();
  }

  private static List<RunEvent> events(int count) {
    return Collections.nCopies(
        count, new RunEvent.Output(Duration.ofMillis(1), 0, OutputStreamName.STDOUT, "printed\n"));
  }
}
