package dev.fude.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentSizesTest {
  private static final int KEPT = 16;

  private final List<Shape> made = new ArrayList<>();
  private final RecentSizes<String> sizes =
      new RecentSizes<>(
          shape -> {
            made.add(shape);
            return shape.toString();
          });

  private static Shape side(int side) {
    return Shape.nhwc(1, side, side, 3);
  }

  @Test
  void makesEachSizeOnce() {
    assertThat(sizes.of(side(8))).isSameAs(sizes.of(side(8)));
    assertThat(sizes.of(side(9))).isEqualTo(side(9).toString());
    assertThat(made).containsExactly(side(8), side(9));
  }

  @Test
  void forgetsTheSizeThatWasAskedForLongestAgo() {
    for (int i = 1; i <= KEPT; i++) {
      sizes.of(side(i));
    }
    sizes.of(side(1));
    sizes.of(side(KEPT + 1)); // takes the place of 2
    made.clear();

    sizes.of(side(1));
    sizes.of(side(2));

    assertThat(made).containsExactly(side(2));
  }

  @Test
  void keepsNothingOfASizeThatCannotBeMade() {
    RecentSizes<String> failing =
        new RecentSizes<>(
            shape -> {
              made.add(shape);
              throw new IllegalStateException("no such size");
            });
    assertThatThrownBy(() -> failing.of(side(4))).hasMessage("no such size");
    assertThatThrownBy(() -> failing.of(side(4))).hasMessage("no such size");
    assertThat(made).hasSize(2);
  }
}
