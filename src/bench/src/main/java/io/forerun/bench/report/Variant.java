package io.forerun.bench.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A way to run a program that is executed only after all of it has been generated. */
enum Variant {
  POOLED_CONTEXT("serial, warm GraalPy context"),
  FRESH_CONTEXT("serial, fresh GraalPy context"),
  WARM_CPYTHON("serial, warm CPython process"),
  COLD_CPYTHON("serial, new CPython process");

  private final String title;

  Variant(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  boolean isCpython() {
    return this == WARM_CPYTHON || this == COLD_CPYTHON;
  }

  /** The name in JSON. */
  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
