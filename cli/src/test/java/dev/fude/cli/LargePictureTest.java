package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A photograph of 12 megapixels in the heap of a small machine: to the bit what a large one gives.
 */
@Tag("slow")
class LargePictureTest {
  private static final int WIDTH = 4000;
  private static final int HEIGHT = 3000;
  private static final long SEED = 20261129;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png"})
  void isPaintedInHalfAGibibyte(String ending) throws IOException, InterruptedException {
    Path photo = photo(ending);
    Path scratch = Files.createDirectory(folder.resolve("scratch"));

    Path small = folder.resolve("small." + ending);
    Run inFiles = stylize("-Xmx512m", photo, small, "--scratch", scratch);
    Path large = folder.resolve("large." + ending);
    Run onHeap = stylize("-Xmx6g", photo, large);

    assertThat(inFiles.out()).as(inFiles.err()).contains("of scratch files in " + scratch);
    assertThat(onHeap.out()).as(onHeap.err()).doesNotContain("scratch");
    assertThat(small).hasSameBinaryContentAs(large);
    assertThat(scratch).isEmptyDirectory();
  }

  private static Run stylize(String heap, Path photo, Path anime, Object... more)
      throws IOException, InterruptedException {
    Object[] args = new Object[4 + more.length];
    args[0] = "stylize";
    args[1] = photo;
    args[2] = "-o";
    args[3] = anime;
    System.arraycopy(more, 0, args, 4, more.length);
    Run run = Jvm.PLAIN.with(heap, "--add-modules", "jdk.incubator.vector").fude(args);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  /** Soft spots of colour, which differ from place to place. */
  private Path photo(String ending) throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Random random = new Random(SEED);
    int[] phases = random.ints(3, 0, 1000).toArray();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int rgb = 0;
        for (int phase : phases) {
          double wave = Math.sin((x + phase) / 37.0) * Math.cos((y - phase) / 53.0 + x / 911.0);
          rgb = rgb << 8 | (int) (127.5 + 100 * wave + random.nextInt(20));
        }
        image.setRGB(x, y, rgb);
      }
    }
    Path file = folder.resolve("photo." + ending);
    assertThat(ImageIO.write(image, ending, file.toFile())).isTrue();
    return file;
  }
}
