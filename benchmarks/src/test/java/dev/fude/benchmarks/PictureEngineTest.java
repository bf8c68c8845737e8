package dev.fude.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PictureEngineTest {
  private static final Network NETWORK = Network.animeGanV2();
  private static final Tensor BLACK = Tensor.zeros(Shape.nhwc(1, 8, 8, 3));

  @Test
  void unknownEngineIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> PictureEngine.open("tensorflow", NETWORK, 1, BLACK))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("There is no engine \"tensorflow\" in this jar; choose fude-simd");
  }

  @Test
  void exactIsNotPartOfTheBackendsName() {
    try (PictureEngine exact = PictureEngine.open("fude-scalar-exact", NETWORK, 1, BLACK);
        PictureEngine plain = PictureEngine.open("fude-scalar", NETWORK, 1, BLACK)) {
      assertThat(exact.picture().data()).isEqualTo(plain.picture().data());
    }
  }

  @Test
  void differenceSeesNan() {
    Tensor nan = Tensor.zeros(BLACK.shape());
    nan.data()[5] = Float.NaN;

    assertThat(WholePicture.maxDifference(BLACK, BLACK)).isZero();
    assertThat(WholePicture.maxDifference(BLACK, nan)).isNaN();
  }
}
