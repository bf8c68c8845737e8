package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.testkit.SharedFolder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job: published weights, a photograph, and an anime picture of it. */
@Tag("kernels")
class EndToEndTest {
  private static final int STEP = 10;

  @TempDir Path folder;

  @Test
  void aPhotographBecomesAnAnimePicture() throws IOException {
    Path source = SharedFolder.require("weights/animeganv2_hayao_256x256_integer_quant.tflite");
    BufferedImage photo = shrunk(SharedFolder.require("photos/bry1.jpg"));
    Path input = folder.resolve("photo.png");
    Path weights = folder.resolve("hayao.safetensors");
    Path output = folder.resolve("anime.png");
    ImageIO.write(photo, "png", input.toFile());

    Run.of("convert", source, "-o", weights).isDone();
    Run.of("stylize", input, "-o", output, "--model", weights).isDone();

    BufferedImage anime = ImageIO.read(output.toFile());
    assertThat(anime.getWidth()).isEqualTo(photo.getWidth());
    assertThat(anime.getHeight()).isEqualTo(photo.getHeight());
    assertThat(correlation(photo, anime))
        .as("brightness of photograph and picture: the same scene, painted anew")
        .isBetween(0.7, 0.999);
  }

  private static BufferedImage shrunk(Path file) throws IOException {
    BufferedImage photo = ImageIO.read(file.toFile());
    int width = photo.getWidth() / STEP;
    int height = photo.getHeight() / STEP;
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        small.setRGB(x, y, photo.getRGB(x * STEP, y * STEP));
      }
    }
    return small;
  }

  private static double correlation(BufferedImage first, BufferedImage second) {
    double n = (double) first.getWidth() * first.getHeight();
    double sumA = 0;
    double sumB = 0;
    double sumAa = 0;
    double sumBb = 0;
    double sumAb = 0;
    for (int y = 0; y < first.getHeight(); y++) {
      for (int x = 0; x < first.getWidth(); x++) {
        double a = brightness(first.getRGB(x, y));
        double b = brightness(second.getRGB(x, y));
        sumA += a;
        sumB += b;
        sumAa += a * a;
        sumBb += b * b;
        sumAb += a * b;
      }
    }
    double covariance = sumAb - sumA * sumB / n;
    return covariance / Math.sqrt((sumAa - sumA * sumA / n) * (sumBb - sumB * sumB / n));
  }

  private static double brightness(int rgb) {
    return (rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff);
  }
}
