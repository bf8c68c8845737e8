package dev.fude.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.server.Browserless;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * That the properties mean what {@link JdkProperties} says, on this JDK: in a JVM of its own, since
 * they are read once.
 */
class JdkPropertiesTest {
  private static final String SECONDS = "2";

  /** Tells how long it took until dribbling clients were cut off, and that a stream was not. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws Exception {
      AtomicReference<EventStream> stream = new AtomicReference<>();
      JdkServer server =
          new JdkServer(
              Browserless.anyPort(),
              request -> {
                if (request.method().equals("POST")) {
                  return Response.bytes(
                      200, "text/plain", BodyReader.read(request, 1000, bytes -> {}));
                }
                return Response.empty(200).withBody(new Response.Events(stream::set));
              },
              9,
              peer -> false);
      InetSocketAddress address = server.start();
      String tooLong = "Host: x\r\nContent-Length: 1001\r\n\r\n";
      String request = "Host: x\r\nContent-Length: 99\r\n\r\n";
      try (Socket listening = socket(address, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
          Socket header = socket(address, "POST / HTTP/1.1\r\nHo");
          Socket body = socket(address, "POST / HTTP/1.1\r\n" + request + "abc");
          Socket refused = socket(address, "POST / HTTP/1.1\r\n" + tooLong + "abc")) {
        System.out.println("header " + secondsUntilCutOff(header));
        System.out.println("body " + secondsUntilCutOff(body));
        System.out.println("refused " + secondsUntilCutOff(refused));
        stream.get().send("data: still here\n\n");
        InputStream in = listening.getInputStream();
        byte[] answer = new byte[1000];
        int read = 0;
        while (!new String(answer, 0, read, StandardCharsets.US_ASCII).contains("still here")) {
          read += in.read(answer, read, answer.length - read);
        }
        System.out.println("stream lives");
      }
      System.out.println("nodelay " + System.getProperty("sun.net.httpserver.nodelay"));
      System.out.println("response " + System.getProperty(JdkProperties.RESPONSE_SECONDS));
      server.close();
    }

    private static Socket socket(InetSocketAddress address, String text) throws IOException {
      Socket socket = new Socket(address.getAddress(), address.getPort());
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return socket;
    }

    private static long secondsUntilCutOff(Socket socket) throws IOException {
      long start = System.nanoTime();
      socket.setSoTimeout(20_000);
      try {
        while (socket.getInputStream().read() >= 0) {
          continue; // an answer is as good as none
        }
      } catch (SocketException e) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
      }
      return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    }
  }

  @Test
  void dribblingClientsAreCutOffAndStreamsAreNot() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + JdkProperties.REQUEST_SECONDS + "=" + SECONDS,
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(out).isZero();
    assertThat(out.lines().toList())
        .hasSize(6)
        .contains("stream lives", "nodelay true", "response null")
        .allMatch(line -> !line.matches("(header|body|refused) .*") || line.matches("\\w+ [0-7]"));
  }
}
