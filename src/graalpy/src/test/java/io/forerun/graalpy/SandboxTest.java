package io.forerun.graalpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forerun.execute.BatchOutcome;
import io.forerun.execute.Limits;
import io.forerun.execute.PythonError;
import io.forerun.execute.Session;
import io.forerun.execute.StopReason;
import io.forerun.graalpy.Program.Result;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not allowed is refused with a Python exception that the program can catch. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxTest {
  private final GraalPyExecutor executor = SharedExecutor.get();
  private Session session;

  @BeforeAll
  void openSession() {
    session = Program.open(executor, Limits.DEFAULTS);
  }

  @AfterAll
  void closeSession() {
    session.close(new StopReason.Released());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "import threading; threading.Thread(target=print).start() | RuntimeError | threads are not allowed",
        "import _thread; _thread.start_new_thread(print, ()) | RuntimeError | threads are not allowed",
        "from concurrent.futures import ThreadPoolExecutor as T; T().submit(print) | RuntimeError | threads are not allowed",
        "import os; os.system('ls') | PermissionError | processes are not allowed",
        "import os; os.popen('ls') | PermissionError | processes are not allowed",
        "import subprocess; subprocess.run(['/bin/ls']) | PermissionError | processes are not allowed",
        "import subprocess; subprocess.run('ls', shell=True) | PermissionError | processes are not allowed",
        "import os; os.kill(1, 9) | PermissionError | processes are not allowed",
        "import socket; socket.socket() | PermissionError | network is not allowed",
        "import socket; socket.create_connection(('127.0.0.1', 80)) | PermissionError | network is not allowed",
        "import socket; socket.gethostbyname('localhost') | PermissionError | network is not allowed",
        "import urllib.request as u; u.urlopen('http://127.0.0.1/') | urllib.error.URLError | network is not allowed",
        "import ctypes | ImportError | native code is not allowed",
        "import java; java.type('java.lang.System') | NotImplementedError | host lookup is not allowed",
        "import polyglot; polyglot.eval(language='python', string='1') | RuntimeError | not allowed",
        "open('/etc/passwd') | PermissionError | /etc/passwd",
        "open('/proc/self/environ') | PermissionError | /proc/self/environ",
        "open('../../secret', 'w') | PermissionError | secret",
        "import os; open(os.__file__, 'a') | PermissionError | os.py",
        "import os; os.remove(os.__file__) | PermissionError | os.py",
        "import os; os.rename(os.__file__, 'x') | PermissionError | os.py",
        "import os; os.listdir('/') | PermissionError | '/'",
        "import os; os.mkdir('/tmp/x') | PermissionError | /tmp/x",
        "import os; os.symlink('/etc/passwd', 'link') | PermissionError | link",
        "import os; os.symlink('a', 'b') | PermissionError | b",
        "import os; os.link('/etc/passwd', 'link') | PermissionError | link",
        "import os; os.chdir('/etc') | FileNotFoundError | /etc",
        "input() | EOFError | EOF when reading a line",
      })
  void aRefusalIsAPythonException(String statement, String type, String message) {
    BatchOutcome outcome =
        session.run(Program.chunks(statement), new Recorder()).await().atMost(Program.PATIENCE);

    assertThat(outcome).isInstanceOf(BatchOutcome.Failed.class);
    PythonError error = ((BatchOutcome.Failed) outcome).error();
    assertThat(error.type()).isEqualTo(type);
    assertThat(error.traceback()).contains(message);
    assertThat(error.line()).isEqualTo(1);
  }

  @Test
  void theEnvironmentIsEmpty() {
    Result result =
        Program.run(
            executor,
            "import os",
            "print([n for n in os.environ if n in ('PATH', 'HOME', 'USER')])");

    assertThat(result.stdout()).isEqualTo("[]\n");
  }

  @Test
  void filesInTheWorkingDirectoryCanBeUsedAndAreSeenByNobodyElse() {
    Result writer =
        Program.run(
            executor,
            "import os",
            "with open('a.txt', 'w') as f: n = f.write('hello')",
            "print(open('a.txt').read(), os.path.getsize('a.txt'), os.listdir())",
            "os.rename('a.txt', 'b.txt'); os.mkdir('d'); print(sorted(os.listdir('.')))",
            "import shutil; p = shutil.copy('b.txt', 'd/c.txt'); print(open(p).read())",
            "shutil.rmtree('d'); os.remove('b.txt'); print(os.listdir())",
            "open('left.txt', 'w').write('not closed')");

    assertThat(writer.outcome()).isInstanceOf(BatchOutcome.Completed.class);
    assertThat(writer.stdout()).isEqualTo("hello 5 ['a.txt']\n['b.txt', 'd']\nhello\n[]\n");
    assertThat(Program.run(executor, "import os; print(os.listdir('.'))").stdout())
        .isEqualTo("[]\n");
    assertThat(
            Program.run(executor, "import os; print(os.listdir(os.path.dirname(os.getcwd())))")
                .failed()
                .error()
                .type())
        .isEqualTo("PermissionError");
  }

  @Test
  void modulesThatTheProgramWroteCanBeImported() {
    Result result =
        Program.run(
            executor,
            "with open('mine.py', 'w') as f: n = f.write('def twice(x): return 2 * x\\n')",
            "import mine; print(mine.twice(21))");

    assertThat(result.stdout()).isEqualTo("42\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with open('big', 'wb') as f:\n  for i in range(200): n = f.write(b'x' * 2**20)",
        "f = open('sparse', 'wb'); f.seek(2**40); f.write(b'x'); f.close()",
        "for i in range(10**6): open(f'f{i}', 'w').close()",
        "import os\nkept = []\nfor i in range(100):\n  f = open('f', 'wb'); kept.append(f)\n"
            + "  n = f.write(b'x' * 2**21); f.flush(); os.remove('f')",
      })
  void filesAreBounded(String text) {
    PythonError error = Program.run(executor, text).failed().error();

    assertThat(error.type()).isEqualTo("OSError");
    assertThat(error.message()).contains("No space left");
  }

  @Test
  void directoriesThatAreListedCountAsOpenFiles() {
    PythonError error =
        Program.run(
                executor,
                "import os\nfor name in 'abc': open(name, 'w').close()",
                "kept = []\nfor i in range(1000):\n  entries = os.scandir('.'); next(entries)\n"
                    + "  kept.append(entries)")
            .failed()
            .error();

    assertThat(error.type()).isEqualTo("OSError");
    assertThat(error.message()).contains("Too many open files");
  }

  @Test
  void directoriesThatAreStillListedAtTheEndAreClosed(@TempDir Path scratch) throws IOException {
    SandboxFileSystem files = new SandboxFileSystem(scratch, 1000, scratch, () -> false);
    DirectoryStream<Path> entries = files.newDirectoryStream(scratch, entry -> true);

    files.closeAll();

    assertThatThrownBy(entries::iterator).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void rewritingAFileDoesNotUseUpTheBound() {
    Result result =
        Program.run(
            executor,
            "for i in range(100):\n  with open('f', 'wb') as f: n = f.write(b'x' * 2**21)",
            "import os; print(os.path.getsize('f'))");

    assertThat(result.stdout()).isEqualTo("2097152\n");
  }

  @Test
  void aProgramCannotChangeTheBytecodeThatOthersGet() {
    Result result =
        Program.run(
            executor,
            "import json, os",
            "path = json.__cached__",
            "try:\n  open(path, 'wb')\nexcept PermissionError: print('write refused')",
            "try:\n  os.remove(path)\nexcept PermissionError: print('delete refused')",
            "try:\n  os.rename(path, 'x')\nexcept OSError: print('rename refused')",
            "try:\n  open(path + '.new', 'wb')\nexcept PermissionError: print('create refused')");

    assertThat(result.stdout())
        .isEqualTo("write refused\ndelete refused\nrename refused\ncreate refused\n");
  }

  @Test
  void sessionsShareNothing() {
    Program.run(
        executor,
        "import builtins, json, sys, os",
        "builtins.print = None; builtins.leaked = 1; json.leaked = 1; sys.leaked = 1",
        "os.environ['LEAKED'] = '1'; leaked = 1; int.__doc__");

    Result result =
        Program.run(
            executor,
            "import builtins, json, sys, os",
            "print([hasattr(m, 'leaked') for m in (builtins, json, sys)], 'LEAKED' in os.environ)",
            "print('leaked' in globals())");

    assertThat(result.stdout()).isEqualTo("[False, False, False] False\nFalse\n");
  }

  static List<String> sabotages() {
    return List.of(
        "import traceback; traceback.TracebackException = traceback.print_exc = None",
        "import linecache; linecache.getline = linecache.cache = None",
        "import sys; sys.stdout = sys.stderr = None",
        "import sys; sys.stdout.close()",
        "import builtins; builtins.repr = builtins.len = None",
        "import builtins; builtins.compile = builtins.__import__ = builtins.print = None",
        "import sys; sys.modules.clear()",
        "import os, sys; sys.meta_path = []; sys.excepthook = None",
        "globals().clear()",
        "import linecache; linecache.clearcache()",
        "import re, enum; re.compile = enum.Enum = None",
        "open('token.py', 'w').write('1 / 0')",
        "import sys; sys.modules = sys.path = None");
  }

  @ParameterizedTest
  @MethodSource("sabotages")
  void errorsAreReportedWhateverTheProgramReplaced(String sabotage) {
    errorsAreReported(executor, sabotage);
  }

  @ParameterizedTest
  @MethodSource("sabotages")
  void theFirstErrorOfAProcessIsReportedWhateverTheProgramReplaced(String sabotage) {
    try (GraalPyExecutor cold = new GraalPyExecutor(GraalPyConfig.DEFAULTS.withPoolSize(0))) {
      errorsAreReported(cold, sabotage);
    }
  }

  private static void errorsAreReported(GraalPyExecutor executor, String sabotage) {
    PythonError error = Program.run(executor, sabotage, "1 / 0").failed().error();

    assertThat(error.type()).isEqualTo("ZeroDivisionError");
    assertThat(error.traceback())
        .isEqualTo(
            """
            Traceback (most recent call last):
              File "main.py", line 2, in <module>
                1 / 0
            ZeroDivisionError: division by zero
            """);
  }

  @Test
  void anErrorWhoseTextCannotBeMadeIsStillAnError() {
    PythonError error =
        Program.run(
                executor,
                "class E(Exception):\n  def __str__(self): raise ValueError('no')",
                "raise E")
            .failed()
            .error();

    assertThat(error.type()).isEqualTo("E");
    assertThat(error.message()).isEqualTo("<exception str() failed>");
  }

  @Test
  void errorTextIsBounded() {
    PythonError error =
        Program.run(executor, "raise ValueError('x' * 10_000_000)").failed().error();

    assertThat(error.message().length()).isLessThan(200_000);
    assertThat(error.traceback().length()).isLessThan(200_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "names['bounded'] = lambda text: text\nraise ValueError('x' * 10_000_000)",
        "names['describe'].__code__ = (lambda error: ('x' * 10_000_000,) * 3 + (1,)).__code__\n1 / 0",
        "names['describe'].__code__ = (lambda error: 5).__code__\nraise ValueError('x' * 10_000_000)",
        "names['describe'].__code__ = (lambda error: 5).__code__\n"
            + "raise type('E' * 10_000_000, (Exception,), {})",
      })
  void errorTextIsBoundedWhateverTheProgramReplaced(String sabotage) {
    PythonError error =
        Program.run(executor, "import os; names = os._exit.__globals__\n" + sabotage)
            .failed()
            .error();

    assertThat(error.type().length()).isLessThan(1_000_000);
    assertThat(error.message().length()).isLessThan(1_000_000);
    assertThat(error.traceback().length()).isLessThan(1_000_000);
  }

  @Test
  void valuesAreBoundedWhateverTheProgramReplaced() {
    Result result =
        Program.run(
            executor,
            "import os; os._exit.__globals__['scalar_repr'] = lambda value: 'x' * 10_000_000",
            "42");

    assertThat(result.recorder().valueOf(1).length()).isLessThan(1_000_000);
    assertThat(result.value().length()).isLessThan(1_000_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "describe | lambda error: None",
        "describe | lambda error: ()",
        "describe | lambda error: ('E', 'message')",
        "describe | lambda error: (None, None, None, None)",
        "describe | lambda error: (1, 2, 3, 4)",
        "describe | lambda error: ('E', 'message', 'text', 10 ** 30)[:3]",
        "preamble | lambda text: ()",
        "preamble | lambda text: ('',)",
        "preamble | lambda text: (None, None)",
        "preamble | lambda text: (5, 5)",
        "settle | lambda value: ()",
        "final_repr | lambda value: ()",
      })
  void nonsenseFromAReplacedFunctionIsPassedOver(String function, String replacement) {
    String sabotage =
        "import os; os._exit.__globals__['%s'].__code__ = (%s).__code__"
            .formatted(function, replacement);

    Result result = Program.run(executor, sabotage, "1 / 0");
    assertThat(result.failed().error().type())
        .as(result.failed().error().traceback())
        .isEqualTo("ZeroDivisionError");
  }

  @Test
  void preImportsLeaveNoNamesBehind() {
    Result result = Program.run(executor, "print(sorted(globals()))");

    assertThat(result.stdout())
        .isEqualTo(
            "['__annotations__', '__builtins__', '__doc__', '__file__', '__loader__', '__name__',"
                + " '__package__', '__spec__']\n");
  }
}
