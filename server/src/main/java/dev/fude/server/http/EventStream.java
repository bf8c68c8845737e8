package dev.fude.server.http;

import java.io.IOException;

/** Where events go, as long as somebody listens. For one thread at a time. */
public interface EventStream {
  /**
   * Sends a text at once.
   *
   * @param text whole lines
   * @throws IOException if nobody listens any more
   */
  void send(String text) throws IOException;

  /** Ends the answer; a second time does nothing. */
  void close();
}
