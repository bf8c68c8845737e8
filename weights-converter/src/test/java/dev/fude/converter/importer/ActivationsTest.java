package dev.fude.converter.importer;

import static dev.fude.converter.files.OnnxParts.real;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fude.core.graph.Node;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Multiply;
import dev.fude.core.op.ScaleShift;
import dev.fude.core.op.Tanh;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of rectifiers and tangents gives the numbers that it stands for. */
class ActivationsTest {
  private static final float[] NUMBERS = {
    Float.NEGATIVE_INFINITY,
    -4e6f,
    -300,
    -7.5f,
    -1,
    -0.3f,
    0,
    1e-6f,
    0.7f,
    1,
    5.9f,
    6.1f,
    254,
    4e6f,
    Float.POSITIVE_INFINITY
  };

  @TempDir Path folder;

  private final SmallGraph graph = new SmallGraph();

  /** Computes a chain of nodes in float32. */
  private static float computed(ImportedGraph imported, float number) {
    float result = number;
    String value = imported.graph().input();
    for (Node node : imported.graph().nodes()) {
      assertThat(node.inputs()).containsExactly(value);
      value = node.name();
      if (node.op() instanceof ScaleShift) {
        float scale = imported.weights().tensor(value + ".scale").data()[0];
        result = result * scale + imported.weights().tensor(value + ".shift").data()[0];
      } else if (node.op() instanceof LeakyRelu relu) {
        result = result < 0 ? (relu.slope() == 0 ? 0 : result * relu.slope()) : result;
      } else {
        assertThat(node.op()).isInstanceOf(Tanh.class);
        result = (float) Math.tanh(result);
      }
    }
    return result;
  }

  private void assertGives(String output, DoubleUnaryOperator function, double error) {
    ImportedGraph imported = graph.imported(folder, output);
    for (float number : NUMBERS) {
      double expected = function.applyAsDouble(number);
      double rounding = error + Math.ulp((float) expected);
      assertThat((double) computed(imported, number))
          .as("of %s", number)
          .isCloseTo(expected, within(Double.isInfinite(expected) ? 0 : rounding));
    }
  }

  @Test
  void sigmoid() {
    assertGives(graph.node("Sigmoid", graph.picture()), x -> 1 / (1 + Math.exp(-x)), Math.ulp(1f));
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "0, 6", "0, 255", "0.25, 0.75"})
  void clipByInputsAndBySettings(float low, float high) {
    String old = graph.node("Clip", graph.picture(), real("min", low), real("max", high));
    String both = graph.node("Clip", List.of(old, graph.filled(low), graph.filled(high)));
    double error = 4 * Math.ulp(Math.max(-low, high));
    assertGives(both, x -> Math.min(Math.max(x, low), high), error);
  }

  @Test
  void clipAtOneEnd() {
    String low = graph.node("Clip", List.of(graph.picture(), graph.filled(-2)));
    assertGives(low, x -> Math.max(x, -2), Math.ulp(2f));
  }

  @Test
  void clipAtTheOtherEnd() {
    String high = graph.node("Clip", List.of(graph.picture(), "", graph.filled(3)));
    assertGives(high, x -> Math.min(x, 3), Math.ulp(3f));
  }

  /** Relu6 as some write it. */
  @Test
  void smallerOfANumberAndALargerOne() {
    String larger = graph.node("Max", List.of(graph.filled(0), graph.picture()));
    String smaller = graph.node("Min", List.of(graph.filled(6), larger));
    assertGives(smaller, x -> Math.min(Math.max(x, 0), 6), Math.ulp(6f));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5000, 'clips at 5000.0, which is beyond 4096'",
    "-5000, 0, 'clips at -5000.0, which is beyond 4096'",
    "1, 0, 'clips to no numbers, from 1.0 to 0.0'",
    "NaN, 0, clips to no numbers"
  })
  void boundsThatAreNone(float low, float high, String words) {
    String clipped =
        graph.node("Clip", List.of(graph.picture(), graph.filled(low), graph.filled(high)));
    RefusedGraphsTest.assertRefused(() -> graph.imported(folder, clipped), "\"Clip\"", words);
  }

  @Test
  void hardSigmoid() {
    String hard = graph.node("HardSigmoid", graph.picture(), real("alpha", 0.25f));
    assertGives(hard, x -> Math.min(Math.max(x / 4 + 0.5, 0), 1), 2 * Math.ulp(1f));
  }

  @Test
  void hardSwishIsTheNumberTimesAHardSigmoid() {
    ImportedGraph imported = graph.imported(folder, graph.node("HardSwish", graph.picture()));
    List<Node> nodes = imported.graph().nodes();
    Node product = nodes.get(nodes.size() - 1);
    assertThat(product.op()).isInstanceOf(Multiply.class);
    assertThat(product.inputs()).containsExactly("picture", nodes.get(nodes.size() - 2).name());
    assertThat(imported.weights().tensor("scale_shift_1.scale").data()).containsOnly(1 / 6f);
    assertThat(imported.weights().tensor("scale_shift_1.shift").data()).containsOnly(0.5f);
  }
}
