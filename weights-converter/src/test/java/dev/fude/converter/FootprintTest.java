package dev.fude.converter;

import static dev.fude.converter.files.OnnxParts.FLOAT;
import static dev.fude.converter.files.OnnxParts.raw;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.fude.converter.files.OnnxFile;
import dev.fude.testkit.SharedFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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

  // Kernels of 4 MiB each.
  private static final int WIDE = 1 << 10;
  private static final int KERNELS = 20;

  /** MiB for classes' data, a collector's spare room, and one tensor as it is written. */
  private static final int MOST_BESIDE = 64;

  private static final long PATIENCE_SECONDS = 120;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void convertsInASmallHeapAndSoon(Sample sample) throws IOException, InterruptedException {
    long least = Long.MAX_VALUE;
    Path source = SharedFolder.require(sample.path());
    for (int i = 0; i < TRIES && least >= MAX_MILLISECONDS; i++) {
      least = Math.min(least, milliseconds(HEAP, source, folder.resolve(i + ".safetensors")));
    }
    assertThat(least).as("milliseconds").isLessThan(MAX_MILLISECONDS);
  }

  /** The file's bytes and the weights that they become are in memory at once, and little else. */
  @Test
  void importsALargeGraphInTwiceItsBytes() throws IOException, InterruptedException {
    OnnxFile file = new OnnxFile();
    String value = conv(file, file.picture("photo", 1, 3, -1, -1), 3, WIDE);
    for (int i = 0; i < KERNELS; i++) {
      value = conv(file, value, WIDE, WIDE);
    }
    file.output(conv(file, value, WIDE, 3));
    Path source = file.write(folder.resolve("large.onnx"));
    long mebibytes = Files.size(source) >> 20;
    assertThat(mebibytes).isGreaterThanOrEqualTo(KERNELS * 4);
    String heap = "-Xmx" + (2 * mebibytes + MOST_BESIDE) + "m";
    assertThat(milliseconds(heap, source, folder.resolve("large.safetensors"))).isPositive();
  }

  private static String conv(OnnxFile file, String input, int inChannels, int outChannels) {
    byte[] numbers = new byte[inChannels * outChannels * Float.BYTES];
    String kernel =
        file.initializer("kernel of " + input, raw(FLOAT, numbers, outChannels, inChannels, 1, 1));
    return file.node("Conv", List.of(input, kernel));
  }

  private static long milliseconds(String heap, Path source, Path target)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                Once.class.getName(),
                source.toString(),
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
