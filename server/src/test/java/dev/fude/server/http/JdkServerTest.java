package dev.fude.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.server.Browserless;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdkServerTest {
  private JdkServer server;
  private InetSocketAddress address;

  private void serve(Handler handler, int mostOfOnePeer) throws IOException {
    server =
        new JdkServer(
            Browserless.anyPort(),
            handler,
            mostOfOnePeer,
            peer -> false,
            new Deadlines(500, 1 << 20));
    address = server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Socket send(String text) throws IOException {
    Socket socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(10_000);
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return socket;
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString().strip();
  }

  private void untilNobodyIsLeft() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (server.open() > 0 && System.nanoTime() < end) {
      Thread.sleep(5);
    }
    assertThat(server.open()).isZero();
  }

  @Test
  void whoDoesNotReadItsAnswerIsCutOff() throws Exception {
    byte[] content = new byte[12 << 20]; // more than sockets hold
    serve(request -> Response.bytes(200, "image/png", content), 9);
    long start = System.nanoTime();

    try (Socket slow = send(get("/"))) {
      assertThat(line(slow.getInputStream())).contains("200");
      untilNobodyIsLeft();
    }

    assertThat(System.nanoTime() - start).isBetween(400_000_000L, 9_000_000_000L);
  }

  @Test
  void whoDoesNotReadManyShortAnswersIsCutOff() throws Exception {
    byte[] content = new byte[5000]; // which the JDK's server gathers before it sends them
    serve(request -> Response.bytes(200, "image/png", content), 9);

    try (Socket slow = send(get("/").repeat(3000))) { // more than sockets hold
      assertThat(line(slow.getInputStream())).contains("200");
      Thread.sleep(1000);
      untilNobodyIsLeft();
    }
  }

  @Test
  void eventsAreSentAtOnceByAnyThread() throws Exception {
    AtomicReference<EventStream> stream = new AtomicReference<>();
    CountDownLatch begun = new CountDownLatch(1);
    serve(
        request ->
            Response.empty(200)
                .with("Content-Type", "text/event-stream")
                .withBody(
                    new Response.Events(
                        one -> {
                          stream.set(one);
                          begun.countDown();
                        })),
        9);

    try (Socket socket = send(get("/"))) {
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      Thread.sleep(600); // longer than a plain answer may take
      stream.get().send("data: one\n\n");
      InputStream in = socket.getInputStream();
      List<String> lines = new ArrayList<>();
      while (!lines.contains("data: one")) {
        lines.add(line(in));
      }
      assertThat(lines.get(0)).isEqualTo("HTTP/1.1 200 OK");
      assertThat(server.open()).isOne();
      stream.get().close();
      untilNobodyIsLeft();
    }
  }

  @Test
  void anAnswerMayComeLater() throws Exception {
    serve(
        request ->
            new Response(
                200,
                Map.of(),
                new Response.Later(
                    client ->
                        new Thread(() -> client.accept(Response.text(201, "text/plain", "late")))
                            .start())),
        9);

    try (Socket socket = send(get("/"))) {
      assertThat(line(socket.getInputStream())).startsWith("HTTP/1.1 201");
    }
    untilNobodyIsLeft();
  }

  @Test
  void onePeerHasSoManyRequestsAtOnceAndNoMore() throws Exception {
    serve(request -> Response.empty(200).withBody(new Response.Events(stream -> {})), 2);

    try (Socket one = send(get("/"));
        Socket two = send(get("/"))) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (server.open() < 2 && System.nanoTime() < end) {
        Thread.sleep(5);
      }
      try (Socket three = send(get("/"))) {
        assertThat(three.getInputStream().read()).as("end of the stream").isEqualTo(-1);
      }
      assertThat(one.isConnected() && two.isConnected()).isTrue();
    }
  }

  @Test
  void aBodyThatIsTooLongIsNotReadToItsEnd() throws Exception {
    serve(
        request -> Response.bytes(200, "image/png", BodyReader.read(request, 100, bytes -> {})), 9);
    String endless = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

    try (Socket socket = send(endless + "ff\r\n" + "x".repeat(255) + "\r\n0\r\n\r\n")) {
      assertThat(line(socket.getInputStream())).contains("413");
    }
    try (Socket socket =
        send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 101\r\n\r\n" + "x".repeat(101))) {
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).contains("413", "application/problem+json", "larger than");
    }
  }

  @Test
  void whatNobodyForesawIsToldWithoutItsTrace() throws Exception {
    serve(
        request -> {
          throw new IllegalStateException("a secret");
        },
        9);

    try (Socket socket = send(get("/"))) {
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).contains("500", "Error in the server").doesNotContain("secret");
    }
  }
}
