package dev.fude.model.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Its variables are not all its graph's tensors. */
class AnimeGanV3Test {
  private static final String ATTENTION = "main.External_attention.";

  private static StoredForm variables(Generator generator) {
    return generator.storedForms().get(1);
  }

  /** The published graph has 28 more: what it adds to variances and sums. */
  @Test
  void variablesAreAsManyNumbersAsPublished() {
    LayerTable table = variables(AnimeGanV3.GENERATOR).table();
    long numbers =
        table.tensors().values().stream().mapToLong(tensor -> tensor.shape().elements()).sum();
    assertThat(numbers).isEqualTo(1_027_776);
  }

  @Test
  void variablesHaveTheNamesOfThePublishedGraph() {
    List<String> names = new ArrayList<>();
    variables(AnimeGanV3.GENERATOR)
        .table()
        .tensors()
        .values()
        .forEach(tensor -> names.add(tensor.tensorFlowName()));
    assertThat(names)
        .hasSize(34)
        .startsWith("generator/base/Conv/weights", "generator/base/Conv_1/weights")
        .contains("generator/base/Conv_13/weights")
        .containsSequence(
            "generator/main/External_attention/Conv/weights",
            "generator/main/External_attention/kernel",
            "generator/main/External_attention/Conv_1/weights",
            "generator_1/main/External_attention/Variable",
            "generator_1/main/External_attention/Variable_1",
            "generator_1/main/External_attention/Variable_2",
            "generator_1/main/External_attention/Variable_3",
            "generator/main/Conv/weights")
        .endsWith("generator/main/Conv_12/weights");
  }

  @Test
  void keysAndValuesAreOneMatrixBothWays() {
    Map<String, Tensor> tensors = merged(numbered());
    Shape shape = Shape.of(4, 4, 1, 1);
    Tensor keys = tensors.get(ATTENTION + "keys.weights");
    Tensor values = tensors.get(ATTENTION + "values.weights");
    assertThat(keys.shape()).isEqualTo(shape);
    assertThat(values.shape()).isEqualTo(shape);
    // (1, channels, pairs): what a channel is worth to a pair, and the other way round.
    assertThat(values.data()).startsWith(0, 1, 2, 3, 4);
    assertThat(keys.data()).startsWith(0, 4, 8, 12, 1);
  }

  @Test
  void batchNormIsAFactorAndABias() {
    Map<String, Tensor> variables = numbered();
    variables.put(ATTENTION + "Variable", Tensor.of(Shape.of(4), 1, 2, 3, 4));
    variables.put(ATTENTION + "Variable_1", Tensor.of(Shape.of(4), 0, 0, 0, 10));
    variables.put(ATTENTION + "Variable_2", Tensor.of(Shape.of(4), 0, 0, 5, 6));
    variables.put(
        ATTENTION + "Variable_3", Tensor.of(Shape.of(4), 0.999f, 3.999f, 0.249f, 15.999f));
    Map<String, Tensor> tensors = merged(variables);

    // factors 1, 2 / 2, 3 / 0.5, 4 / 4
    assertClose(
        tensors.get(ATTENTION + "Conv_1.weights"),
        0,
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        48,
        54,
        60,
        66,
        12,
        13,
        14,
        15);
    assertClose(tensors.get(ATTENTION + "Conv_1.biases"), 0, 0, -30, 4);
  }

  @Test
  void tensorsAreThoseOfTheGraphInItsOrder() {
    Generator generator = AnimeGanV3.ofWidth(1);
    Map<String, Tensor> tensors = merged(numbered());
    assertThat(tensors.keySet())
        .containsExactlyElementsOf(LayerTable.of(generator).tensors().keySet());
    LayerTable.of(generator)
        .tensors()
        .forEach(
            (name, wanted) ->
                assertThat(tensors.get(name).shape()).as(name).isEqualTo(wanted.shape()));
  }

  private static void assertClose(Tensor tensor, float... expected) {
    assertThat(tensor.data()).containsExactly(expected, Offset.offset(1e-4f));
  }

  private static Map<String, Tensor> merged(Map<String, Tensor> variables) {
    return variables(AnimeGanV3.ofWidth(1)).toGraph().apply(variables);
  }

  /** Variables of a generator of one channel, whose elements are their places. */
  private static Map<String, Tensor> numbered() {
    Map<String, Tensor> variables = new LinkedHashMap<>();
    variables(AnimeGanV3.ofWidth(1))
        .table()
        .tensors()
        .forEach((name, tensor) -> variables.put(name, places(tensor.shape())));
    return variables;
  }

  private static Tensor places(Shape shape) {
    float[] places = new float[shape.arrayLength()];
    for (int place = 0; place < places.length; place++) {
      places[place] = place;
    }
    return Tensor.of(shape, places);
  }
}
