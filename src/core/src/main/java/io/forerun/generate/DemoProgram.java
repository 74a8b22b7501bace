package io.forerun.generate;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The programs that come with Forerun, of the kind that models write. */
public enum DemoProgram {
  SALES_REPORT("sales_report", "A report on orders in CSV"),
  ACCESS_LOG("access_log", "An analysis of logs in JSON"),
  WORD_STATISTICS("word_statistics", "Statistics of a text"),
  QUEUE_SIMULATION("queue_simulation", "A simulation with seeded random numbers"),
  EXPRESSION_PARSER("expression_parser", "A parser for expressions"),
  ORDER_TOTALS("order_totals", "A program that fails half-way with a KeyError"),
  PRIME_TABLE("prime_table", "A program that prints for a long time"),
  GUARDED_IMPORT("guarded_import", "A program wrapped in one try statement"),
  GEOMETRY("geometry", "A program of definitions only"),
  STOCK_SYNC("stock_sync", "A program that waits for a slow service");

  private final String id;
  private final String title;

  DemoProgram(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** The program with an id; empty if there is none. */
  public static Optional<DemoProgram> withId(String id) {
    return Arrays.stream(values()).filter(program -> program.id.equals(id)).findFirst();
  }

  /** Identifies the program in requests, in snake case. */
  public String id() {
    return id;
  }

  /** What it is, in a few words. */
  public String title() {
    return title;
  }

  /** The program's text. */
  public String source() {
    String resource = "demo/%s.py".formatted(id);
    try (InputStream in = DemoProgram.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException(resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
