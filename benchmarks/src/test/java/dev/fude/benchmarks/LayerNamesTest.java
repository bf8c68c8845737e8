package dev.fude.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.tensor.Shape;
import dev.fude.testkit.OpCase;
import dev.fude.testkit.OpCases;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Param;

class LayerNamesTest {
  private static final int SIZE = 64;

  @Test
  void everyLayerOfTheCatalogueHasAName() {
    assertThat(LayerNames.layers(SIZE).values())
        .containsExactlyElementsOf(OpCases.network(SIZE, SIZE));
  }

  @Test
  void benchmarkListsExactlyTheConvolutions() throws NoSuchFieldException {
    String[] listed = Operators.class.getField("layer").getAnnotation(Param.class).value();

    assertThat(listed)
        .containsExactlyElementsOf(
            LayerNames.layers(SIZE).entrySet().stream()
                .filter(layer -> isConvolution(layer.getValue()))
                .map(Map.Entry::getKey)
                .toList());
  }

  private static boolean isConvolution(OpCase layer) {
    return layer.op() instanceof Conv2d || layer.op() instanceof DepthwiseConv2d;
  }

  @Test
  void nameTellsKernelChannelsAndResolution() {
    OpCase layer = LayerNames.layer("conv3x3s2-64-128-half", SIZE);

    assertThat(layer.input()).isEqualTo(Shape.nhwc(1, SIZE / 2, SIZE / 2, 64));
    assertThat(layer.op())
        .isInstanceOfSatisfying(
            Conv2d.class,
            conv -> {
              assertThat(conv.outChannels()).isEqualTo(128);
              assertThat(conv.window().kernelH()).isEqualTo(3);
              assertThat(conv.window().strideH()).isEqualTo(2);
            });
  }

  @Test
  void unknownNameIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> LayerNames.layer("conv9x9", SIZE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("There is no layer \"conv9x9\"; layers are conv7x7-3-32-full, ")
        .hasMessageContaining("resize_bilinear-half_pixel-128-half");
  }
}
