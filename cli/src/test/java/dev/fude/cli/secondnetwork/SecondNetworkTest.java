package dev.fude.cli.secondnetwork;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import dev.fude.core.weights.DType;
import dev.fude.model.ChannelOrder;
import dev.fude.model.Model;
import dev.fude.model.ModelCard;
import dev.fude.model.ModelFile;
import dev.fude.model.ValueRange;
import dev.fude.model.generator.UntrainedWeights;
import dev.fude.painter.Painter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network that nothing in the project knows, from its graph to a painted picture: this folder is
 * all that a second network needs. If it ever needs more, the house has lost its second floor.
 */
@Tag("kernels")
class SecondNetworkTest {
  private static final int WIDTH = 41;
  private static final int HEIGHT = 30;

  @TempDir Path folder;

  private Path file;

  /** Two convolutions with an instance norm, for pictures as OpenCV has them. */
  private static Graph graph() {
    Window window = Window.square(3, 1, Padding.reflect(1));
    GraphBuilder graph = Graph.builder("picture", 3);
    String value = graph.add("first", Conv2d.of(12, window), graph.input());
    value = graph.add("norm", new InstanceNorm(1e-5), value);
    value = graph.add("bend", new LeakyRelu(0.2f), value);
    value = graph.add("second", Conv2d.of(3, window), value);
    return graph.build(graph.add("paint", new Tanh(), value));
  }

  @BeforeEach
  void save() {
    Graph graph = graph();
    Model model =
        Model.of(
            graph,
            UntrainedWeights.of(graph, 5),
            ChannelOrder.BGR,
            ValueRange.LEVELS,
            ValueRange.SIGNED_UNIT,
            ModelCard.BLANK.with(ModelCard.STYLE, "second"));
    file = folder.resolve("second.safetensors");
    ModelFile.write(file, model, DType.F16, false);
  }

  @Test
  void aProgramLoadsPlansAndPaintsWithIt() {
    BufferedImage photo = photo();
    try (Painter fast = Painter.load(file);
        Painter specification = Painter.builder().model(file).backend("scalar").build()) {
      assertThat(fast.card().style()).contains("second");
      assertThat(fast.plan(WIDTH, HEIGHT).output().width()).isEqualTo(WIDTH);

      BufferedImage painted = fast.stylize(photo);
      BufferedImage expected = specification.stylize(photo);

      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          assertAlike(painted.getRGB(x, y), expected.getRGB(x, y));
        }
      }
      assertThat(painted.getRGB(7, 5)).isNotEqualTo(photo.getRGB(7, 5));
    }
  }

  private static void assertAlike(int one, int other) {
    for (int shift = 0; shift <= 16; shift += 8) {
      assertThat(one >> shift & 0xff)
          .isBetween((other >> shift & 0xff) - 1, (other >> shift & 0xff) + 1);
    }
  }

  @Tag("without-vector")
  @Tag("one-jdk")
  @Test
  void theCommandTellsPlansPaintsAndMeasuresIt() throws Exception {
    Path photo = folder.resolve("photo.png");
    Path painted = folder.resolve("painted.png");
    ImageIO.write(photo(), "png", photo.toFile());

    assertThat(fude("info", file, "--plan", WIDTH + "x" + HEIGHT))
        .contains("style: second", "Loads as the graph that it holds", "sides of at least 2 pixels")
        .contains("first", "conv2d", "7 steps")
        .doesNotContain("stride_h");
    fude("stylize", photo, "-o", painted, "--model", file);
    assertThat(ImageIO.read(painted.toFile()).getWidth()).isEqualTo(WIDTH);
    assertThat(fude("bench", "--model", file, "--size", "32", "--runs", "1", "--warmup", "0"))
        .contains("median seconds");
  }

  /** What the command prints, in a JVM of its own. */
  private static String fude(Object... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.fude.cli.Main"));
    for (Object arg : args) {
      command.add(arg.toString());
    }
    command.addAll(List.of("--backend", "scalar"));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }

  private static BufferedImage photo() {
    Random random = new Random(3);
    BufferedImage photo = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        photo.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    return photo;
  }
}
