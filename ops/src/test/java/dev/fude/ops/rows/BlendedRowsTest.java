package dev.fude.ops.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import dev.fude.ops.loops.LoopsMicrokernels;
import dev.fude.ops.runtime.Scratch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which stored rows are loaded, and that what is kept is what was asked for. */
class BlendedRowsTest {
  private static final Shape STORED = Shape.nhwc(2, 5, 6, 3);
  private static final int HEIGHT = 10;
  private static final int PICTURE = 1000; // between numbers at the same place
  private static final int ROW = 100;

  private final List<Integer> loaded = new ArrayList<>();
  private final BlendedRows rows =
      new BlendedRows(
          this::load,
          new LoopsMicrokernels(),
          STORED,
          HEIGHT,
          new Scratch(),
          /* scratchIndex= */ 0);

  /** Every number tells where it stands. */
  private void load(int picture, int row, int column, int columns, float[] to, int at) {
    loaded.add(row);
    for (int i = 0; i < columns * STORED.channels(); i++) {
      to[at + i] = PICTURE * picture + ROW * row + column * STORED.channels() + i;
    }
  }

  private void check(ResizeRule rule, int picture, int y, int first, int columns) {
    float[] blend = rows.blend(rule, picture, y, first, columns);
    double row = Math.min(STORED.height() - 1, rule.position(y, STORED.height(), HEIGHT));
    for (int column = first; column < first + columns; column++) {
      for (int c = 0; c < STORED.channels(); c++) {
        float wanted = (float) (PICTURE * picture + ROW * row + column * STORED.channels() + c);
        float roundings = ROW * 0x1p-24f + Math.ulp(wanted); // of the share, and of the sum
        assertThat(blend[rows.at(column) + c]).isCloseTo(wanted, within(roundings));
      }
    }
  }

  @Test
  void storedRowsOfAnEnlargedPictureAreLoadedOnce() {
    for (int y = 0; y < HEIGHT; y++) {
      check(ResizeRule.HALF_PIXEL, 0, y, 1, 4);
    }
    assertThat(loaded).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void pixelsOfTheSameRowCostNothing() {
    check(ResizeRule.ASYMMETRIC, 0, 3, 1, 4);
    check(ResizeRule.ASYMMETRIC, 0, 3, 4, 1);
    check(ResizeRule.ASYMMETRIC, 0, 3, 1, 2);
    assertThat(loaded).containsExactly(1, 2);
  }

  @ParameterizedTest
  @EnumSource(ResizeRule.class)
  void othersAreLoadedAnew(ResizeRule rule) {
    int[] order = {0, 1, 9, 4, 3, 5, 5, 2};
    for (int y : order) {
      check(rule, 0, y, 1, 3);
      check(rule, 1, y, 1, 3);
      check(rule, 1, y, 2, 3);
      check(rule, 1, y, 0, 6);
    }
  }
}
