package dev.fude.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no client sends that means well, or knows what it does. */
class HostileRequestsTest {
  private static final int MEGABYTE = 1 << 20;
  private static final String UPLOAD =
      "POST /v1/pictures HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\n";

  private static PictureServer server;
  private static InetSocketAddress address;

  @BeforeAll
  static void start() throws IOException {
    server = server();
    address = server.listen(Browserless.anyPort());
  }

  private static PictureServer server() {
    ServerOptions usual = ServerOptions.DEFAULTS.withAddresses(1000, 1000);
    ServerOptions options =
        new ServerOptions(
            usual.turns(),
            new ServerOptions.Photographs(
                MEGABYTE, 1_000_000, Duration.ofSeconds(60), 3 * MEGABYTE),
            usual.addresses(),
            Set.of(),
            "");
    return new PictureServer(Map.of("turned", PacedBackend.painter(1000)), options);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Socket send(InetSocketAddress address, String text) throws IOException {
    Socket socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(10_000);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  /** All that comes until the connection is closed. */
  private static String answer(String request) throws IOException {
    try (Socket socket = send(address, request)) {
      return read(socket);
    }
  }

  private static String read(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/tickets/0123456789abcdef0123456789abcdef, 404",
    "GET, /v1/tickets/x/picture, 404",
    "GET, /v1/nothing, 404",
    "GET, /../../etc/passwd, 404",
    "GET, /v1/pictures, 405",
    "PUT, /v1/styles, 405",
    "OPTIONS, /, 405",
    "FROB, /v1/pictures, 405",
    "TRACE, /v1/styles, 405",
    "GET, /%00, 404",
    "GET, /v1/tickets/%0d%0aX:y/picture, 404",
    "GET, /wait/%22%3E%3Cscript%3E, 404",
    "GET, /v1/queue?style=%0d%0aX:y, 422",
    "GET, /v1/queue?pixels=-1, 400",
    "GET, /v1/queue?style=%zz, 400", // by the JDK's server itself
    "DELETE, /v1/tickets/%2e%2e, 404",
    "HEAD, /v1/tickets/none/events, 404",
  })
  void strangeRequestsAreAnsweredInOrder(String method, String path, int status) throws Exception {
    String answer =
        answer(method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 " + status)
        .containsAnyOf("application/problem+json", "text/html")
        .doesNotContain("<script>", "\nX:y");
  }

  @ParameterizedTest
  @CsvSource({
    "FFFFFFFFFFFF\\r\\nabc", // a chunk of so many bytes
    "80000000\\r\\nabc",
    "zz\\r\\nabc",
    "1\\r\\nabc",
  })
  void chunksThatAreNoneAreTheClientsFault(String chunks) throws Exception {
    String body = chunks.replace("\\r\\n", "\r\n");

    String answer = answer(UPLOAD + "Transfer-Encoding: chunked\r\n\r\n" + body + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("The request broke off");
  }

  /** As many programs do; to one that is cut off, its connection was reset and it knows no more. */
  @ParameterizedTest
  @ValueSource(ints = {5, 30})
  void whoSendsToTheEndBeforeItReadsIsToldWhyItIsRefused(int megabytes) throws Exception {
    int length = megabytes * MEGABYTE;
    try (Socket socket = send(address, UPLOAD + "Content-Length: " + length + "\r\n\r\n")) {
      socket.getOutputStream().write(new byte[length]);

      assertThat(read(socket)).startsWith("HTTP/1.1 413").contains("larger than 1 MB");
    }
  }

  @Test
  void headHasNoBodyAndOpensNoStream() throws Exception {
    Browserless client = Browserless.at(address);
    String ticket = client.join(Photos.flat(500, 500));

    String events =
        answer("HEAD " + ticket + "/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    String page = answer("HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(events).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
    assertThat(page).contains("Content-length: ").endsWith("\r\n\r\n");
    assertThat(Browserless.text(client.get("metrics"))).contains("fude_event_streams 0.0");
  }

  @Test
  void severalRequestsAtOnceAreAnsweredInTurn() throws Exception {
    String one = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";

    String answers = answer(one + one + one.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

    assertThat(answers.split("\\{\"status\": \"ok\"}", -1)).hasSize(4);
  }

  @Test
  void whoOnlySaysThatMuchIsToComeKeepsNobodyOut() throws Exception {
    List<Socket> dribbling = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        dribbling.add(send(address, UPLOAD + "Content-Length: " + MEGABYTE + "\r\n\r\nabc"));
      }
      Thread.sleep(300); // until all are being read

      Browserless client = Browserless.at(address);
      byte[] photo = Photos.png(20, 20, 1);

      assertThat(Photos.isTurned(photo, client.picture(client.join(photo)))).isTrue();
    } finally {
      for (Socket socket : dribbling) {
        socket.close();
      }
    }
    Browserless client = Browserless.at(address);
    long end = System.nanoTime() + 10_000_000_000L;
    String picture = "fude_held_bytes [1-9]\\d{0,3}\\.0"; // what was painted, and no more
    while (!Browserless.text(client.get("metrics")).lines().anyMatch(one -> one.matches(picture))
        && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(Browserless.text(client.get("metrics"))).containsPattern(picture);
  }

  @Test
  void endsWhileSomebodyIsSending() throws Exception {
    PictureServer ending = server();
    InetSocketAddress there = ending.listen(Browserless.anyPort());
    try (Socket socket = send(there, UPLOAD + "Content-Length: 9999\r\n\r\nabc")) {
      Thread.sleep(200);
      long start = System.nanoTime();

      ending.close();

      assertThat((System.nanoTime() - start) / 1e9).as("seconds").isLessThan(5);
      try {
        assertThat(read(socket)).isEmpty();
      } catch (SocketException e) {
        assertThat(e).hasMessageContaining("reset");
      }
    }
  }
}
