package dev.fude.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizationTest {
  @Test
  void keepTheShapeAndNeedAScaleAndAShiftAChannel() {
    for (Normalization norm : List.of(new LayerNorm(1e-5), new InstanceNorm(1e-5))) {
      assertThat(norm.outputShape(List.of(Shape.nhwc(2, 3, 4, 5))))
          .isEqualTo(Shape.nhwc(2, 3, 4, 5));
      assertThat(norm.parameters(5))
          .containsExactly(new Parameter("gamma", Shape.of(5)), new Parameter("beta", Shape.of(5)));
      assertThat(norm.outputChannels(List.of(5))).isEqualTo(5);
      assertThat(norm.elementwise()).isFalse();
    }
  }

  @Test
  void differInWhatTheStatisticsAreOf() {
    assertThat(new LayerNorm(1e-5).perChannel()).isFalse();
    assertThat(new LayerNorm(1e-5).kind()).isEqualTo("layer_norm");
    assertThat(new InstanceNorm(1e-5).perChannel()).isTrue();
    assertThat(new InstanceNorm(1e-5).kind()).isEqualTo("instance_norm");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1e-5, Double.NaN, Double.POSITIVE_INFINITY})
  void refuseAnEpsThatIsNotPositive(double eps) {
    assertThatThrownBy(() -> new LayerNorm(eps))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("eps " + eps + " must be a positive finite number.");
    assertThatThrownBy(() -> new InstanceNorm(eps)).isInstanceOf(IllegalArgumentException.class);
  }
}
