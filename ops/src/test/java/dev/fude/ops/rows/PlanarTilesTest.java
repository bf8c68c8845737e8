package dev.fude.ops.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.tensor.Shape;
import dev.fude.ops.loops.LoopsMicrokernels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cut's planes fit into half of a second-level cache, and its lines are filled. */
class PlanarTilesTest {
  /** 256 KiB, and what is behind the last plane's line. */
  private static final int MOST_BYTES = 256 * 1024 + 1024;

  private static PlanarTiles cut(WinogradTile tile, int channels, int pixels, int side) {
    WinogradTransform transform = new LoopsMicrokernels().transform(tile);
    return PlanarTiles.of(transform, tile.taps(), channels, pixels, Shape.nhwc(1, side, side, 8));
  }

  @ParameterizedTest
  @CsvSource({"F8X3, 3, 90", "F8X3, 24, 90", "F8X3, 64, 75", "F6X7, 3, 90", "F6X7, 64, 50"})
  void planesFitAndLinesAreFilled(WinogradTile tile, int channels, int percent) {
    for (int pixels : new int[] {1, 48, 96}) {
      PlanarTiles cut = cut(tile, channels, pixels, 512);
      int line = cut.line(cut.rows());

      assertThat((long) Float.BYTES * cut.planesFloats())
          .as("bytes of planes, %s", cut)
          .isLessThanOrEqualTo(MOST_BYTES + (long) Float.BYTES * pixels * planes(cut));
      assertThat(line % pixels).isZero();
      assertThat(100 * cut.rows() * cut.pitch() / line).as("%s", cut).isGreaterThan(percent);
    }
  }

  private static int planes(PlanarTiles cut) {
    return cut.inputs() * cut.inChannels();
  }

  @ParameterizedTest
  @CsvSource({"1", "7", "8", "9", "100"})
  void noPictureIsTooSmall(int side) {
    PlanarTiles cut = cut(WinogradTile.F8X3, 64, 16, side);

    assertThat(cut.rows()).isBetween(1, side);
    assertThat(cut.columns()).isBetween(1, side + cut.outputs() - 1);
  }
}
