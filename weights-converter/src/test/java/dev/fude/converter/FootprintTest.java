package dev.fude.converter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.fude.testkit.SharedFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real files convert in a small heap, and before anybody thinks of waiting. */
@Tag("one-jdk")
class FootprintTest {
  private static final String HEAP = "-Xmx127m";

  /** Of processor time, which other programs on the machine change less than time on the clock. */
  private static final long MAX_MILLISECONDS = 2_000;

  /** A processor that two programs share takes up to twice its time for each, now and then. */
  private static final int TRIES = 3;

  private static final long PATIENCE_SECONDS = 120;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void convertsInASmallHeapAndSoon(Sample sample) throws IOException, InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < TRIES && least >= MAX_MILLISECONDS; i++) {
      least = Math.min(least, milliseconds(sample, folder.resolve(i + ".safetensors")));
    }
    assertThat(least).as("milliseconds").isLessThan(MAX_MILLISECONDS);
  }

  private static long milliseconds(Sample sample, Path target)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                Once.class.getName(),
                SharedFolder.require(sample.path()).toString(),
                target.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(target).exists();
    return Long.parseLong(said.strip());
  }

  /** The program that converts one file and prints the processor time that it took. */
  static final class Once {
    private Once() {}

    /** Converts {@code args[0]} to {@code args[1]}. */
    public static void main(String[] args) {
      long before = processorNanos();
      Conversion.open(Path.of(args[0])).write(Path.of(args[1]), false);
      System.out.println(TimeUnit.NANOSECONDS.toMillis(processorNanos() - before));
    }

    /** Of the whole process: the JVM's compilers and collector count as well. */
    private static long processorNanos() {
      return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
          .getProcessCpuTime();
    }
  }
}
