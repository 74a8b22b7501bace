package io.forerun.chunk;

import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Value;

/** Python's own parser: what the chunker is measured against. */
final class PythonSyntax implements AutoCloseable {

  /** What Python makes of a program. */
  sealed interface Reading {}

  /** The top-level statements; those that share a line are one, as they are one chunk. */
  record Statements(List<Statement> statements) implements Reading {}

  /** Python refuses the program. */
  record Refusal(int line, String message) implements Reading {}

  record Statement(ChunkKind kind, int firstLine, int lastLine) {}

  private static final String PARSE =
      """
      def parse(source):
          try:
              tree = compile(source, 'main.py', 'exec', 0x400)  # ast.PyCF_ONLY_AST
          except (SyntaxError, ValueError) as e:
              return f"{getattr(e, 'lineno', 0) or 0} {type(e).__name__}: {getattr(e, 'msg', e)}"
          lines = []
          for node in tree.body:
              first = min([node.lineno] + [d.lineno for d in getattr(node, 'decorator_list', ())])
              lines.append(f'{type(node).__name__} {first} {node.end_lineno}')
          return '\\n'.join(['', *lines])
      import warnings
      warnings.simplefilter('ignore')
      parse
      """;

  private final Context context;
  private final Value parse;

  PythonSyntax() {
    context =
        Context.newBuilder("python")
            .engine(Engine.newBuilder().option("engine.WarnInterpreterOnly", "false").build())
            .build();
    parse = context.eval("python", PARSE);
  }

  Reading read(String program) {
    String answer = parse.execute(program).asString();
    if (!answer.isEmpty() && answer.charAt(0) != '\n') {
      String[] lineAndMessage = answer.split(" ", 2);
      return new Refusal(Integer.parseInt(lineAndMessage[0]), lineAndMessage[1]);
    }
    var statements = new ArrayList<Statement>();
    answer
        .lines()
        .skip(1)
        .forEach(
            line -> {
              String[] words = line.split(" ");
              ChunkKind kind = kind(words[0]);
              int first = Integer.parseInt(words[1]);
              int last = Integer.parseInt(words[2]);
              if (!statements.isEmpty() && statements.getLast().lastLine() == first) {
                Statement head = statements.removeLast();
                statements.add(new Statement(head.kind(), head.firstLine(), last));
              } else {
                statements.add(new Statement(kind, first, last));
              }
            });
    return new Statements(statements);
  }

  private static ChunkKind kind(String node) {
    return switch (node) {
      case "FunctionDef", "AsyncFunctionDef" -> ChunkKind.FUNCTION;
      case "ClassDef" -> ChunkKind.CLASS;
      case "If" -> ChunkKind.IF;
      case "For", "AsyncFor" -> ChunkKind.FOR;
      case "While" -> ChunkKind.WHILE;
      case "Try", "TryStar" -> ChunkKind.TRY;
      case "With", "AsyncWith" -> ChunkKind.WITH;
      case "Match" -> ChunkKind.MATCH;
      case "Import", "ImportFrom" -> ChunkKind.IMPORT;
      default -> ChunkKind.SIMPLE;
    };
  }

  @Override
  public void close() {
    context.close();
  }
}
