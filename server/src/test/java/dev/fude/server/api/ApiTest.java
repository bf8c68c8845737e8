package dev.fude.server.api;

import static dev.fude.server.Browserless.json;
import static dev.fude.server.Browserless.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.painter.Painter;
import dev.fude.painter.picture.OpenPicture;
import dev.fude.painter.picture.PictureSource;
import dev.fude.server.Browserless;
import dev.fude.server.PacedBackend;
import dev.fude.server.Photos;
import dev.fude.server.PictureServer;
import dev.fude.server.ServerOptions;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The API over HTTP, with painters that take as long as they are told. */
class ApiTest {
  private static final long NANOS_OF_PIXEL = 2000; // 512 x 512 take half a second
  private static final ServerOptions OPTIONS =
      ServerOptions.DEFAULTS.withPhotographs(1 << 20, 1_000_000).withAddresses(1000, 1000);

  private static PictureServer server;
  private static InetSocketAddress address;
  private Browserless client;

  @BeforeAll
  static void start() throws Exception {
    Map<String, Painter> styles = new LinkedHashMap<>();
    styles.put("turned", PacedBackend.painter(NANOS_OF_PIXEL));
    styles.put("quick", PacedBackend.painter(1));
    server = new PictureServer(styles, OPTIONS);
    address = server.listen(Browserless.anyPort());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void come() throws Exception {
    client = Browserless.at(address);
  }

  @Test
  void photographBecomesATicketAndAPicture() throws Exception {
    byte[] photo = Photos.png(40, 30, 1);

    HttpResponse<byte[]> joined = client.post("v1/pictures", photo);

    assertThat(joined.statusCode()).isEqualTo(202);
    String ticket = joined.headers().firstValue("location").orElseThrow();
    assertThat(ticket).matches("/v1/tickets/[0-9a-f]{32}");
    assertThat(json(joined)).containsEntry("style", "turned").containsEntry("ticket", ticket);
    byte[] picture = client.picture(ticket);
    assertThat(Photos.isTurned(photo, picture)).isTrue();
    assertThat(json(client.get(ticket)))
        .containsEntry("status", "done")
        .containsEntry("progress", 1.0)
        .containsEntry("picture", ticket + "/picture")
        .doesNotContainKeys("events", "ahead");
  }

  @Test
  void formsAreTakenAndLeadStraightToThePicture() throws Exception {
    byte[] photo = Photos.jpeg(24, 24, 2);
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(
        ascii("--B\r\nContent-Disposition: form-data; name=\"style\"\r\n\r\nquick\r\n"));
    form.writeBytes(
        ascii("--B\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a\"\r\n\r\n"));
    form.writeBytes(photo);
    form.writeBytes(ascii("\r\n--B--\r\n"));

    HttpResponse<byte[]> sentOn =
        client.send(
            "POST",
            "v1/pictures?then=picture",
            form.toByteArray(),
            "Content-Type",
            "multipart/form-data; boundary=B");

    assertThat(sentOn.statusCode()).isEqualTo(303);
    HttpResponse<byte[]> picture =
        client.get(sentOn.headers().firstValue("location").orElseThrow());
    assertThat(picture.statusCode()).isEqualTo(200);
    assertThat(picture.headers().firstValue("content-type")).contains("image/jpeg");
    assertThat(picture.headers().firstValue("content-disposition").orElseThrow())
        .matches("inline; filename=\"fude-quick-[0-9a-f]{8}\\.jpg\"");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void eventsTellPlaceWaitAndProgress() throws Exception {
    String before = client.join(Photos.flat(900, 900));
    String ticket = Browserless.at(address).join(Photos.flat(700, 700));

    List<String> lines = client.events(ticket);

    assertThat(lines.get(0)).isEqualTo("retry: 2000");
    assertThat(lines).contains("event: waiting", "event: painting", "event: done");
    assertThat(lines).anyMatch(line -> line.matches("id: waiting\\.0\\.[12]\\..*"));
    List<String> data = lines.stream().filter(line -> line.startsWith("data: ")).toList();
    assertThat(data).hasSizeGreaterThan(3).doesNotHaveDuplicates();
    client.picture(before);
  }

  @Test
  void whoComesBackIsNotToldTheSameTwice() throws Exception {
    String ticket = client.join(Photos.png(8, 8, 5));
    client.picture(ticket);
    List<String> lines = client.events(ticket);
    String last = lines.stream().filter(line -> line.startsWith("id: ")).findFirst().orElseThrow();

    HttpResponse<byte[]> again = client.get(ticket + "/events", "Last-Event-ID", last.substring(4));

    assertThat(text(again)).isEqualTo("retry: 2000\n\n");
    assertThat(again.headers().firstValue("x-accel-buffering")).contains("no");
  }

  @Test
  void cancelledItEndsBetweenStepsAndTheNextIsPainted() throws Exception {
    String cancelled = client.join(Photos.flat(999, 999)); // two seconds
    String next = client.join(Photos.png(16, 16, 7));
    while (!json(client.get(cancelled)).get("status").equals("painting")) {
      Thread.sleep(5);
    }
    long start = System.nanoTime();

    assertThat(client.send("DELETE", cancelled, null).statusCode()).isEqualTo(204);
    client.picture(next);

    assertThat(System.nanoTime() - start).as("nanoseconds").isLessThan(1_500_000_000L);
    HttpResponse<byte[]> gone = client.get(cancelled + "/picture");
    assertThat(gone.statusCode()).isEqualTo(410);
    assertThat(json(gone)).containsEntry("detail", "You cancelled it.");
    assertThat(client.events(cancelled)).contains("event: cancelled");
  }

  @Test
  void refusedBeforeJoining_withTheTimeToComeBack() throws Exception {
    for (int i = 0; i < 4; i++) {
      client.join(Photos.flat(500, 500));
    }

    HttpResponse<byte[]> refused = client.post("v1/pictures", Photos.png(8, 8, 8));
    Map<String, Object> queue = json(client.get("v1/queue?pixels=64"));

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("retry-after")).contains("1");
    assertThat(refused.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(json(refused).get("detail").toString()).startsWith("You have 4 pictures here");
    assertThat(queue).containsEntry("open", false).containsEntry("retry_after", 1.0);
    assertThat(json(Browserless.at(address).get("v1/queue?pixels=64")))
        .as("somebody else waits for the one in the making")
        .containsEntry("open", true)
        .containsEntry("ahead", 0.0)
        .containsEntry("first", true);
  }

  @Test
  void whatIsNoPhotographIsSaidInASentence() throws Exception {
    assertThat(refusal(415, client.post("v1/pictures", Photos.heic())))
        .contains("The photograph is a HEIC picture", "share it as JPEG");
    assertThat(refusal(415, client.post("v1/pictures", ascii("Just some words."))))
        .contains("is not a picture");
    assertThat(refusal(413, client.post("v1/pictures", Photos.huge())))
        .contains("10000.0 megapixels, more than the 1.0 megapixels");
    for (int megabytes : new int[] {2, 30}) {
      assertThat(refusal(413, client.post("v1/pictures", new byte[megabytes << 20])))
          .contains("larger than 1 MB");
    }
    assertThat(refusal(422, client.post("v1/pictures", new byte[0]))).contains("no photograph");
    assertThat(refusal(422, client.post("v1/pictures?style=oil", Photos.png(8, 8, 9))))
        .contains("no style \"oil\"");
    assertThat(refusal(413, client.get("v1/queue?pixels=2000000"))).contains("2.0 megapixels");
    assertThat(refusal(413, client.get("v1/queue?pixels=1000001"))).contains("1.1 megapixels");
    for (String huge : List.of("9223372036854775808", "18446744073709551615", "9".repeat(500))) {
      assertThat(refusal(413, client.get("v1/queue?pixels=" + huge))).contains("megapixels");
    }
    for (String none : List.of("many", "-1", "%2B5", "1.5", "")) {
      assertThat(refusal(400, client.get("v1/queue?pixels=" + none)))
          .contains("no whole number", "width times height");
    }
    assertThat(refusal(400, client.post("v1/pictures?then=ticket", Photos.png(8, 8, 9))))
        .isEqualTo("What may come then is the picture alone; give then=picture.");
  }

  @Test
  void otherBodiesAndOtherSitesAreRefused() throws Exception {
    byte[] photo = Photos.png(8, 8, 10);

    assertThat(refusal(415, client.send("POST", "v1/pictures", photo, "Content-Type", "text/html")))
        .contains("text/html", "curl -F picture=@photo.jpg");
    assertThat(
            refusal(403, client.send("POST", "v1/pictures", photo, "Sec-Fetch-Site", "cross-site")))
        .contains("Another site");
  }

  private static String refusal(int status, HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    return json(answer).get("detail").toString();
  }

  @Test
  void aDamagedPhotographFailsInASentence() throws Exception {
    byte[] photo = Photos.png(64, 64, 11);
    Arrays.fill(photo, 41, 60, (byte) 0xFF); // where the pixels begin
    String ticket = client.join(photo);

    HttpResponse<byte[]> answer = client.get(ticket + "/picture?wait");

    assertThat(answer.statusCode()).isEqualTo(410);
    assertThat(json(answer).get("detail").toString()).contains("The photograph is damaged");
  }

  @Test
  void picturesTellTheCameraAndNotThePlace() throws Exception {
    byte[] picture = client.picture(client.join(Photos.withPosition()));

    try (OpenPicture sent = PictureSource.of(Photos.withPosition()).open();
        OpenPicture painted = PictureSource.of(picture).open()) {
      assertThat(sent.details().hasPosition()).isTrue();
      assertThat(painted.details().hasPosition()).isFalse();
      assertThat(painted.details().isEmpty()).isFalse();
    }
  }

  @Test
  void nothingIsWrittenToADisk() throws Exception {
    Set<String> before = temporaryFiles();

    for (int i = 0; i < 3; i++) {
      client.picture(client.join(i == 0 ? Photos.jpeg(64, 64, i) : Photos.png(64, 64, i)));
      assertThat(temporaryFiles()).isSubsetOf(before);
    }
  }

  /** Of this process alone: others may work on the same machine. */
  private static Set<String> temporaryFiles() throws Exception {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      for (Path file : files.toList()) {
        if (Files.isSymbolicLink(file)) {
          names.add(Files.readSymbolicLink(file).toString().replaceAll("\\[.*", ""));
        }
      }
    }
    names.removeIf(name -> !name.startsWith(System.getProperty("java.io.tmpdir")));
    return names;
  }

  @Test
  void everyAnswerTellsBrowsersWhatNotToDo() throws Exception {
    for (String path : List.of("", "app.js", "v1/styles", "v1/nothing", "healthz")) {
      HttpResponse<byte[]> answer = client.get(path);
      assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
          .startsWith("default-src 'self';");
      assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
    }
  }

  @Test
  void figuresAreInTheFormatOfPrometheus() throws Exception {
    client.picture(client.join(Photos.png(8, 8, 12)));

    String figures = text(client.get("metrics"));

    assertThat(figures.lines())
        .allMatch(
            line ->
                line.matches("# (HELP|TYPE) [a-z_]+ .*")
                    || line.matches("[a-z_]+(\\{[a-z]+=\"[a-z]+\"})? [0-9.E+-]+"));
    assertThat(figures)
        .contains("fude_pictures_total{status=\"done\"}", "fude_refused_total{cause=\"wait\"}")
        .contains("fude_refused_total{cause=\"rate\"} 0.0")
        .contains("fude_megapixel_seconds{style=\"turned\"} ");
    assertThat(json(client.get("healthz"))).containsEntry("status", "ok");
    assertThat(json(client.get("v1/styles")).get("styles").toString())
        .isEqualTo("[{name=turned, license=free}, {name=quick, license=free}]");
  }
}
