package dev.fude.core.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.op.Resize.LikeReference;
import dev.fude.core.op.Resize.Scale;
import dev.fude.core.op.Resize.Size;
import dev.fude.core.op.Sampling.Nearest;
import dev.fude.core.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResizeNearestTest {
  private static final Shape INPUT = Shape.nhwc(2, 5, 6, 3);

  private static List<Integer> sources(int in, int out) {
    return IntStream.range(0, out).map(i -> Nearest.source(i, in, out)).boxed().toList();
  }

  @Test
  void takesTheTargetsOfEveryResize() {
    assertThat(ResizeNearest.twice()).isEqualTo(new ResizeNearest(new Scale(2, 2)));
    assertThat(ResizeNearest.twice().kind()).isEqualTo("resize_nearest");
    assertThat(ResizeNearest.twice().outputShape(List.of(INPUT))).isEqualTo(INPUT.withSize(10, 12));
    assertThat(new ResizeNearest(new Size(4, 1)).outputShape(List.of(INPUT)))
        .isEqualTo(INPUT.withSize(4, 1));
    ResizeNearest like = new ResizeNearest(new LikeReference());
    assertThat(like.inputCount()).isEqualTo(2);
    assertThat(like.dataInputCount()).isEqualTo(1);
    assertThat(like.outputShape(List.of(INPUT, Shape.nhwc(2, 9, 8, 77))))
        .isEqualTo(INPUT.withSize(9, 8));
  }

  @Test
  void readsThePixelAtThePositionRoundedDown() {
    assertThat(sources(3, 6)).containsExactly(0, 0, 1, 1, 2, 2);
    assertThat(sources(2, 5)).containsExactly(0, 0, 0, 1, 1);
    assertThat(sources(5, 2)).containsExactly(0, 2);
    assertThat(sources(4, 4)).containsExactly(0, 1, 2, 3);
  }

  /** 3 / 7 as a float times 7 is below 3; and products of sides exceed 2^31. */
  @Test
  void positionsAreExactAtEverySize() {
    for (int in = 1; in <= 40; in++) {
      for (int factor = 1; factor <= 9; factor++) {
        int pixels = factor;
        assertThat(sources(in, in * factor))
            .isEqualTo(IntStream.range(0, in * factor).map(i -> i / pixels).boxed().toList());
      }
    }
    assertThat(Nearest.source(99_999, 50_000, 100_000)).isEqualTo(49_999);
  }
}
