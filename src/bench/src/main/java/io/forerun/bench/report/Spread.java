package io.forerun.bench.report;

import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * Median and quartiles of repeated measurements.
 *
 * @param lower first quartile
 * @param upper third quartile
 */
record Spread(double lower, double median, double upper) {
  private static final double[] QUARTILES = {0.25, 0.5, 0.75};

  /**
   * @throws IllegalArgumentException if there are no values
   */
  static Spread of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("There is nothing to tell the spread of.");
    }
    double[] quartiles = Quantile.withDefaults().evaluate(values, QUARTILES);
    return new Spread(quartiles[0], quartiles[1], quartiles[2]);
  }

  static <T> Spread of(Collection<T> measurements, ToDoubleFunction<T> value) {
    return of(measurements.stream().mapToDouble(value).toArray());
  }

  /** For a table: the median, and the quartiles behind it. */
  String text(int digits) {
    String format = "%%.%1$df [%%.%1$df–%%.%1$df]".formatted(digits);
    return String.format(Locale.ROOT, format, median, lower, upper);
  }
}
