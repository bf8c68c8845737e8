package dev.fude.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OpCasesTest {
  private static final Set<String> KINDS =
      Set.of(
          "conv2d",
          "depthwise_conv2d",
          "separable_conv2d",
          "inverted_residual",
          "layer_norm",
          "instance_norm",
          "pad_reflect",
          "pad_zero",
          "resize_bilinear",
          "resize_nearest",
          "scale_shift",
          "leaky_relu",
          "prelu",
          "tanh",
          "add");

  private static Set<String> kinds(List<OpCase> cases) {
    return cases.stream().map(opCase -> opCase.op().kind()).collect(Collectors.toSet());
  }

  @Test
  void everyOpHasCasesInFullAndInSmall() {
    assertThat(kinds(OpCases.all())).isEqualTo(KINDS);
    assertThat(kinds(OpCases.small())).isEqualTo(KINDS);
  }

  @Test
  void namesTellCasesApart() {
    assertThat(OpCases.all()).extracting(OpCase::name).doesNotHaveDuplicates();
    assertThat(GraphCases.all()).extracting(GraphCase::name).doesNotHaveDuplicates();
  }

  @Test
  void everyCaseFitsItsOwnInput() {
    for (OpCase opCase : OpCases.all()) {
      GraphCase graphCase = opCase.toGraph();
      assertThat(graphCase.graph().inferShapes(graphCase.input())).containsKey(OpCase.NODE);
      assertThat(graphCase.weights().tensors()).hasSameSizeAs(graphCase.graph().parameterShapes());
    }
    for (GraphCase graphCase : GraphCases.all()) {
      assertThat(graphCase.graph().inferShapes(graphCase.input())).isNotEmpty();
    }
  }

  @Test
  void networkLayersHoldTheGeneratorsWork() {
    // 401,072 multiply-adds per pixel, less the layers that occur again: rows 6 and 13, and the
    // second and third of the blocks r2 to r4.
    long again = 9216 + 36864 + 2 * 16672;
    long work = OpCases.network(512, 512).stream().mapToLong(OpCase::multiplyAdds).sum();

    assertThat(work / (512 * 512)).isEqualTo(401_072 - again);
  }
}
