package dev.fude.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementwiseOpsTest {
  private static final Shape SHAPE = Shape.nhwc(2, 3, 4, 5);

  @Test
  void keepShapeAndChannelsAndNeedNoTensors() {
    for (Op op :
        List.of(new LeakyRelu(0.2f), new Tanh(), new Add(), new Multiply(), new Divide())) {
      assertThat(op.outputShape(List.of(SHAPE, SHAPE).subList(0, op.inputCount())))
          .isEqualTo(SHAPE);
      assertThat(op.elementwise()).isTrue();
      assertThat(op.parameters(5)).isEmpty();
      assertThat(op.outputChannels(List.of(5, 5))).isEqualTo(5);
      assertThat(op.multiplyAdds(List.of(SHAPE, SHAPE))).isZero();
    }
  }

  @Test
  void trainedOnesKeepTheShapeAndNeedNumbersAChannel() {
    for (Op op : List.of(new ScaleShift(), new PRelu())) {
      assertThat(op.outputShape(List.of(SHAPE))).isEqualTo(SHAPE);
      assertThat(op.elementwise()).isTrue();
    }
    assertThat(new ScaleShift().parameters(5))
        .containsExactly(new Parameter("scale", Shape.of(5)), new Parameter("shift", Shape.of(5)));
    assertThat(new PRelu().parameters(5)).containsExactly(new Parameter("slope", Shape.of(5)));
  }

  @Test
  void haveTheirNames() {
    assertThat(new ScaleShift().kind()).isEqualTo("scale_shift");
    assertThat(new PRelu().kind()).isEqualTo("prelu");
    assertThat(new LeakyRelu(0.2f).kind()).isEqualTo("leaky_relu");
    assertThat(new Tanh().kind()).isEqualTo("tanh");
    assertThat(new Add().kind()).isEqualTo("add");
    assertThat(new Add().inputCount()).isEqualTo(2);
  }

  @Test
  void addTakesOneShapeOnly() {
    assertThatThrownBy(() -> new Add().outputShape(List.of(SHAPE, SHAPE.withSize(4, 3))))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessage("Shapes [2, 3, 4, 5] and [2, 4, 3, 5] cannot be added.");
    assertThatThrownBy(() -> new Divide().outputShape(List.of(SHAPE, SHAPE.withSize(4, 3))))
        .hasMessage("Shapes [2, 3, 4, 5] and [2, 4, 3, 5] cannot be divided.");
    // Nothing is broadcast.
    assertThatThrownBy(() -> new Add().outputShape(List.of(SHAPE, SHAPE.withChannels(1))))
        .isInstanceOf(InvalidShapeException.class);
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.1f, 1.1f, Float.NaN})
  void aSlopeIsFromZeroToOne(float slope) {
    assertThatThrownBy(() -> new LeakyRelu(slope))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Slope " + slope + " must be from 0 to 1.");
  }
}
