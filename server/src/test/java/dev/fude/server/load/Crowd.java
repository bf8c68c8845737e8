package dev.fude.server.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two hundred clients, in a JVM of their own: what they allocate is not collected in the server's,
 * and what is left in the server's is not theirs. The lines {@code go} and {@code rest} begin and
 * end a round; at the end of the input all go home, and it is told what they have seen.
 */
final class Crowd {
  /** How many photographs there are. */
  static final int PHOTOS = 16;

  /** Told before the first round and after each. */
  static final String RESTING = "resting";

  /** Before the number of pictures that were what they should be. */
  static final String COMPARED = "pictures, compared: ";

  /** Before the milliseconds in which 99 of 100 looks at the page were over. */
  static final String PAGE = "page, ms: ";

  /** The same of a bare socket. */
  static final String BARE = "bare socket, ms: ";

  private static final int CLIENTS = 140;
  private static final int SLOW = 30;
  private static final int GONE = 20;
  private static final int GARBAGE = 10;
  private static final int CANCELLED = 410;

  private final int port;
  private final List<byte[]> photos = new ArrayList<>();
  private final List<byte[]> expected = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger pictures = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger cutOff = new AtomicInteger();
  private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> awaited = ConcurrentHashMap.newKeySet(); // tickets
  private volatile boolean goesOn;

  private Crowd(int port, Path folder) throws IOException {
    this.port = port;
    for (int i = 0; i < PHOTOS; i++) {
      photos.add(Files.readAllBytes(photo(folder, i)));
      expected.add(Files.readAllBytes(picture(folder, i)));
    }
  }

  static Path photo(Path folder, int number) {
    return folder.resolve("photo-" + number + ".png");
  }

  static Path picture(Path folder, int number) {
    return folder.resolve("picture-" + number + ".png");
  }

  public static void main(String[] args) throws Exception {
    Crowd crowd = new Crowd(Integer.parseInt(args[0]), Path.of(args[1]));
    Visitor visitor = new Visitor(crowd.port);
    ServerSocket bare = bareSocket();
    Visitor control = new Visitor(bare.getLocalPort());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println(RESTING);
    while ("go".equals(in.readLine())) {
      crowd.playRound(visitor, control, in);
      System.out.println(RESTING);
    }
    System.out.println(COMPARED + crowd.pictures.get());
    System.out.printf("%d refused, %d cut off%n", crowd.refused.get(), crowd.cutOff.get());
    System.out.println("page in " + visitor);
    System.out.println("bare socket in " + control);
    System.out.println(PAGE + visitor.percentile(99));
    System.out.println(BARE + control.percentile(99));
    crowd.wrong.stream().distinct().forEach(what -> System.out.println("wrong " + what));
  }

  private interface Part {
    void play(int number) throws Exception;
  }

  /** Answers whatever is asked, by one thread and at once. */
  private static ServerSocket bareSocket() throws IOException {
    ServerSocket bare = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    byte[] answer =
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    Thread thread =
        new Thread(
            () -> {
              while (!bare.isClosed()) {
                try (Socket one = bare.accept()) {
                  one.getInputStream().read(new byte[1 << 12]);
                  one.getOutputStream().write(answer);
                } catch (IOException e) {
                  continue; // closed, or the visitor is gone
                }
              }
            },
            "bare");
    thread.setDaemon(true);
    thread.start();
    return bare;
  }

  private void playRound(Visitor visitor, Visitor control, BufferedReader in) throws Exception {
    goesOn = true;
    List<Thread> all = new ArrayList<>();
    Hostile hostile = new Hostile(port, () -> goesOn);
    begin(all, CLIENTS, this::order);
    begin(all, SLOW, hostile::dribble);
    begin(all, GONE, hostile::leave);
    begin(all, GARBAGE, hostile::babble);
    begin(all, 1, number -> visitor.lookWhile(() -> goesOn));
    begin(all, 1, number -> control.lookWhile(() -> goesOn));
    in.readLine();
    goesOn = false;
    for (String ticket : awaited) {
      cancel(ticket);
    }
    for (Thread thread : all) {
      thread.join();
    }
  }

  private void begin(List<Thread> all, int count, Part part) {
    for (int i = 0; i < count; i++) {
      int number = i;
      Thread thread = new Thread(() -> repeat(part, number), "crowd");
      all.add(thread);
      thread.start();
    }
  }

  private void repeat(Part part, int number) {
    while (goesOn) {
      try {
        part.play(number);
      } catch (IOException e) {
        cutOff.incrementAndGet(); // a hostile one
      } catch (Exception e) {
        wrong.add(e.toString());
      }
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private void cancel(String ticket) throws Exception {
    client.send(request(ticket).DELETE().build(), BodyHandlers.discarding());
  }

  private HttpResponse<byte[]> ask(String path, String cookie, byte[] body) throws Exception {
    HttpRequest.Builder request = request(path);
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    if (body != null) {
      request.header("Content-Type", "image/png").POST(BodyPublishers.ofByteArray(body));
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  /** Sends photographs, one after another, and compares each picture. */
  private void order(int number) {
    try {
      String cookie =
          ask("/", "", null).headers().firstValue("set-cookie").orElseThrow().split(";")[0];
      for (int which = number % PHOTOS; goesOn; which = (which + 1) % PHOTOS) {
        HttpResponse<byte[]> joined = ask("/v1/pictures", cookie, photos.get(which));
        if (joined.statusCode() == 202) {
          String ticket = joined.headers().firstValue("location").orElseThrow();
          awaited.add(ticket);
          check(which, ask(ticket + "/picture?wait", cookie, null));
          awaited.remove(ticket);
        } else if (joined.statusCode() == 429) {
          refused.incrementAndGet();
          Thread.sleep(1000 * joined.headers().firstValueAsLong("retry-after").orElseThrow());
        } else {
          wrong.add(joined.statusCode() + " to a photograph");
        }
      }
    } catch (Exception e) {
      wrong.add(e.toString()); // nothing may go wrong for those who behave
    }
  }

  private void check(int which, HttpResponse<byte[]> picture) {
    if (picture.statusCode() == 200 && Arrays.equals(picture.body(), expected.get(which))) {
      pictures.incrementAndGet();
    } else if (goesOn || picture.statusCode() != CANCELLED) {
      wrong.add(picture.statusCode() + " in place of picture " + which);
    }
  }
}
