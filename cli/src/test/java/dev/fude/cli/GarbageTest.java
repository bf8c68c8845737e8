package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.painter.Painter;
import java.awt.image.BufferedImage;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A program that keeps little and has left much: what no collector has swept up yet is room, and
 * costs no picture.
 */
class GarbageTest {
  private static final int PICTURES = 2;

  /** Paints picture after picture into a heap that is full of old garbage each time. */
  static final class Program {
    private static final int PIECE = 1 << 17;
    private static final Deque<byte[]> LIVE = new ArrayDeque<>();

    private Program() {}

    public static void main(String[] args) {
      try (Painter painter = Painter.builtIn()) {
        painter.stylize(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB)); // while it is empty
        for (int i = 0; i < PICTURES; i++) {
          fillWithGarbage();
          boolean isFull = room() < painter.bytesNeeded(560, 420);
          painter.stylize(new BufferedImage(560, 420, BufferedImage.TYPE_INT_RGB));
          System.out.println(isFull ? "painted" : "painted where there was room anyway");
        }
      }
    }

    /** Pieces live long enough to become old, and then die where only a full collection looks. */
    private static void fillWithGarbage() {
      long most = Runtime.getRuntime().maxMemory();
      while ((long) LIVE.size() * PIECE < most / 2) {
        LIVE.add(new byte[PIECE]);
      }
      churn(most * 2);
      LIVE.clear();
      for (int i = 0; i < 4096 && room() > most / 5; i++) {
        churn(PIECE);
      }
    }

    private static void churn(long bytes) {
      for (long done = 0; done < bytes; done += PIECE) {
        LIVE.add(new byte[PIECE]);
        LIVE.removeLast();
      }
    }

    private static long room() {
      Runtime runtime = Runtime.getRuntime();
      return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseParallelGC", "-XX:+UseSerialGC"})
  void costsNoPicture(String collector) throws Exception {
    Run run =
        Jvm.PLAIN
            .with("-Xmx300m", collector, "-XX:+DisableExplicitGC")
            .with("--add-modules", "jdk.incubator.vector")
            .run(Program.class);

    assertThat(run.out().lines())
        .as("out: %s, err: %s", run.out(), run.err())
        .hasSize(PICTURES)
        .containsOnly("painted");
  }
}
