package dev.fude.server.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Somebody who opens the page twenty times a second, each time by a connection of his own, and
 * looks at his watch when he has the last byte.
 *
 * <p>He reads by himself from a socket. An HTTP client would hand each answer through threads of
 * its own, each of which waits for a processor like everybody on this machine, and that wait would
 * be taken for the server's. His watch starts when a look is due, not when the look before it is
 * over at last: half a second without answers counts for all that would have come meanwhile.
 */
final class Visitor {
  private static final List<String> FILES = List.of("/", "/style.css", "/app.js");
  private static final long PERIOD_NANOS = 50_000_000;
  private static final int PATIENCE_MILLIS = 10_000;

  private final int port;
  private final List<Double> millis = new ArrayList<>();

  Visitor(int port) {
    this.port = port;
  }

  /** Looks as long as it goes on. */
  void lookWhile(BooleanSupplier goesOn) throws IOException, InterruptedException {
    for (long due = System.nanoTime(); goesOn.getAsBoolean(); due += PERIOD_NANOS) {
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      look();
      millis.add((System.nanoTime() - due) / 1e6);
    }
  }

  private void look() throws IOException {
    String request =
        String.format(
            "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            FILES.get(millis.size() % FILES.size()));
    String answer;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
    if (!answer.startsWith("HTTP/1.1 200")) {
      throw new IllegalStateException("The page answered " + answer.lines().findFirst());
    }
  }

  /** Milliseconds in which so many of a hundred looks were over. */
  double percentile(int percent) {
    List<Double> sorted = new ArrayList<>(millis);
    Collections.sort(sorted);
    return sorted.get(sorted.size() * percent / 100);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.1f ms (half), %.1f ms (99 of 100), %.1f ms (all %d)",
        percentile(50),
        percentile(99),
        Collections.max(millis),
        millis.size());
  }
}
