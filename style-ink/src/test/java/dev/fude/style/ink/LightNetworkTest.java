package dev.fude.style.ink;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.backend.Backend;
import dev.fude.core.backend.BackendSelector;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.graph.Graph;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.DType;
import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.Weights;
import dev.fude.model.Model;
import dev.fude.model.ModelFile;
import dev.fude.model.PictureSides;
import dev.fude.model.generator.Settings;
import dev.fude.testkit.SeededTensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The light network as the training writes it down. Its weights here are a pattern, and {@code
 * training/light_golden.py} is where the pattern and what PyTorch makes of it come from.
 */
class LightNetworkTest {
  private static final int MOST_MULTIPLY_ADDS = 25_000; // for a pixel
  private static final int SIDE = 64;
  private static final int STEP = 37;
  private static final int PERIOD = 101;
  private static final int HALF_PERIOD = 50;

  private final Weights golden = golden();
  private final Model model;

  LightNetworkTest(@TempDir Path folder) {
    model = writtenAndRead(folder.resolve("light.safetensors"));
  }

  @Test
  void takesMultiplesOfEight() {
    assertThat(model.picture().sides()).isEqualTo(new PictureSides(16, 8, 1));
    assertThat(model.network()).isEqualTo("graph");
  }

  @Test
  void isLight() {
    Graph graph = model.graph();
    Map<String, Shape> shapes = graph.inferShapes(Shape.nhwc(1, SIDE, SIDE, 3));
    long all =
        graph.nodes().stream()
            .mapToLong(
                node -> node.op().multiplyAdds(node.inputs().stream().map(shapes::get).toList()))
            .sum();

    assertThat(all / (SIDE * SIDE)).isBetween(1L, (long) MOST_MULTIPLY_ADDS);
  }

  /** A norm would make frames flicker, and the bands of a picture unequal to the whole. */
  @Test
  void hasNoNorm() {
    assertThat(model.graph().nodes())
        .extracting(node -> node.op().kind())
        .containsOnly("conv2d", "leaky_relu", "resize_nearest", "add", "depth_to_space");
  }

  @Test
  void paintsAsInPyTorch() {
    Backend specification = BackendSelector.installed().select("scalar").backend();
    try (PreparedGraph network =
        specification.prepare(model.graph(), model.weights(), ExecutionOptions.ofThreads(1))) {
      Tensor drawing = network.run(golden.tensor("photo"));

      assertThatTensor(drawing).isCloseTo(golden.tensor("drawing"), 1e-5);
    }
  }

  /** Two pictures at once are never computed in swaths. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tag("kernels")
  void swathsOfAPictureAreTheWhole(boolean exact) {
    Shape high = Shape.nhwc(1, 1544, 24, 3);
    Tensor photo = SeededTensors.uniform(high, -1, 1, 17);
    float[] twice = Arrays.copyOf(photo.data(), 2 * photo.data().length);
    System.arraycopy(photo.data(), 0, twice, photo.data().length, photo.data().length);
    Tensor two = Tensor.of(Shape.nhwc(2, high.height(), high.width(), 3), twice);
    Backend fastest = BackendSelector.installed().select(BackendSelector.AUTO).backend();
    ExecutionOptions options = ExecutionOptions.ofThreads(1).withExact(exact);
    try (PreparedGraph network = fastest.prepare(model.graph(), model.weights(), options)) {
      float[] whole = network.run(two).data();

      assertThat(network.plan(high).slotBytes())
          .as("in swaths")
          .isLessThan(network.plan(two.shape()).slotBytes() / 4);
      assertThat(network.run(photo).data()).isEqualTo(Arrays.copyOf(whole, whole.length / 2));
    }
  }

  @Test
  void aPhoneSPhotographTakesTheMemoryOfASwath() {
    Backend fastest = BackendSelector.installed().select(BackendSelector.AUTO).backend();
    try (PreparedGraph network =
        fastest.prepare(model.graph(), model.weights(), ExecutionOptions.ofThreads(2))) {
      Shape photo = Shape.nhwc(1, 3000, 4000, 3);
      assertThat(network.heapBytesForRows(photo)).isLessThan(300L << 20);
      assertThat(network.plan(photo).describe()).contains("19 steps in turn for each of ");
      assertThat(network.plan(Shape.nhwc(1, 64, 64, 3)).rounds()).isOne();
    }
  }

  static Weights golden() {
    try (InputStream file =
        LightNetworkTest.class.getResourceAsStream("light-golden.safetensors")) {
      return Safetensors.readWeights("light-golden.safetensors", file.readAllBytes());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Model writtenAndRead(Path file) {
    Safetensors.write(file, new Weights(golden.metadata(), patterned()), DType.F32);
    return ModelFile.read(file, Settings.NONE);
  }

  /** Numbers all tensors' values one after the other, as {@code patterned} of the script does. */
  private Map<String, Tensor> patterned() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    int count = 0;
    for (String line : golden.metadata().get("tensors").split("\n")) {
      String[] words = line.split(" ");
      int[] extents = Stream.of(words).skip(1).mapToInt(Integer::parseInt).toArray();
      Tensor tensor = Tensor.zeros(Shape.of(extents));
      fill(tensor, count);
      tensors.put(words[0], tensor);
      count += tensor.data().length;
    }
    return tensors;
  }

  private static void fill(Tensor tensor, int first) {
    Shape shape = tensor.shape();
    double scale =
        shape.rank() == 4 ? Math.sqrt(6.0 * shape.extent(0) / tensor.data().length) : 0.1;
    for (int i = 0; i < tensor.data().length; i++) {
      tensor.data()[i] = (float) (scale * pattern(first + i));
    }
  }

  private static double pattern(int index) {
    return (index * STEP % PERIOD - HALF_PERIOD) / (double) HALF_PERIOD;
  }
}
