package io.forerun.bench;

/**
 * Programs of any length for the chunker's benchmarks: a beginning, a body of some 10,000
 * characters as often as the length asks for, and an end.
 */
public enum BenchmarkProgram {
  /** What models write: imports, functions, classes, f-strings, comments, loops and calls. */
  ORDINARY {
    @Override
    String part(int number) {
      return """
      import json, math  # part %1$d
      from collections import defaultdict

      def summarise_%1$d(rows, *, key="name", limit=%1$d):
          \"""Returns the totals of rows by key.

          Rows without the key are left out.
          \"""
          totals = defaultdict(float)
          for row in rows:
              if key not in row:
                  continue
              totals[row[key]] += float(row.get("amount", 0)) * 1.5  # weighted
          return {name: total for name, total in totals.items() if total > limit}

      rows = [
          {"name": "alpha", "amount": 12.5, "tags": ["a", "b"]},
          {"name": "beta", "amount": 7, "tags": []},
      ]
      # Report
      result = summarise_%1$d(rows)
      print(f"{len(result)} names, {sum(result.values()):>10.2f} in all: {', '.join(result)}")
      if result:
          print('largest:', max(result, key=result.get))
      elif rows:
          print("nothing above the limit")
      else:
          print("no rows")
      try:
          path = "out_%1$d.json"
          text = json.dumps(result, indent=2) + "\\n"
      except (TypeError, ValueError) as error:
          print("cannot write:", error)
      for i in range(3): print(i, math.sqrt(i))

      """
          .formatted(number);
    }
  },

  /** One line that is the whole program. */
  LONG_LINE("total = ", "1\n") {
    @Override
    String part(int number) {
      return "value_%d + ".formatted(number);
    }
  },

  /** Expressions 199 brackets deep, one less than Python allows. */
  DEEP_BRACKETS {
    @Override
    String part(int number) {
      return "x%d = ".formatted(number) + "([{(".repeat(49) + "[((1))]" + ")}])".repeat(49) + "\n";
    }
  },

  /** One string that is the whole program. */
  ONE_STRING("text = '''\n", "'''\n") {
    @Override
    String part(int number) {
      return "line %d of a long text, with 'quotes', \"quotes\" and (brackets]\n".formatted(number);
    }
  },

  /** One dict that is the whole program. */
  ONE_DICT("table = {\n", "}\n") {
    @Override
    String part(int number) {
      return "    'key %1$d': {'number': %1$d, 'list': [1, 2.5, None]},\n".formatted(number);
    }
  };

  private static final int BODY_CHARACTERS = 10_000;

  private final String beginning;
  private final String end;

  BenchmarkProgram() {
    this("", "");
  }

  BenchmarkProgram(String beginning, String end) {
    this.beginning = beginning;
    this.end = end;
  }

  abstract String part(int number);

  String beginning() {
    return beginning;
  }

  String body() {
    var body = new StringBuilder();
    for (int number = 0; body.length() < BODY_CHARACTERS; number++) {
      body.append(part(number));
    }
    return body.toString();
  }

  String end() {
    return end;
  }
}
