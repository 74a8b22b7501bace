package io.forerun.bench;

import io.forerun.conversation.Conversation;
import io.forerun.conversation.ConversationOptions;
import io.forerun.conversation.ConversationSession;
import io.forerun.conversation.FollowUp;
import io.forerun.conversation.Messages;
import io.forerun.execute.Limits;
import io.forerun.execute.SessionOptions;
import io.forerun.gate.GateOptions;
import io.forerun.generate.DemoProgram;
import io.forerun.generate.ModelRequest;
import io.forerun.generate.Tokens;
import io.forerun.generate.Upstream;
import io.forerun.generate.openai.OpenAiModel;
import io.forerun.generate.openai.UpstreamConfig;
import io.forerun.generate.replay.Pace;
import io.forerun.generate.replay.ReplayAnswer;
import io.forerun.generate.replay.ReplayRequest;
import io.forerun.generate.replay.ReplayServer;
import io.forerun.graalpy.GraalPyConfig;
import io.forerun.graalpy.GraalPyExecutor;
import io.forerun.intake.IntakeFormat;
import io.forerun.run.RunEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Measures generations over sockets, with the replay model as the upstream, all in one process, and
 * prints Markdown. Arguments: repetitions of the error (50) and concurrent generations (50).
 */
public final class GenerationBenchmark implements AutoCloseable {
  private static final Duration TIME_TO_FIRST_TOKEN = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String FENCE = "```python\n";
  private static final String STATEMENT = "total = 17 + 25\n";
  private static final int STATEMENTS = 200;

  /** An event, and when its subscriber had it. */
  private record Received(long nanoTime, RunEvent event) {}

  private final Vertx vertx = Vertx.vertx();
  private final Queue<ReplayAnswer> answers = new ConcurrentLinkedQueue<>();
  private final ReplayServer server = new ReplayServer(this::answer);
  private final Map<String, Long> asked = new ConcurrentHashMap<>();
  private volatile CompletableFuture<Long> closedByClient;
  private final OpenAiModel model;
  private final GraalPyExecutor executor;

  private GenerationBenchmark(int sessions) {
    model = new OpenAiModel(vertx, config(listen()), options -> options);
    executor =
        new GraalPyExecutor(
            GraalPyConfig.DEFAULTS
                .withPoolSize(sessions)
                .withPreImports(List.of())
                .withSessions(2 * sessions, 2 * sessions, PATIENCE));
    WarmPool.await(executor);
  }

