package dev.fude.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.server.Browserless;
import dev.fude.server.LiveObjects;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whenever a client goes away, its connection is forgotten, with its buffers. */
class GoneClientsTest {
  private static final int VISITS = 10;
  private static final String CONNECTION = "sun.net.httpserver.HttpConnection";
  private static final byte[] BIG = new byte[12 << 20]; // more than sockets hold

  private JdkServer server;
  private InetSocketAddress address;

  private void serve(int mostOfOnePeer) throws IOException {
    server =
        new JdkServer(Browserless.anyPort(), GoneClientsTest::answer, mostOfOnePeer, peer -> false);
    address = server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Response answer(Request request) throws IOException {
    return switch (request.path()) {
      case "/big", "/big-twice" -> Response.bytes(200, "image/png", BIG);
      case "/late" -> Response.empty(200).withBody(new Response.Later(GoneClientsTest::later));
      case "/events" ->
          Response.empty(200).withBody(new Response.Events(GoneClientsTest::tellUntilGone));
      default -> Response.bytes(200, "image/png", BodyReader.read(request, 1000, bytes -> {}));
    };
  }

  private static void later(Consumer<Response> client) {
    new Thread(() -> client.accept(Response.bytes(200, "image/png", BIG))).start();
  }

  private static void tellUntilGone(EventStream stream) {
    new Thread(
            () -> {
              try {
                while (true) {
                  stream.send("data: news\n\n");
                  Thread.sleep(5);
                }
              } catch (IOException | InterruptedException e) {
                stream.close();
              }
            })
        .start();
  }

  private Socket send(String text) throws IOException {
    Socket socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(10_000);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Asks for it, waits for the first byte of an answer if there is to be one, and goes away. */
  private void visit(String path) throws IOException {
    boolean uploads = path.startsWith("/upload");
    String request =
        uploads
            ? "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\nabc"
            : "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
    try (Socket socket = send(path.endsWith("twice") ? request + request : request)) {
      if (!uploads) {
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }
      if (path.endsWith("reset")) {
        socket.setSoLinger(true, 0);
      }
    }
  }

  /** Takes its whole answer: by then the server knows of all who came before. */
  private void stay() throws IOException {
    try (Socket socket = send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")) {
      assertThat(socket.getInputStream().readAllBytes()).startsWith('H', 'T', 'T', 'P');
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/big", "/big-twice", "/late", "/events", "/upload", "/upload-reset"})
  void inTheMidstOfIt(String path) throws Exception {
    serve(2 * VISITS);
    long before = LiveObjects.count(CONNECTION);

    for (int i = 0; i < VISITS; i++) {
      visit(path);
    }
    stay();

    until(() -> server.open() == 0);
    assertThat(server.open()).isZero();
    assertConnectionsAre(before);
  }

  @Test
  void beyondItsShare() throws Exception {
    serve(1);
    long before = LiveObjects.count(CONNECTION);

    try (Socket first = send("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n")) {
      until(() -> server.open() == 1);
      for (int i = 0; i < VISITS; i++) {
        try (Socket other = send("GET / HTTP/1.1\r\n\r\n")) {
          assertThat(other.getInputStream().read()).as("end of the stream").isEqualTo(-1);
        }
      }
      assertThat(first.isConnected()).isTrue();
      assertConnectionsAre(before + 1);
    }
  }

  private static void assertConnectionsAre(long expected) throws Exception {
    until(() -> LiveObjects.count(CONNECTION) <= expected);
    assertThat(LiveObjects.count(CONNECTION)).as("remembered").isEqualTo(expected);
  }

  private static void until(Callable<Boolean> over) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!over.call() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
  }
}
