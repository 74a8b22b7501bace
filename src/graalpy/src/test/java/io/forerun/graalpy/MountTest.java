package io.forerun.graalpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.forerun.execute.Limits;
import io.forerun.execute.Mount;
import io.forerun.execute.SessionOptions;
import io.forerun.execute.Sessions;
import io.forerun.gate.Effect;
import io.forerun.gate.HoldReason;
import io.forerun.gate.Policy;
import io.forerun.gate.ReleaseReason;
import io.forerun.run.RunEvent;
import io.forerun.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mounted directories: what is in them is read at once and changed when the gate says so. */
class MountTest {
  @TempDir Path host;
  private Path outside;
  private SessionOptions writable;
  private SessionOptions readOnly;

  @BeforeEach
  void files() throws IOException {
    Path data = Files.createDirectories(host.resolve("data/sub"));
    outside = Files.writeString(host.resolve("secret.txt"), "secret");
    Files.writeString(data.resolve("../in.txt"), "input");
    Files.createSymbolicLink(data.resolve("../out-link"), outside);
    Files.createSymbolicLink(data.resolve("../up"), host);
    Files.createSymbolicLink(data.resolve("../in-link"), Path.of("in.txt"));
    Files.createSymbolicLink(data.resolve("../nowhere"), host.resolve("new.txt"));
    SessionOptions none = SessionOptions.of(Limits.DEFAULTS);
    writable = none.with(new Mount(host.resolve("data"), "/data", true));
    readOnly = none.with(new Mount(host.resolve("data"), "/data", false));
  }

  private Path data(String name) {
    return host.resolve("data").resolve(name);
  }

