package dev.fude.ops.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.tensor.Shape;
import dev.fude.ops.loops.LoopsMicrokernels;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cut keeps fits where it should, and its lines are filled. */
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
      int line = cut.strip().line(cut.rows());

      assertThat((long) Float.BYTES * cut.planesFloats())
          .as("bytes of planes, %s", cut)
          .isLessThanOrEqualTo(MOST_BYTES + (long) Float.BYTES * pixels * cut.planes());
      assertThat(line % pixels).isZero();
      assertThat(100 * cut.rows() * cut.strip().pitch() / line)
          .as("%s", cut)
          .isGreaterThan(percent);
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "7", "8", "9", "100"})
  void noPictureIsTooSmall(int side) {
    PlanarTiles cut = cut(WinogradTile.F8X3, 64, 16, side);

    assertThat(cut.rows()).isBetween(1, side);
    assertThat(cut.strip().columns()).isBetween(1, side + cut.strip().outputs() - 1);
  }

  /** What is kept of a chunk: its transformed planes, and the results before the last transform. */
  @ParameterizedTest
  @CsvSource({"F8X3, 128, 64", "F8X3, 33, 16", "F6X7, 64, 32", "F8X3, 20000, 64"})
  void whatIsKeptOfAChunkBothWaysIsAFewMebibytes(WinogradTile tile, int channels, int results) {
    for (int side : new int[] {1, 8, 9, 100, 512, 8000}) {
      PlanarTiles2d cut = cut2d(tile, channels, results, side);
      PlanarStrip strip = cut.strip();
      long kept =
          Float.BYTES
              * ((long) cut.planesFloats()
                  + (long) strip.inputs() * strip.outputs() * results * cut.line());
      long ofOneTile = kept / cut.rows() / strip.tiles();

      assertThat(kept).as("%s", cut).isLessThanOrEqualTo(Math.max(24 << 20, 4 * ofOneTile));
      assertThat(strip.columns()).isBetween(1, side + strip.outputs() - 1);
      assertThat(cut.rows() * strip.outputs()).isBetween(1, side + strip.outputs() - 1);
    }
  }

  private static PlanarTiles2d cut2d(WinogradTile tile, int channels, int results, int side) {
    WinogradTransform transform = new LoopsMicrokernels().transform(tile);
    Shape output = Shape.nhwc(1, side, side, results);
    return PlanarTiles2d.of(transform, tile.taps(), channels, results, 1, output);
  }

  @Test
  void noTwoRowsOfAChunkBothWaysAreInOnePlace() {
    PlanarTiles2d cut = cut2d(WinogradTile.F6X7, 3, 16, 40);
    int rows = cut.rows() * cut.strip().outputs() + cut.rowsKept();
    Set<Integer> taken = new HashSet<>();
    for (int row = 0; row < rows; row++) {
      for (int tile = 0; tile < cut.strip().pitch(); tile++) {
        assertThat(taken.add(cut.at(row) + tile)).as("row %d", row).isTrue();
        assertThat(cut.at(row) + tile).isLessThan(cut.planeFloats());
      }
    }
  }
}
