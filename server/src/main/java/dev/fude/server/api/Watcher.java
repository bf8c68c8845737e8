package dev.fude.server.api;

import dev.fude.server.http.EventStream;
import dev.fude.server.queue.TicketState;
import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * One who watches a ticket by server-sent events.
 *
 * <p>A stream that its client does not read would fill up, and writing to it would make all others
 * wait. So it is ended after as many bytes as a socket takes in any case, and the client, if it is
 * well, opens another by itself.
 */
final class Watcher {
  private static final String RETRY = "retry: 2000\n\n";
  private static final long QUIET_MILLIS = 15_000;
  private static final int MOST_CHARACTERS = 1 << 14;

  private final String id;
  private final EventStream stream;
  private final TicketJson json;
  private final LongSupplier clock;
  private String lastTold;
  private long toldAt;
  private int characters;

  Watcher(String id, String lastSeen, EventStream stream, TicketJson json, LongSupplier clock) {
    this.id = id;
    this.lastTold = lastSeen;
    this.stream = stream;
    this.json = json;
    this.clock = clock;
  }

  String id() {
    return id;
  }

  /** Sends the headers, and when to come back. False if nobody is there. */
  boolean begin() {
    return send(RETRY);
  }

  /** Tells what has changed, or from time to time that nothing has. False if nobody is there. */
  boolean tell(TicketState state) {
    String now = TicketJson.eventId(state);
    if (!now.equals(lastTold)) {
      lastTold = now;
      return send(
          String.format(
              "id: %s\nevent: %s\ndata: %s\n\n", now, state.phase().word(), json.of(state)));
    }
    return clock.getAsLong() - toldAt < QUIET_MILLIS || send(": still here\n\n");
  }

  private boolean send(String text) {
    toldAt = clock.getAsLong();
    characters += text.length();
    try {
      stream.send(text);
      return characters < MOST_CHARACTERS;
    } catch (IOException e) {
      return false;
    }
  }

  void close() {
    stream.close();
  }
}
