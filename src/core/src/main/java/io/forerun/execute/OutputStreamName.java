package io.forerun.execute;

/** The two streams that a program prints to. */
public enum OutputStreamName {
  STDOUT,
  STDERR
}
