package dev.fude.server.http;

import java.util.Map;

/**
 * What the JDK's server is told by properties of the whole program, which it reads once, when its
 * first class is loaded: there is no other way. A property that the program has set already stays
 * as it is.
 */
final class JdkProperties {
  /**
   * The longest that a request may take to arrive, header and body, in seconds; then its connection
   * is closed, whatever thread waits for it.
   */
  static final String REQUEST_SECONDS = "sun.net.httpserver.maxReqTime";

  /** How long a connection is kept between requests, in seconds. */
  static final String IDLE_SECONDS = "sun.net.httpserver.idleInterval";

  /**
   * The longest that an answer may take is left open: it would end streams of events. {@link
   * Deadlines} bounds the others.
   */
  static final String RESPONSE_SECONDS = "sun.net.httpserver.maxRspTime";

  private static final Map<String, String> VALUES =
      Map.of(
          "sun.net.httpserver.nodelay",
          "true", // else small answers wait 40 ms for an ack
          REQUEST_SECONDS,
          "60",
          IDLE_SECONDS,
          "30",
          "sun.net.httpserver.maxReqHeaders",
          "100",
          // What is left of a request is read by SentBody, when Reply says so, and not on closing:
          // who
          // closes may be a timer, or the dispatcher.
          "sun.net.httpserver.drainAmount",
          "0",
          "jdk.httpserver.maxConnections",
          "1000"); // on JDKs that know it

  private JdkProperties() {}

  /** Sets what is not set. */
  static void set() {
    VALUES.forEach(
        (name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
  }
}
