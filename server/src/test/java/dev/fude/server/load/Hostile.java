package dev.fude.server.load;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Clients that no server wants. Each returns, or throws, when it has done its worst. */
final class Hostile {
  private static final String UPLOAD =
      "POST /v1/pictures HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\n"
          + "Content-Length: 9999\r\n\r\n";

  private final int port;
  private final BooleanSupplier goesOn;

  Hostile(int port, BooleanSupplier goesOn) {
    this.port = port;
    this.goesOn = goesOn;
  }

  private Socket socket() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Sends a photograph, a byte a second. */
  void dribble(int number) throws Exception {
    try (Socket socket = socket()) {
      send(socket, UPLOAD);
      while (goesOn.getAsBoolean()) {
        send(socket, "x");
        Thread.sleep(1000);
      }
    }
  }

  /** Goes away in the midst of a photograph. */
  void leave(int number) throws Exception {
    try (Socket socket = socket()) {
      send(socket, UPLOAD + "abc");
      Thread.sleep(1000);
    }
  }

  /** Sends garbage. */
  void babble(int number) throws Exception {
    byte[] noise = new byte[500];
    new Random(number).nextBytes(noise);
    try (Socket socket = socket()) {
      send(socket, new String(noise, StandardCharsets.ISO_8859_1));
      Thread.sleep(500);
    }
  }
}
