package dev.fude.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.op.Resize.LikeReference;
import dev.fude.core.op.Resize.Scale;
import dev.fude.core.op.Resize.Size;
import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResizeBilinearTest {
  private static final Shape INPUT = Shape.nhwc(2, 5, 6, 3);

  private static ResizeBilinear to(Resize.Target target) {
    return new ResizeBilinear(ResizeRule.ASYMMETRIC, target);
  }

  @Test
  void scalesByWholeFactors() {
    assertThat(to(new Scale(2, 3)).outputShape(List.of(INPUT))).isEqualTo(INPUT.withSize(10, 18));
    assertThat(ResizeBilinear.twice(ResizeRule.HALF_PIXEL))
        .isEqualTo(new ResizeBilinear(ResizeRule.HALF_PIXEL, new Scale(2, 2)));
    assertThat(ResizeBilinear.twice(ResizeRule.HALF_PIXEL).kind()).isEqualTo("resize_bilinear");
  }

  @Test
  void takesAFixedSize() {
    assertThat(to(new Size(13, 1)).outputShape(List.of(INPUT))).isEqualTo(INPUT.withSize(13, 1));
  }

  @Test
  void takesTheSizeOfAReferenceAndNothingElseOfIt() {
    ResizeBilinear resize = to(new LikeReference());

    assertThat(resize.inputCount()).isEqualTo(2);
    assertThat(resize.dataInputCount()).isEqualTo(1);
    assertThat(resize.outputShape(List.of(INPUT, Shape.nhwc(2, 9, 8, 77))))
        .isEqualTo(INPUT.withSize(9, 8));
    assertThat(to(new Scale(2, 2)).inputCount()).isEqualTo(1);
  }

  @Test
  void refusesEmptyPicturesAndEmptyTargets() {
    assertThatThrownBy(() -> to(new Size(4, 4)).outputShape(List.of(INPUT.withSize(0, 6))))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessage("An empty picture of shape [2, 0, 6, 3] has no size.");
    assertThatThrownBy(() -> new Size(0, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A resize to 0 x 4 is empty.");
    assertThatThrownBy(() -> new Scale(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
