package io.forerun.generate.replay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.forerun.generate.FinishReason;
import io.forerun.generate.ModelEvent;
import io.forerun.generate.ModelEvent.Finished;
import io.forerun.generate.ModelEvent.Text;
import io.forerun.generate.ModelEvent.ToolArguments;
import io.forerun.generate.ModelEvent.ToolCall;
import io.forerun.generate.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What the replay model writes, and how: first the text, then the program, then the calls.
 *
 * @param text what it says; may be empty
 * @param code a program, which it writes as the argument of a call if the request has a tool {@code
 *     python}, and in a Markdown fence otherwise; null for none
 * @param calls what it calls
 * @param pace how fast it is
 * @param finishReason why it stops; null for what follows from the rest
 * @param inOnePiece whether it sends a JSON object even where events were asked for
 * @param keepAlive whether it sends comments before each delta
 * @param fault what goes wrong; null for nothing
 */
public record ReplayAnswer(
    String text,
    String code,
    List<Call> calls,
    Pace pace,
    FinishReason finishReason,
    boolean inOnePiece,
    boolean keepAlive,
    Fault fault) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String PYTHON_TOOL = "python";

  /**
   * A call of a tool.
   *
   * @param arguments JSON
   */
  public record Call(String tool, String arguments) {}

  /** A piece of the answer and when it is written. */
  record Timed(Duration at, ModelEvent event) {}

  /** Copies the calls. */
  public ReplayAnswer {
    calls = List.copyOf(calls);
  }

  /** Says something. */
  public static ReplayAnswer text(String text) {
    return new ReplayAnswer(text, null, List.of(), Pace.UNPACED, null, false, false, null);
  }

  /** Writes a program, in a fence or as a call, as the request allows. */
  public static ReplayAnswer code(String code) {
    return text("").withCode(code);
  }

  /** Calls a tool with arguments in JSON. */
  public static ReplayAnswer call(String tool, String arguments) {
    return text("").andCall(tool, arguments);
  }

  /** Answers with a status instead; {@code retryAfter} may be null. */
  public static ReplayAnswer refusal(int status, String retryAfter, String message) {
    return text("").withFault(new Fault.Refusal(status, retryAfter, message));
  }

  /** The same, and says this before. */
  public ReplayAnswer withText(String said) {
    return new ReplayAnswer(said, code, calls, pace, finishReason, inOnePiece, keepAlive, fault);
  }

  /** The same, and writes this program. */
  public ReplayAnswer withCode(String program) {
    return new ReplayAnswer(text, program, calls, pace, finishReason, inOnePiece, keepAlive, fault);
  }

  /** The same, and calls this tool too. */
  public ReplayAnswer andCall(String tool, String arguments) {
    List<Call> all = new ArrayList<>(calls);
    all.add(new Call(tool, arguments));
    return new ReplayAnswer(text, code, all, pace, finishReason, inOnePiece, keepAlive, fault);
  }

  /** The same, this fast. */
  public ReplayAnswer withPace(Pace speed) {
    return new ReplayAnswer(text, code, calls, speed, finishReason, inOnePiece, keepAlive, fault);
  }

  /** The same, this fast from the beginning. */
  public ReplayAnswer withTokensPerSecond(double tokensPerSecond) {
    return withPace(new Pace(tokensPerSecond, pace.timeToFirstToken(), pace.jitter()));
  }

  /** The same, but it stops for this reason. */
  public ReplayAnswer withFinishReason(FinishReason reason) {
    return new ReplayAnswer(text, code, calls, pace, reason, inOnePiece, keepAlive, fault);
  }

  /** The same in one JSON object. */
  public ReplayAnswer asOnePiece() {
    return new ReplayAnswer(text, code, calls, pace, finishReason, true, keepAlive, fault);
  }

  /** The same with comments between the deltas. */
  public ReplayAnswer withKeepAlive() {
    return new ReplayAnswer(text, code, calls, pace, finishReason, inOnePiece, true, fault);
  }

  /** The same, but this goes wrong. */
  public ReplayAnswer withFault(Fault wrong) {
    return new ReplayAnswer(text, code, calls, pace, finishReason, inOnePiece, keepAlive, wrong);
  }

  /** All that is written, in order and in its time, {@link Finished} last. */
  List<Timed> events(boolean pythonTool, Function<Integer, String> ids) {
    List<ModelEvent> events = new ArrayList<>(texts(text));
    List<Call> called = new ArrayList<>(calls);
    if (code != null && pythonTool) {
      String arguments = JSON.createObjectNode().put("code", code).toString();
      called.addFirst(new Call(PYTHON_TOOL, arguments));
    } else if (code != null) {
      events.addAll(texts(fence()));
    }
    for (int i = 0; i < called.size(); i++) {
      int index = i;
      events.add(new ToolCall(index, ids.apply(index), called.get(i).tool()));
      split(called.get(i).arguments())
          .forEach(piece -> events.add(new ToolArguments(index, piece)));
    }
    return timed(events, finishReason == null ? reason(called) : finishReason);
  }

  private static FinishReason reason(List<Call> called) {
    return called.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
  }

  private String fence() {
    String end = code.endsWith("\n") ? "" : "\n";
    return "%s```python\n%s%s```\n".formatted(text.isEmpty() ? "" : "\n\n", code, end);
  }

  private List<Text> texts(String whole) {
    return split(whole).stream().map(Text::new).toList();
  }

  private List<String> split(String whole) {
    if (whole.isEmpty()) {
      return List.of();
    }
    return pace.inOneDelta() ? List.of(whole) : Tokens.split(whole);
  }

  private List<Timed> timed(List<ModelEvent> events, FinishReason reason) {
    List<Duration> times = pace.schedule(events.size());
    List<Timed> timed = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      timed.add(new Timed(times.get(i), events.get(i)));
    }
    Duration end = times.isEmpty() ? pace.timeToFirstToken() : times.getLast();
    timed.add(new Timed(end, new Finished(reason)));
    return timed;
  }
}
