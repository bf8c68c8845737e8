package dev.fude.painter;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.tensor.Tensor;
import dev.fude.testkit.GoldenFiles;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole pictures with trained weights against the float64 reference. */
@Tag("every-width")
class GoldenPictureTest {
  /** Of the range from -1 to 1: the accuracy that exact algorithms promise for pictures. */
  private static final float TOLERANCE = 1e-4f;

  /** One of 256 grey levels: the accuracy that the fastest algorithms promise anywhere. */
  private static final float LEVEL = 1 / 127.5f;

  /** Of a level: what the fastest algorithms promise on average. */
  private static final double MEAN_LEVELS = 0.05;

  private static final String SMALL = "bry3_64x48_tf";
  private static final String MEDIUM = "v3_37_320x200_tf";
  private static final String ODD = "v3_14_217x333_torch_align";
  private static final List<String> LARGE =
      List.of(
          ODD,
          "bry1_256x256_tf",
          "bry1_256x256_torch_align",
          "bry1_256x256_torch_half",
          "v3_48_512x512_tf");

  /** What this execution has time for. */
  static List<String> pictures() {
    if (TestExecution.isForcedWidth()) {
      return List.of(SMALL);
    }
    List<String> pictures = new ArrayList<>(List.of(SMALL, MEDIUM));
    if (!TestExecution.isScalar()) {
      pictures.addAll(LARGE);
    }
    return pictures;
  }

  static List<String> picturesThatTakeScalarLong() {
    return LARGE;
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void pictureByExactAlgorithmsIsTheReference(String name) {
    assertReference(name, TestExecution.backend());
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void pictureByTheFastestAlgorithmsIsTheReferenceToALevel(String name) {
    GoldenFiles golden = golden(name);
    Tensor expected = golden.results().get("output");

    Tensor output = painter(golden, TestExecution.backend(), false).run(golden.input());

    assertThatTensor(output).as(name).isCloseTo(expected, LEVEL);
    assertThat(meanDifference(output, expected) / LEVEL).as(name).isLessThan(MEAN_LEVELS);
  }

  private static double meanDifference(Tensor output, Tensor expected) {
    double sum = 0;
    for (int i = 0; i < expected.data().length; i++) {
      sum += Math.abs((double) output.data()[i] - expected.data()[i]);
    }
    return sum / expected.data().length;
  }

  @Test
  @Tag("without-vector")
  void smallPictureByTheSpecificationIsTheReference() {
    assertReference(SMALL, "scalar");
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("picturesThatTakeScalarLong")
  void pictureByTheSpecificationIsTheReference(String name) {
    assertReference(name, "scalar");
  }

  private static void assertReference(String name, String backend) {
    GoldenFiles golden = golden(name);
    Painter painter = painter(golden, backend, true);

    Tensor output = painter.run(golden.input());

    assertThatTensor(output)
        .as("%s by %s", name, backend)
        .isCloseTo(golden.results().get("output"), TOLERANCE);
  }

  /** Plain loops and vectors of forced width take the small picture only. */
  @Test
  void photographThroughTheFacadeIsTheReferenceRounded() {
    boolean quick = !TestExecution.isScalar() && !TestExecution.isForcedWidth();
    GoldenFiles golden = golden(quick ? ODD : SMALL);

    BufferedImage anime =
        painter(golden, TestExecution.backend(), false).stylize(TestPhotos.photo(golden));

    Tensor expected = golden.results().get("output");
    assertThat(anime.getWidth()).isEqualTo(expected.shape().width());
    assertThat(anime.getHeight()).isEqualTo(expected.shape().height());
    assertThat(largestDifference(anime, expected)).as("levels").isLessThanOrEqualTo(1);
  }

  private static long largestDifference(BufferedImage anime, Tensor expected) {
    long largest = 0;
    for (int i = 0; i < anime.getWidth() * anime.getHeight(); i++) {
      int rgb = anime.getRGB(i % anime.getWidth(), i / anime.getWidth());
      for (int c = 0; c < 3; c++) {
        int level = rgb >> (16 - 8 * c) & 0xFF;
        long wanted = Math.round((expected.data()[3 * i + c] + 1) * 127.5);
        largest = Math.max(largest, Math.abs(level - wanted));
      }
    }
    return largest;
  }

  private static GoldenFiles golden(String name) {
    return GoldenFiles.read("images/" + name + ".safetensors");
  }

  private static Painter painter(GoldenFiles golden, String backend, boolean exact) {
    return Painter.builder()
        .model(TestModels.trained())
        .backend(backend)
        .resize(golden.rule())
        .normEps(golden.normEps())
        .exact(exact)
        .build();
  }
}
