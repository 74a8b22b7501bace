package io.forerun.generate.openai;

import java.util.function.Consumer;

/**
 * Puts the lines of an event stream together to events, as the HTML standard says. Also takes
 * servers that send a bare JSON object, and those that do not end the last event.
 */
final class ServerSentEvents {

  /**
   * @param type empty if the server gave none
   */
  record Event(String type, String data) {}

  private final Consumer<Event> events;
  private final StringBuilder data = new StringBuilder();
  private String type = "";
  private boolean hasData;

  ServerSentEvents(Consumer<Event> events) {
    this.events = events;
  }

  /**
   * @param line without its end
   */
  void line(String line) {
    if (line.isEmpty()) {
      end();
    } else if (line.startsWith("{")) {
      data(line);
    } else {
      int colon = line.indexOf(':');
      String name = colon == -1 ? line : line.substring(0, colon);
      String value = colon == -1 ? "" : line.substring(colon + 1);
      field(name, value.startsWith(" ") ? value.substring(1) : value);
    }
  }

  /** The stream has ended. */
  void end() {
    Event event = new Event(type, data.toString());
    boolean complete = hasData;
    data.setLength(0);
    type = "";
    hasData = false;
    if (complete) {
      events.accept(event);
    }
  }

  int buffered() {
    return data.length();
  }

  private void field(String name, String value) {
    switch (name) {
      case "data" -> data(value);
      case "event" -> type = value;
      default -> {
        // A comment, which keeps the connection alive, or a field for browsers.
      }
    }
  }

  private void data(String value) {
    if (hasData) {
      data.append('\n');
    }
    data.append(value);
    hasData = true;
  }
}
