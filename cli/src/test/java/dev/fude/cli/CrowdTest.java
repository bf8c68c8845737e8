package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.painter.Painter;
import dev.fude.painter.WhenBusy;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More pictures at once than fit, in a JVM that ends where memory does. */
class CrowdTest {
  private static final int ROUNDS = 2;
  private static final int CROWD = 4;
  private static final int WIDTH = 600;
  private static final int HEIGHT = 480;

  /** Paints four pictures at once, of which two fit, and tells what became of each. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws Exception {
      WhenBusy whenBusy = WhenBusy.valueOf(args[0]);
      for (int round = 0; round < ROUNDS; round++) {
        Painter painter = Painter.builder().builtIn().noScratch().whenBusy(whenBusy).build();
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        CyclicBarrier start = new CyclicBarrier(CROWD);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
          threads.add(new Thread(() -> told.add(paint(painter, start))));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
          thread.join();
        }
        told.forEach(System.out::println);
      }
    }

    private static String paint(Painter painter, CyclicBarrier start) {
      try {
        start.await();
        painter.stylize(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB));
        return "painted";
      } catch (Exception e) {
        return e.getMessage();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseParallelGC", "-XX:+UseG1GC"})
  void isPaintedOneAfterAnother(String collector) throws Exception {
    Run run = run(WhenBusy.WAIT, collector, "-XX:+DisableExplicitGC");

    assertThat(run.out().lines())
        .as("out: %s, err: %s", run.out(), run.err())
        .hasSize(ROUNDS * CROWD)
        .containsOnly("painted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:-DisableExplicitGC", "-XX:+DisableExplicitGC"})
  void isRefusedInWordsIfThatIsChosen(String explicit) throws Exception {
    Run run = run(WhenBusy.REFUSE, "-XX:+UseParallelGC", explicit);

    List<String> refused = run.out().lines().filter(line -> !line.equals("painted")).toList();
    assertThat(refused)
        .as("out: %s, err: %s", run.out(), run.err())
        .isNotEmpty()
        .hasSizeBetween(ROUNDS, ROUNDS * (CROWD - 1))
        .allMatch(
            line ->
                line.matches(
                    "The picture is 600 x 480 pixels, which needs about [0-9.]+ MiB of memory, but"
                        + " this JVM may use [0-9.]+ MiB, and [123] pictures? being painted holds?"
                        + " [0-9.]+ MiB of it; try again later, .*"));
    assertThat(run.out().lines()).hasSize(ROUNDS * CROWD);
  }

  private static Run run(WhenBusy whenBusy, String... options) throws Exception {
    return Jvm.PLAIN
        .with(options)
        .with("-Xmx256m", "-XX:+ExitOnOutOfMemoryError")
        .with("--add-modules", "jdk.incubator.vector")
        .run(Program.class, whenBusy);
  }
}
