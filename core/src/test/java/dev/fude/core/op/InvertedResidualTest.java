package dev.fude.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvertedResidualTest {
  private final InvertedResidual block =
      new InvertedResidual(8, 2, new LayerNorm(1e-5), 0.2f, true);

  @Test
  void needsThreeConvolutionsEachWithANorm() {
    assertThat(block.parameters(4))
        .containsExactly(
            new Parameter("expand_weight", Shape.of(8, 4, 1, 1)),
            new Parameter("expand_gamma", Shape.of(8)),
            new Parameter("expand_beta", Shape.of(8)),
            new Parameter("depthwise_weight", Shape.of(8, 1, 3, 3)),
            new Parameter("depthwise_bias", Shape.of(8)),
            new Parameter("depthwise_gamma", Shape.of(8)),
            new Parameter("depthwise_beta", Shape.of(8)),
            new Parameter("project_weight", Shape.of(8, 8, 1, 1)),
            new Parameter("project_gamma", Shape.of(8)),
            new Parameter("project_beta", Shape.of(8)));
  }

  @Test
  void keepsTheSizeAndChangesTheChannels() {
    List<Shape> input = List.of(Shape.nhwc(1, 6, 5, 4));

    assertThat(block.outputShape(input)).isEqualTo(Shape.nhwc(1, 6, 5, 8));
    assertThat(block.outputChannels(List.of(4))).isEqualTo(8);
    // 30 pixels: 4 to 8 channels, nine taps on 8 channels, 8 to 8 channels.
    assertThat(block.multiplyAdds(input)).isEqualTo(30 * (4 * 8 + 9 * 8 + 8 * 8));
    assertThat(block.kind()).isEqualTo("inverted_residual");
  }

  @Test
  void needsTwoRowsAndColumnsToMirror() {
    assertThatThrownBy(() -> block.outputShape(List.of(Shape.nhwc(1, 1, 5, 4))))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessageContaining("[1, 1, 5, 4]");
  }

  @Test
  void refusesAttributesOutOfRange() {
    Normalization norm = new LayerNorm(1e-5);
    assertThatThrownBy(() -> new InvertedResidual(0, 2, norm, 0.2f, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 output channels");
    assertThatThrownBy(() -> new InvertedResidual(8, 0, norm, 0.2f, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expansion 0");
    assertThatThrownBy(() -> new InvertedResidual(8, 2, norm, Float.NaN, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Slope NaN");
  }
}
