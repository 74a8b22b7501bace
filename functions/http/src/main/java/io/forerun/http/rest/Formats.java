package io.forerun.http.rest;

import jakarta.ws.rs.core.MediaType;

/** The media types that Jakarta REST has no constants for. */
final class Formats {
  static final String PYTHON = "text/x-python";
  static final String MARKDOWN = "text/markdown";
  static final MediaType MARKDOWN_TYPE = MediaType.valueOf(MARKDOWN);
  static final String NDJSON = "application/x-ndjson";
  static final MediaType NDJSON_TYPE = MediaType.valueOf(NDJSON);

  private Formats() {}
}
