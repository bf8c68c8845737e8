package dev.fude.server.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fude.core.op.ResizeRule;
import dev.fude.model.Model;
import dev.fude.model.generator.AnimeGanV2;
import dev.fude.model.generator.Definition;
import dev.fude.model.generator.Settings;
import dev.fude.painter.Painter;
import dev.fude.painter.picture.PictureEncoder;
import dev.fude.painter.picture.PictureSource;
import dev.fude.server.Browserless;
import dev.fude.server.Photos;
import dev.fude.server.PictureServer;
import dev.fude.server.ServerOptions;
import dev.fude.testkit.HeldHeap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hundred clients, among them slow ones, ones that go away in the midst of their photograph,
 * and ones that send garbage: no picture is lost or swapped, painting goes as fast as without them,
 * the page still answers, and nothing is left behind. The network is a real one.
 *
 * <p>What is measured, and how. <em>Pictures a second</em> by the server's own count, in rounds:
 * one without the crowd, one with it, and again, so that whatever else the machine has to do weighs
 * on both alike. A round that is not counted comes first: in it both JVMs compile their code. The
 * crowd has a share of the same processors, which in life are other machines'. So what counts is
 * pictures for each second of all processors that the crowd's JVM did not have, beside pictures a
 * second without it: what the server spends on two hundred clients is in it, and what they spend
 * themselves is not. Pictures a second as they are, are told as well.
 *
 * <p><em>The page</em> is measured by a {@link Visitor} in the crowd's JVM. Another asks a bare
 * socket there: what that takes is this machine's, and if it is much, neither figure tells anything
 * of the server.
 *
 * <p><em>Left behind</em> is what the server's heap holds when all have gone, beside the pictures
 * that it is to hold for ten minutes. That is a few megabytes however many rounds there are:
 * classes, the certificates that this test's HTTP client loads, and threads that are kept for half
 * a minute. A ticket is remembered for as long as its picture, in less than half a kilobyte. What
 * was left after the first round may not have grown after the last, else it would go on growing.
 */
@Tag("slow")
@Tag("one-jdk")
class LoadTest {
  private static final int SECONDS = Integer.getInteger("fude.load.seconds", 15);
  private static final int ROUND_SECONDS = 5;
  private static final int ROUNDS = Math.max(1, SECONDS / ROUND_SECONDS);
  private static final long ROUND_MILLIS = TimeUnit.SECONDS.toMillis(ROUND_SECONDS);
  private static final int SIDE = 128;
  private static final long ARRIVAL_MILLIS = 2000;
  private static final double MACHINE_MILLIS = 50;
  private static final long LEFT_BYTES = 8L << 20;
  private static final long GROWTH_BYTES = 1L << 20;

  @TempDir static Path folder;

  private final Painter painter =
      Painter.builder()
          .model(
              Model.untrained(
                  new Definition(AnimeGanV2.GENERATOR, Settings.of(ResizeRule.ALIGN_CORNERS, 1e-5)),
                  7))
          .build();
  private final Spell alone = new Spell();
  private final Spell together = new Spell();
  private long heapBefore;
  private long leftByFirst;

  private byte[] painted(byte[] photo) {
    return PictureEncoder.png().encode(painter.stylize(PictureSource.of(photo)));
  }

  @Test
  void crowdIsServed() throws Exception {
    writePictures();
    paintAlone(ARRIVAL_MILLIS); // buffers are there
    heapBefore = HeldHeap.bytes();
    ServerOptions options = ServerOptions.DEFAULTS.withAddresses(1_000_000, 1000);
    List<String> report;
    try (PictureServer server = new PictureServer(Map.of("noise", painter), options)) {
      InetSocketAddress address = server.listen(Browserless.anyPort());
      Browserless watch = Browserless.at(address);
      report = playRounds(crowd(address.getPort()), watch);
      long left = leftBehind(watch);
      System.out.println(String.join("\n", report));
      System.out.println("alone: " + alone);
      System.out.println("in the crowd: " + together);
      System.out.printf(
          "%.3fx; %.3fx of what the crowd left%n",
          together.picturesASecond() / alone.picturesASecond(), ratio());
      System.out.printf("%d bytes left behind, %d after one round%n", left, leftByFirst);
      assertThat(left).as("bytes left behind").isLessThan(LEFT_BYTES);
      assertThat(left - leftByFirst).as("growth by later rounds").isLessThan(GROWTH_BYTES);
    }
    assertNoThreadIsLeft();
    assertThat(report).noneMatch(line -> line.startsWith("wrong"));
    assertThat(told(report, Crowd.COMPARED)).as("pictures").isPositive();
    double bare = told(report, Crowd.BARE);
    assumeThat(bare)
        .as("a machine too busy to measure on: a bare socket takes %.0f ms", bare)
        .isLessThan(MACHINE_MILLIS);
    assertThat(ratio()).as("pictures, beside those alone").isGreaterThan(0.95);
    assertThat(told(report, Crowd.PAGE)).as("milliseconds until the page is there").isLessThan(100);
  }