  /** Runs the benchmark and ends the process. */
  public static void main(String[] args) throws Exception {
    int repetitions = args.length > 0 ? Integer.parseInt(args[0]) : 50;
    int concurrent = args.length > 1 ? Integer.parseInt(args[1]) : 50;
    System.out.print(report(repetitions, concurrent));
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  /** All tables. */
  static String report(int repetitions, int concurrent) throws Exception {
    try (var benchmark = new GenerationBenchmark(concurrent)) {
      return String.join(
          "\n",
          benchmark.errorToUpstreamClosed(repetitions),
          benchmark.tokensSaved(),
          benchmark.overhead(),
          benchmark.concurrent(concurrent));
    }
  }

  private String errorToUpstreamClosed(int repetitions) throws Exception {
    var program = "x = 1\n1 / 0\n" + STATEMENT.repeat(STATEMENTS);
    var nanos = new long[repetitions];
    for (int i = 0; i < repetitions; i++) {
      answers.addAll(List.of(answer(program, 1_000)));
      long failed =
          generate().stream()
              .filter(received -> received.event() instanceof RunEvent.ChunkFailed)
              .findFirst()
              .orElseThrow()
              .nanoTime();
      nanos[i] = closedByClient.get(PATIENCE.toSeconds(), TimeUnit.SECONDS) - failed;
    }
    return table(
        "| error known to upstream closed, over a socket | median | p99 |",
        "| %d times, at 1,000 tokens/s | %s | %s |"
            .formatted(repetitions, millis(nanos, 50), millis(nanos, 99)));
  }

  /** What is not written any more, of the demo programs that fail. */
  private String tokensSaved() throws InterruptedException {
    var rows = new ArrayList<String>();
    for (DemoProgram program : failing()) {
      answers.addAll(List.of(answer(program.source(), 80)));
      for (Received received : generate()) {
        if (received.event() instanceof RunEvent.GenerationCancelled cancelled) {
          long all = tokens(program.source());
          double seconds = (all - cancelled.deltas()) / cancelled.deltasPerSecond();
          rows.add(
              format(
                  "| %s | %d | %d | %.0f %% | %.1f s |",
                  program.id(),
                  all,
                  cancelled.deltas(),
                  100.0 * (all - cancelled.deltas()) / all,
                  seconds));
        }
      }
    }
    return table(
        "| failing program at 80 tokens/s | tokens | written | saved | time of the rest |",
        rows.toArray(String[]::new));
  }

  private List<DemoProgram> failing() {
    return Arrays.stream(DemoProgram.values())
        .filter(
            program -> {
              answers.addAll(List.of(unpaced(program.source())));
              return generate().stream()
                  .anyMatch(received -> received.event() instanceof RunEvent.ChunkFailed);
            })
        .toList();
  }

  /** The whole path: server, socket, client, intake, chunker, executor, events. */
  private String overhead() throws InterruptedException {
    var program = STATEMENT.repeat(5 * STATEMENTS);
    long deltas = tokens(program);
    answers.addAll(List.of(answer(program, 1_000), unpaced(program), unpaced(program)));
    double paced = generationMillis(generate());
    double due = TIME_TO_FIRST_TOKEN.toMillis() + deltas / 1_000.0 * 1_000;
    generate();
    double unpaced = generationMillis(generate());
    return table(
        "| %d deltas | T_gen | of which due | per delta |".formatted(deltas),
        format(
            "| at 1,000 tokens/s | %.0f ms | %.0f ms | %.1f µs late |",
            paced, due, (paced - due) / deltas * 1e3),
        format("| as fast as possible | %.0f ms | 0 | %.1f µs |", unpaced, unpaced / deltas * 1e3));
  }

  private String concurrent(int generations) throws InterruptedException {
    var program = STATEMENT.repeat(STATEMENTS);
    IntStream.range(0, generations).forEach(_ -> answers.add(answer(program, 80)));
    WarmPool.await(executor);
    List<List<Received>> all = new ArrayList<>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < generations; i++) {
      String question = "Question " + i;
      List<Received> events = new ArrayList<>();
      all.add(events);
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    events.addAll(generate(question));
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return table(
        "| %d generations at 80 tokens/s | statements | median | p99 |".formatted(generations),
        latency("last token due to statement detected", all, RunEvent.ChunkDetected.class),
        latency("last token due to statement finished", all, RunEvent.ChunkFinished.class));
  }

  /** From when the model was due to write a statement's last token to when the client knew. */
  private String latency(String name, List<List<Received>> all, Class<? extends RunEvent> type) {
    var nanos = new ArrayList<Long>();
    for (int i = 0; i < all.size(); i++) {
      int statement = 0;
      for (Received received : all.get(i)) {
        if (type.isInstance(received.event())) {
          statement++;
          long due = asked.get("Question " + i) + due(tokens(STATEMENT.repeat(statement)), 80);
          nanos.add(received.nanoTime() - due);
        }
      }
    }
    long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
    return "| %s | %d | %s | %s |"
        .formatted(name, sorted.length, millis(sorted, 50), millis(sorted, 99));
  }

  private static long due(long tokens, double tokensPerSecond) {
    return TIME_TO_FIRST_TOKEN.toNanos() + Math.round(tokens / tokensPerSecond * 1e9);
  }

  /** One generation, to its end. */
  private List<Received> generate() {
    return generate("Go.");
  }

  private List<Received> generate(String question) {
    return conversation(question)
        .events()
        .map(event -> new Received(System.nanoTime(), event))
        .collect()
        .asList()
        .await()
        .atMost(PATIENCE);
  }

  private Conversation conversation(String question) {
    return new Conversation(
        model,
        ConversationSession.own(executor),
        new ConversationOptions(
            "benchmark",
            IntakeFormat.MARKDOWN,
            SessionOptions.of(Limits.DEFAULTS),
            GateOptions.DEFAULTS,
            false,
            1 << 20,
            PATIENCE),
        FollowUp.NONE,
        new ModelRequest(
            Upstream.CONFIGURED, "replay", List.of(Messages.user(question)), List.of(), Map.of()));
  }

  private static double generationMillis(List<Received> events) {
    return events.stream()
        .map(Received::event)
        .filter(RunEvent.RunFinished.class::isInstance)
        .map(event -> ((RunEvent.RunFinished) event).summary().generation().toNanos() / 1e6)
        .findFirst()
        .orElseThrow();
  }

  private static ReplayAnswer answer(String program, double tokensPerSecond) {
    return ReplayAnswer.code(program).withPace(new Pace(tokensPerSecond, TIME_TO_FIRST_TOKEN, 0));
  }

  private static ReplayAnswer unpaced(String program) {
    return ReplayAnswer.code(program).withPace(Pace.UNPACED);
  }

  /** As the replay model writes them, the fence before them included. */
  private static long tokens(String program) {
    return Tokens.split(FENCE + program).size();
  }

  private ReplayAnswer answer(ReplayRequest request) {
    asked.put(request.body().path("messages").path(0).path("content").asText(), System.nanoTime());
    return answers.remove();
  }

  /** Starts the model's server; returns its port. */
  private int listen() {
    return vertx
        .createHttpServer()
        .requestHandler(
            request -> {
              var closed = new CompletableFuture<Long>();
              closedByClient = closed;
              request.connection().closeHandler(_ -> closed.complete(System.nanoTime()));
              server.handle(request);
            })
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
  }

  private static UpstreamConfig config(int port) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(UpstreamConfig.class)
        .withDefaultValue(
            UpstreamConfig.PREFIX + ".base-url", "http://127.0.0.1:%d/v1".formatted(port))
        .withDefaultValue(UpstreamConfig.PREFIX + ".allow-private-addresses", "true")
        .build()
        .getConfigMapping(UpstreamConfig.class);
  }

  private static String table(String head, String... rows) {
    long columns = head.chars().filter(c -> c == '|').count() - 1;
    return head + "\n|" + "---|".repeat((int) columns) + "\n" + String.join("\n", rows) + "\n";
  }

  private static String millis(long[] nanos, int percentile) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    int index = Math.min(sorted.length - 1, sorted.length * percentile / 100);
    return format("%.2f ms", sorted[index] / 1e6);
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  @Override
  public void close() {
    executor.close();
    model.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
