package dev.fude.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.op.ResizeRule;
import dev.fude.model.Model;
import dev.fude.model.generator.AnimeGanV2;
import dev.fude.model.generator.Definition;
import dev.fude.model.generator.Settings;
import dev.fude.painter.Painter;
import dev.fude.painter.picture.PictureEncoder;
import dev.fude.painter.picture.PictureSource;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two hundred clients for some seconds, among them slow ones, ones that go away in the midst of
 * their photograph, and ones that send garbage: no picture is lost or swapped, painting goes as
 * fast as without them, and the page still answers. The network is a real one.
 */
@Tag("slow")
@Tag("one-jdk")
class LoadTest {
  private static final int SECONDS = Integer.getInteger("fude.load.seconds", 15);
  private static final int SIDE = 128;
  private static final int PHOTOS = 16;
  private static final int CLIENTS = 140;
  private static final int SLOW = 30;
  private static final int GONE = 20;
  private static final int GARBAGE = 10;

  private final Painter painter =
      Painter.builder()
          .model(
              Model.untrained(
                  new Definition(AnimeGanV2.GENERATOR, Settings.of(ResizeRule.ALIGN_CORNERS, 1e-5)),
                  7))
          .build();
  private final List<byte[]> photos =
      IntStream.range(0, PHOTOS).mapToObj(seed -> Photos.png(SIDE, SIDE, seed)).toList();
  private final List<byte[]> expected = photos.stream().map(this::painted).toList();
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger pictures = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger cutOff = new AtomicInteger();
  private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
  private final List<Long> pageNanos = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean goesOn = true;
  private InetSocketAddress address;

  private byte[] painted(byte[] photo) {
    return PictureEncoder.png().encode(painter.stylize(PictureSource.of(photo)));
  }

  @Test
  void crowdIsServed() throws Exception {
    double alone = picturesASecondAlone();
    ServerOptions options = ServerOptions.DEFAULTS.withAddresses(1_000_000, 1000);
    PictureServer server = new PictureServer(Map.of("noise", painter), options);
    address = server.listen(Browserless.anyPort());

    List<Thread> crowd = new ArrayList<>();
    begin(crowd, CLIENTS, this::order);
    begin(crowd, SLOW, number -> dribble());
    begin(crowd, GONE, this::leave);
    begin(crowd, GARBAGE, this::babble);
    begin(crowd, 1, number -> lookAtThePage());
    Thread.sleep(3000); // until all are there
    int before = pictures.get();
    long start = System.nanoTime();
    TimeUnit.SECONDS.sleep(SECONDS);
    double together = (pictures.get() - before) / ((System.nanoTime() - start) / 1e9);
    goesOn = false;
    server.close();
    for (Thread thread : crowd) {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    }
    alone = (alone + picturesASecondAlone()) / 2;

    Collections.sort(pageNanos);
    double slowest = pageNanos.get(pageNanos.size() * 99 / 100) / 1e6;
    System.out.printf(
        "%.2f pictures/s alone, %.2f in the crowd (%.2fx); page in %.1f ms (99th of 100, of %d);"
            + " %d pictures, %d refused, %d cut off%n",
        alone,
        together,
        together / alone,
        slowest,
        pageNanos.size(),
        pictures.get(),
        refused.get(),
        cutOff.get());
    assertThat(wrong).isEmpty();
    assertThat(pictures.get()).isGreaterThan(SECONDS);
    assertThat(together).as("pictures a second").isGreaterThan(0.95 * alone);
    assertThat(slowest).as("milliseconds until the page is there").isLessThan(100);
    assertThat(Thread.getAllStackTraces().keySet())
        .as("threads left behind")
        .noneMatch(thread -> thread.getName().matches("fude-(workshop|watchers|deadlines).*"));
  }

  private double picturesASecondAlone() {
    long start = System.nanoTime();
    int count = 0;
    for (; System.nanoTime() - start < 4e9; count++) {
      painted(photos.get(count % PHOTOS));
    }
    return count / ((System.nanoTime() - start) / 1e9);
  }

  private interface Part {
    void play(int number) throws Exception;
  }

  private void begin(List<Thread> crowd, int count, Part part) {
    for (int i = 0; i < count; i++) {
      int number = i;
      Thread thread = new Thread(() -> repeat(part, number), "crowd");
      crowd.add(thread);
      thread.start();
    }
  }

  private void repeat(Part part, int number) {
    while (goesOn) {
      try {
        part.play(number);
      } catch (IOException e) {
        cutOff.incrementAndGet(); // a hostile one, or the server has ended
      } catch (Exception e) {
        wrong.add(e.toString());
      }
    }
  }

  private HttpResponse<byte[]> ask(String path, String cookie, byte[] body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + path));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    if (body != null) {
      request.header("Content-Type", "image/png").POST(BodyPublishers.ofByteArray(body));
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  /** Sends photographs, one after another, and compares each picture. */
  private void order(int number) throws Exception {
    try {
      orderOneAfterAnother(number);
    } catch (IOException e) {
      if (goesOn) {
        wrong.add(e.toString());
      }
    }
  }

  private void orderOneAfterAnother(int number) throws Exception {
    String cookie =
        ask("/", "", null).headers().firstValue("set-cookie").orElseThrow().split(";")[0];
    for (int which = number % PHOTOS; goesOn; which = (which + 1) % PHOTOS) {
      HttpResponse<byte[]> joined = ask("/v1/pictures", cookie, photos.get(which));
      if (joined.statusCode() == 429) {
        refused.incrementAndGet();
        long seconds = joined.headers().firstValueAsLong("retry-after").orElseThrow();
        Thread.sleep(Math.min(seconds * 1000, 5000));
      } else if (joined.statusCode() == 202) {
        String ticket = joined.headers().firstValue("location").orElseThrow();
        check(which, ask(ticket + "/picture?wait", cookie, null));
      } else if (goesOn) {
        wrong.add(joined.statusCode() + " to a photograph");
      }
    }
  }

  private void check(int which, HttpResponse<byte[]> picture) {
    if (picture.statusCode() == 200 && Arrays.equals(picture.body(), expected.get(which))) {
      pictures.incrementAndGet();
    } else if (goesOn) {
      wrong.add(picture.statusCode() + " in place of picture " + which);
    }
  }

  private Socket socket() throws IOException {
    Socket socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(2000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private void dribble() throws Exception {
    try (Socket socket = socket()) {
      send(socket, "POST /v1/pictures HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n");
      while (goesOn) {
        send(socket, "x");
        Thread.sleep(1000);
      }
    }
  }

  private void leave(int number) throws Exception {
    try (Socket socket = socket()) {
      send(socket, "POST /v1/pictures HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\nabc");
      Thread.sleep(1000);
    }
  }

  private void babble(int number) throws Exception {
    byte[] noise = new byte[500];
    new Random(number).nextBytes(noise);
    try (Socket socket = socket()) {
      send(socket, new String(noise, StandardCharsets.ISO_8859_1));
      Thread.sleep(500);
    }
  }

  private void lookAtThePage() throws Exception {
    long start = System.nanoTime();
    ask("/", "", null);
    pageNanos.add(System.nanoTime() - start);
    Thread.sleep(100);
  }
}