  @Test
  void filesAreReadWhileTheProgramIsWritten() {
    LiveRun run = new LiveRun(readOnly, Policy.EFFECTS);
    run.writes(
        "import os\nprint(open('/data/in.txt').read(), sorted(os.listdir('/data')), open('/data/in-link').read(), os.path.realpath('/data/sub/../in.txt'))\n");

    assertThat(run.awaitEvent(RunEvent.Output.class).text())
        .isEqualTo(
            "input ['in-link', 'in.txt', 'nowhere', 'out-link', 'sub', 'up'] input /data/in.txt\n");
    assertThat(run.ends().result().status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void aWriteWaitsForTheLastTokenAndThenHappens() throws IOException {
    LiveRun run = new LiveRun(writable, Policy.EFFECTS);
    run.writes("x = 1\nprint('before')\nwith open('/data/in.txt', 'w') as f:\n  f.write('new')\n");
    run.writes("print('after')\n");

    RunEvent.GateHeld held = run.held();
    assertThat(held.chunk()).isEqualTo(2);
    assertThat(held.line()).isEqualTo(3);
    assertThat(held.reason()).isEqualTo(HoldReason.IRREVERSIBLE);
    assertThat(held.effectKind()).isEqualTo(Effect.Kind.WRITE);
    assertThat(held.effect()).isEqualTo("write /data/in.txt");
    assertThat(data("in.txt")).hasContent("input");
    assertThat(run.events(RunEvent.GateReleased.class)).isEmpty();

    run.writes("print(open('/data/in.txt').read())").ends();
    assertThat(run.result().stdout()).isEqualTo("before\nafter\nnew\n");
    assertThat(data("in.txt")).hasContent("new");
    RunEvent.GateReleased released = run.awaitEvent(RunEvent.GateReleased.class);
    assertThat(released.reason()).isEqualTo(ReleaseReason.PROGRAM_VALID);
    assertThat(released.at())
        .isGreaterThanOrEqualTo(run.awaitEvent(RunEvent.GenerationFinished.class).at());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "open('/data/new.txt', 'x').close() | WRITE | new.txt",
        "open('/data/new.txt', 'a').close() | WRITE | new.txt",
        "import pathlib; pathlib.Path('/data/new.txt').write_text('x') | WRITE | new.txt",
        "import shutil; shutil.copy('/data/in.txt', '/data/new.txt') | WRITE | new.txt",
        "import os; os.mkdir('/data/new') | CREATE_DIRECTORY | new",
        "import os; os.makedirs('/data/new/er') | CREATE_DIRECTORY | new/er",
        "import os; os.rename('/data/in.txt', '/data/new.txt') | MOVE | new.txt",
      })
  void nothingIsThereBeforeTheRelease(String statement, Effect.Kind kind, String created) {
    LiveRun run = new LiveRun(writable, Policy.EFFECTS);
    run.writes(statement + "\npass\n");

    assertThat(run.held().effectKind()).isEqualTo(kind);
    assertThat(data("in.txt")).hasContent("input");
    assertThat(data(created)).doesNotExist();

    assertThat(run.ends().result().error()).isNull();
    assertThat(data(created)).exists();
  }

  @ParameterizedTest
  @CsvSource({
    "os.remove('/data/in.txt'), in.txt",
    "os.rmdir('/data/sub'), sub",
    "os.remove('/data/out-link'), out-link"
  })
  void nothingIsGoneBeforeTheRelease(String statement, String deleted) {
    LiveRun run = new LiveRun(writable, Policy.EFFECTS);
    run.writes("import os\n" + statement + "\npass\n");

    assertThat(run.held().effectKind()).isEqualTo(Effect.Kind.DELETE);
    assertThat(Files.exists(data(deleted), LinkOption.NOFOLLOW_LINKS)).isTrue();

    assertThat(run.ends().result().error()).isNull();
    assertThat(Files.exists(data(deleted), LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(outside).hasContent("secret");
  }

  @Test
  void timesAreSetAfterTheRelease() throws IOException {
    LiveRun run = new LiveRun(writable, Policy.EFFECTS);
    run.writes("import os\nos.utime('/data/in.txt', (1, 2))\npass\n");

    assertThat(run.held().effectKind()).isEqualTo(Effect.Kind.SET_ATTRIBUTE);
    assertThat(Files.getLastModifiedTime(data("in.txt")).toMillis()).isNotEqualTo(2000);

    assertThat(run.ends().result().error()).isNull();
    assertThat(Files.getLastModifiedTime(data("in.txt")).toMillis()).isEqualTo(2000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "os.remove('/data/missing')",
        "os.mkdir('/data/sub')",
        "os.rename('/data/missing', '/data/x')",
        "open('/data/missing')",
        "open('/data/missing/x', 'w')"
      })
  void whatCannotSucceedFailsWithoutWaiting(String statement) {
    LiveRun run = new LiveRun(writable, Policy.EFFECTS);
    run.writes("import os\ntry: " + statement + "\nexcept OSError as e: print(type(e).__name__)\n");

    run.writes("pass\n");
    assertThat(run.awaitEvent(RunEvent.Output.class).text())
        .isIn("FileNotFoundError\n", "FileExistsError\n");
    assertThat(run.events(RunEvent.GateHeld.class)).isEmpty();
    run.ends().result();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "open('/data/in.txt', 'w')",
        "open('/data/new.txt', 'x')",
        "os.remove('/data/in.txt')",
        "os.mkdir('/data/new')",
        "os.rename('/data/in.txt', '/data/x')",
        "os.rename('/data/in.txt', 'x')",
        "os.utime('/data/in.txt')",
        "os.truncate('/data/in.txt', 0)"
      })
  void aMountThatIsNotWritableStaysAsItIs(String statement) {
    var result = LiveRun.of(readOnly, Policy.IMMEDIATE, "import os\n" + statement + "\n");

    assertThat(result.error().type()).isIn("PermissionError", "OSError");
    assertThat(data("in.txt")).hasContent("input");
    assertThat(data("new")).doesNotExist();
    assertThat(data("new.txt")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "open('/data/../secret.txt').read()",
        "open('/data/out-link').read()",
        "open('/data/up/secret.txt').read()",
        "open('/data/sub/../../secret.txt').read()",
        "os.listdir('/data/up')",
        "os.stat('/data/out-link')",
        "os.stat('/data/up/secret.txt')",
        "os.readlink('/data/out-link')",
        "open('/data/out-link', 'w')",
        "open('/data/nowhere', 'w')",
        "open('/data/up/new.txt', 'w')",
        "os.remove('/data/up/secret.txt')",
        "os.mkdir('/data/up/dir')",
        "os.rename('/data/up/secret.txt', '/data/stolen')",
        "os.rename('/data/in.txt', '/data/up/moved')",
        "os.rename('/data/in.txt', 'scratch')",
        "os.rename('/data/sub', '/data2')",
        "os.utime('/data/out-link', (1, 1))",
        "os.truncate('/data/out-link', 0)",
        "os.symlink('/etc/passwd', '/data/link')",
        "os.link('/data/in.txt', '/data/hard')",
        "os.chmod('/data/out-link', 0)",
        "os.rmdir('/data')",
        "os.listdir('/')"
      })
  void nothingLeavesTheMount(String statement) throws IOException {
    // A directory with a name that begins like the mount's is not in it.
    Files.createDirectories(host.resolve("data2"));
    var before = List.of(tree());
    var result = LiveRun.of(writable, Policy.IMMEDIATE, "import os\nprint(" + statement + ")\n");

    assertThat(result.stdout()).doesNotContain("secret");
    assertThat(result.error().type()).isIn("PermissionError", "OSError", "FileNotFoundError");
    assertThat(result.error().message()).doesNotContain(host.toString());
    assertThat(outside).hasContent("secret");
    assertThat(List.of(tree())).isEqualTo(before);
  }

  private String tree() throws IOException {
    try (var paths = Files.walk(host)) {
      return String.join("\n", paths.map(Path::toString).sorted().toList());
    }
  }

  @Test
  void aLinkThatAppearsWhileAWriteIsHeldIsNotFollowed() throws IOException {
    LiveRun run = new LiveRun(writable, Policy.EFFECTS);
    run.writes("with open('/data/in.txt', 'w') as f: f.write('new')\npass\n");
    run.held();
    Files.delete(data("in.txt"));
    Files.createSymbolicLink(data("in.txt"), outside);

    assertThat(run.ends().result().error().type()).isEqualTo("PermissionError");
    assertThat(outside).hasContent("secret");
  }

  @Test
  void aFileThatAnEarlierProgramOfTheSessionLeftOpenIsClosed() {
    try (var sessions = new Sessions(SharedExecutor.get(), 1, Duration.ofMinutes(1))) {
      var kept = sessions.keeping("kept");
      var opened =
          new LiveRun(kept, writable, Policy.IMMEDIATE)
              .writes("f = open('/data/in.txt', 'r+b', 0)\n")
              .ends()
              .result();
      assertThat(opened.status()).isEqualTo(RunStatus.SUCCEEDED);

      var result =
          new LiveRun(kept, SessionOptions.of(Limits.DEFAULTS), Policy.IMMEDIATE)
              .writes("f.write(b'new')\n")
              .ends()
              .result();

      assertThat(result.status()).isEqualTo(RunStatus.FAILED);
      assertThat(result.error().type()).isEqualTo("BrokenPipeError");
      assertThat(data("in.txt")).hasContent("input");
    }
  }

  @Test
  void theScratchDirectoryIsNotGated() {
    LiveRun run = new LiveRun(writable, Policy.EFFECTS);
    run.writes("with open('x', 'w') as f: f.write('mine')\nprint(open('x').read())\n");

    assertThat(run.awaitEvent(RunEvent.Output.class).text()).isEqualTo("mine\n");
    assertThat(run.ends().result().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(run.events(RunEvent.GateHeld.class)).isEmpty();
  }

  @Test
  void timeAtTheGateIsNoExecutionTimeAndNotLimitedAsSuch() {
    Limits limits =
        new Limits(
            Duration.ofMillis(1500), Duration.ofMinutes(1), Duration.ofMinutes(1), 1000, 10_000);
    SessionOptions session = new SessionOptions(limits, writable.mounts(), List.of());
    LiveRun run = new LiveRun(session, Policy.EFFECTS);
    run.writes("open('/data/new.txt', 'w').close()\npass\n");
    Duration heldAt = run.held().at();
    await()
        .pollDelay(Duration.ofMillis(2500))
        .until(() -> true); // longer than a statement may take

    var result = run.ends().result();
    assertThat(result.status()).isEqualTo(RunStatus.SUCCEEDED);
    Duration waited = run.awaitEvent(RunEvent.GateReleased.class).at().minus(heldAt);
    assertThat(waited).isGreaterThan(Duration.ofMillis(2400));
    assertThat(result.summary().execution()).isLessThan(Duration.ofMillis(1500));
    assertThat(result.summary().dispatch()).isLessThan(Duration.ofMillis(1500));
  }
}