  private void writePictures() throws IOException {
    for (int i = 0; i < Crowd.PHOTOS; i++) {
      byte[] photo = Photos.png(SIDE, SIDE, i);
      Files.write(Crowd.photo(folder, i), photo);
      Files.write(Crowd.picture(folder, i), painted(photo));
    }
  }

  private static Process crowd(int port) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            Crowd.class.getName(),
            Integer.toString(port),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private List<String> playRounds(Process crowd, Browserless watch) throws Exception {
    try (PrintStream orders = new PrintStream(crowd.getOutputStream(), true);
        BufferedReader answers = crowd.inputReader(StandardCharsets.UTF_8)) {
      assertThat(answers.readLine()).isEqualTo(Crowd.RESTING);
      orders.println("go");
      Thread.sleep(ROUND_MILLIS);
      rest(orders, answers, watch);
      leftByFirst = leftBehind(watch);
      for (int i = 0; i < ROUNDS; i++) {
        alone.add(crowd.toHandle(), () -> paintAlone(ROUND_MILLIS));
        orders.println("go");
        Thread.sleep(ARRIVAL_MILLIS);
        together.add(crowd.toHandle(), () -> countTogether(watch, ROUND_MILLIS));
        rest(orders, answers, watch);
      }
      orders.close();
      return answers.lines().toList();
    } finally {
      crowd.destroy();
    }
  }

  /** Until nobody paints: two at once would leave the buffers of two. */
  private static void rest(PrintStream orders, BufferedReader answers, Browserless watch)
      throws Exception {
    orders.println("rest");
    assertThat(answers.readLine()).isEqualTo(Crowd.RESTING);
    while (figure(watch, "fude_queue_painting") > 0) {
      Thread.sleep(5);
    }
  }

  private int paintAlone(long millis) throws IOException {
    byte[] photo = Files.readAllBytes(Crowd.photo(folder, 0));
    long start = System.nanoTime();
    int pictures = 0;
    while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(millis)) {
      painted(photo);
      pictures++;
    }
    return pictures;
  }

  private static double countTogether(Browserless watch, long millis) throws Exception {
    double before = figure(watch, "fude_pictures_total{status=\"done\"}");
    Thread.sleep(millis);
    return figure(watch, "fude_pictures_total{status=\"done\"}") - before;
  }

  private double ratio() {
    return together.picturesASecondLeft() / alone.picturesASecond();
  }

  /** What is held is asked for again, lest it was given back after the heap was looked at. */
  private long leftBehind(Browserless watch) throws Exception {
    long held = (long) figure(watch, "fude_held_bytes");
    while (true) {
      long left = HeldHeap.bytes() - heapBefore - held;
      long heldNow = (long) figure(watch, "fude_held_bytes");
      if (heldNow == held) {
        return left;
      }
      held = heldNow;
    }
  }

  /** What the server tells Prometheus. */
  private static double figure(Browserless watch, String name) throws Exception {
    return Browserless.text(watch.get("metrics"))
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  private static double told(List<String> report, String what) {
    return report.stream()
        .filter(line -> line.startsWith(what))
        .mapToDouble(line -> Double.parseDouble(line.substring(what.length())))
        .findFirst()
        .orElseThrow();
  }

  private static void assertNoThreadIsLeft() throws InterruptedException {
    Thread.sleep(500);
    assertThat(Thread.getAllStackTraces().keySet())
        .as("threads left behind")
        .noneMatch(
            thread ->
                thread
                    .getName()
                    .matches("(fude-(http|workshop|watchers|deadlines)|HTTP-Dispatcher).*"));
  }
}
