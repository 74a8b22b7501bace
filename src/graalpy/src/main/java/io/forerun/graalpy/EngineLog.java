package io.forerun.graalpy;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.jboss.logging.Logger;

/**
 * Passes on what the engine has to say, to the service's log. Without it a program would find it in
 * its own standard error.
 */
final class EngineLog extends Handler {
  private static final Logger LOG = Logger.getLogger(EngineLog.class);

  EngineLog() {
    setFormatter(new SimpleFormatter());
  }

  @Override
  public void publish(LogRecord entry) {
    boolean warning = entry.getLevel().intValue() >= Level.WARNING.intValue();
    LOG.logf(
        warning ? Logger.Level.WARN : Logger.Level.DEBUG,
        entry.getThrown(),
        "%s: %s",
        entry.getLoggerName(),
        getFormatter().formatMessage(entry));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
