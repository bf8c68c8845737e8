package dev.fude.ops.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every register block over planes, those for other machines too, against three plain loops. */
@Tag("simd")
@Tag("every-width")
class SimdPlanarBlockTest {
  private static final long SEED = 21;
  private static final int OFFSET = 5;
  private static final int TILES = 2;

  static List<PlanarBlock> blocks() {
    return List.of(
        new PlanarBlock3x4(), new PlanarBlock3x6(), new PlanarBlock6x2(), new PlanarBlock6x3());
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void computesTheSum(PlanarBlock block) {
    for (int depth : new int[] {1, 2, 27, 64}) {
      check(block, depth);
    }
  }

  private static void check(PlanarBlock block, int depth) {
    int channels = block.channels();
    int pixels = TILES * block.pixels();
    int stride = pixels + 1;
    Random random = new Random(SEED);
    float[] weights = random(random, depth * channels);
    float[] planes = random(random, pixels + depth);
    int[] at = random.ints(depth, 0, depth).toArray(); // some overlap, some go backwards
    float[] output = random(random, OFFSET + channels * stride);
    float[] before = output.clone();

    block.compute(weights, at, planes, output, OFFSET, stride, TILES);

    assertThat(Arrays.copyOf(output, OFFSET)).containsExactly(Arrays.copyOf(before, OFFSET));
    for (int o = 0; o < channels; o++) {
      for (int x = 0; x < pixels; x++) {
        double expected = 0;
        for (int k = 0; k < depth; k++) {
          expected += (double) weights[k * channels + o] * planes[at[k] + x];
        }
        // depth roundings of sums below depth
        assertThat((double) output[OFFSET + o * stride + x])
            .as("depth %d, channel %d, pixel %d, seed %d", depth, o, x, SEED)
            .isCloseTo(expected, within(0x1p-24 * depth * depth));
      }
      int behind = OFFSET + o * stride + pixels;
      assertThat(output[behind]).as("behind channel %d", o).isEqualTo(before[behind]);
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
  @ValueSource(ints = {1, 3, 4, 6, 7, 12, 15})
  void coversChannelsWithLessThanABlockToSpare(int channels) {
    List<PlanarBlock> cover = PlanarBlock.cover(channels);
    int covered = cover.stream().mapToInt(PlanarBlock::channels).sum();

    assertThat(covered).isBetween(channels, channels + 2);
    assertThat(cover).allMatch(block -> PlanarBlock.PIXELS % block.pixels() == 0);
  }

  /** Stores of the sums, a step's loads, and its multiply-adds: see {@link GemmBlocks}. */
  @ParameterizedTest
  @ValueSource(ints = {3, 12})
  @EnabledForJreRange(max = JRE.JAVA_24)
  void blocksOfOlderJvmsAreFewEnoughOperationsToBeCompiled(int channels) {
    assertThat(PlanarBlock.cover(channels))
        .allSatisfy(
            block -> {
              int sums = block.channels() * block.vectors();
              int loads = 2 * block.channels() + block.vectors();
              assertThat(2 * sums + loads).isLessThanOrEqualTo(44);
            });
  }
}
