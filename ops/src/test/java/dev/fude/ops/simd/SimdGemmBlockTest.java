package dev.fude.ops.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every register block, those for other machines too, against three plain loops. */
@Tag("simd")
@Tag("every-width")
class SimdGemmBlockTest {
  private static final long SEED = 20;
  private static final int OFFSET = 5;

  static List<GemmBlock> blocks() {
    return List.of(
        new GemmBlock4x1(),
        new GemmBlock12x1(),
        new GemmBlock8x1(),
        new GemmBlock4x2(),
        new GemmBlock6x2(),
        new GemmBlock12x2(),
        new GemmBlock8x3(),
        new GemmBlock4x4(),
        new GemmBlock6x4(),
        new CheckedGemmBlock4x3(),
        new CheckedGemmBlock4x2(),
        new CheckedGemmBlock6x2());
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void addsTheProduct(GemmBlock block) {
    for (int depth : new int[] {1, 2, 21, 64}) {
      check(block, depth, 1, depth); // pixels side by side
      check(block, depth, 3, depth + 1); // pixels apart
      check(block, depth, 2, 1); // pixels that overlap, as under a window
    }
  }

  private static void check(GemmBlock block, int depth, int tiles, int aStride) {
    int pixels = tiles * block.pixels();
    Random random = new Random(SEED);
    float[] a = random(random, OFFSET + pixels * aStride + depth);
    float[] b = random(random, OFFSET + depth * block.width());
    int cStride = block.width() + tiles;
    float[] c = random(random, OFFSET + pixels * cStride);
    float[] before = c.clone();

    block.multiplyAdd(a, OFFSET, aStride, b, OFFSET, depth, c, OFFSET, cStride, tiles);

    assertThat(Arrays.copyOf(c, OFFSET)).containsExactly(Arrays.copyOf(before, OFFSET));
    for (int p = 0; p < pixels; p++) {
      for (int o = 0; o < block.width(); o++) {
        double expected = before[OFFSET + p * cStride + o];
        for (int k = 0; k < depth; k++) {
          expected += (double) a[OFFSET + p * aStride + k] * b[OFFSET + k * block.width() + o];
        }
        // depth + 1 roundings of sums below depth + 1
        assertThat((double) c[OFFSET + p * cStride + o])
            .as("depth %d, stride %d, pixel %d, channel %d, seed %d", depth, aStride, p, o, SEED)
            .isCloseTo(expected, within(0x1p-24 * (depth + 1) * (depth + 1)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void addsTheProductToAnyNumberOfPixels(GemmBlock block) {
    int depth = 3;
    for (int pixels = 1; pixels <= 2 * block.pixels() + 1; pixels++) {
      int tiles = (pixels + block.pixels() - 1) / block.pixels();
      Random random = new Random(SEED);
      float[] a = random(random, tiles * block.pixels() * depth);
      float[] b = random(random, depth * block.width());
      float[] expected = new float[tiles * block.pixels() * block.width()];
      block.multiplyAdd(a, 0, depth, b, 0, depth, expected, 0, block.width(), tiles);
      float[] c = new float[expected.length];

      block.multiplyAddPixels(a, 0, depth, b, 0, depth, c, 0, block.width(), pixels);

      assertThat(Arrays.copyOf(c, pixels * block.width()))
          .as("%d pixels, seed %d", pixels, SEED)
          .containsExactly(Arrays.copyOf(expected, pixels * block.width()));
    }
  }

  private static float[] random(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 9, 15, 16, 17, 24, 32, 33, 64, 100, 128, 256, 512})
  void coversChannelsWithLessThanABlockOfTwoToSpare(int channels) {
    List<GemmBlock> cover = GemmBlocks.cover(channels);
    int width = cover.stream().mapToInt(GemmBlock::width).sum();
    int last = cover.get(cover.size() - 1).width();

    assertThat(width).isGreaterThanOrEqualTo(channels).isLessThan(channels + 2 * Simd.LANES);
    assertThat(width - last).isLessThan(channels);
    assertThat(cover).allMatch(block -> GemmBlocks.PIXELS % block.pixels() == 0);
  }

  @Test
  void pixelsResultDoesNotDependOnItsPlaceInATile() {
    for (GemmBlock block : blocks()) {
      float[] a = new float[3 * block.pixels()];
      Arrays.fill(a, 0.3f);
      float[] c = new float[block.pixels() * block.width()];
      block.multiplyAdd(
          a, 0, 1, random(new Random(SEED), 9 * block.width()), 0, 9, c, 0, block.width(), 1);
      for (int i = block.width(); i < c.length; i++) {
        assertThat(c[i]).isEqualTo(c[i % block.width()]);
      }
    }
  }

  /**
   * Loads and stores of the sums, a step's loads, and its multiply-adds: see {@link GemmBlocks}.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 16, 17, 48, 128, 512})
  @EnabledForJreRange(max = JRE.JAVA_24)
  void blocksOfOlderJvmsAreFewEnoughOperationsToBeCompiled(int channels) {
    assertThat(GemmBlocks.cover(channels))
        .allSatisfy(
            block -> {
              int sums = block.pixels() * block.vectors();
              assertThat(3 * sums + block.pixels() + block.vectors()).isLessThanOrEqualTo(44);
            });
  }
}
