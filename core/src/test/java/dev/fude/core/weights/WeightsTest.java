package dev.fude.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightsTest {
  private final Weights weights =
      new Weights(
          Map.of("resize", "half_pixel"),
          new LinkedHashMap<>(
              Map.of(
                  "conv.weight", Tensor.zeros(Shape.of(4, 3, 1, 1)),
                  "conv.bias", Tensor.zeros(Shape.of(4)))));

  private final Map<String, Shape> expected =
      Map.of("conv.weight", Shape.of(4, 3, 1, 1), "conv.bias", Shape.of(4));

  @Test
  void holdTensorsAndWhatIsKnownAboutThem() {
    assertThat(weights.parameterCount()).isEqualTo(16);
    assertThat(weights.tensor("conv.bias").shape()).isEqualTo(Shape.of(4));
    assertThat(weights.metadata("resize")).contains("half_pixel");
    assertThat(weights.metadata("style")).isEmpty();
    assertThatThrownBy(() -> weights.tensors().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> weights.tensor("conv.gamma"))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessage("The weights hold no tensor \"conv.gamma\".");
  }

  @Test
  void fitANetworkThatNeedsExactlyThem() {
    assertThatCode(() -> weights.requireExactly(expected, "the net")).doesNotThrowAnyException();
  }

  @Test
  void oneErrorListsEverythingThatDoesNotFit() {
    Map<String, Shape> other = new LinkedHashMap<>();
    other.put("conv.weight", Shape.of(4, 3, 3, 3));
    other.put("norm.gamma", Shape.of(4));
    other.put("norm.beta", Shape.of(4));

    assertThatThrownBy(() -> weights.requireExactly(other, "the net"))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessage(
            "The weights do not fit the net (4 problems):"
                + " \"conv.weight\" has shape [4, 3, 1, 1] instead of [4, 3, 3, 3];"
                + " missing \"norm.gamma\" [4]; missing \"norm.beta\" [4];"
                + " unexpected \"conv.bias\" [4].");
  }

  @Test
  void mayHoldMoreThanANetworkNeeds() {
    Map<String, Shape> fewer = Map.of("conv.bias", Shape.of(4));

    assertThatCode(() -> weights.requireAtLeast(fewer, "the net")).doesNotThrowAnyException();
    assertThatThrownBy(() -> weights.requireExactly(fewer, "the net"))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining("unexpected \"conv.weight\"");
    assertThatThrownBy(() -> weights.requireAtLeast(Map.of("x", Shape.of(1)), "the net"))
        .isInstanceOf(InvalidWeightsException.class)
        .hasMessageContaining("missing \"x\" [1]");
  }
}
