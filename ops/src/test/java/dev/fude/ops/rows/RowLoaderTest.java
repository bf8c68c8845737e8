package dev.fude.ops.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.Sampling;
import dev.fude.core.op.Sampling.Bilinear;
import dev.fude.core.op.Sampling.Nearest;
import dev.fude.core.tensor.Shape;
import dev.fude.ops.loops.LoopsMicrokernels;
import dev.fude.ops.runtime.KernelInput;
import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.Slot;
import dev.fude.ops.runtime.StoredValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pieces of rows, against the formula of {@link KernelInput} applied to one number at a time. */
class RowLoaderTest {
  private static final long SEED = 21;
  private static final float SLOPE = 0.25f;
  private static final float UNTOUCHED = 12345;

  /** An input under a norm and a leaky rectifier. */
  private static KernelInput input(int channels) {
    Shape stored = Shape.nhwc(2, 4, 5, channels);
    Random random = new Random(SEED);
    float[] data = random(random, stored.arrayLength());
    float[] scale = random(random, 2 * channels);
    float[] shift = random(random, 2 * channels);
    return new KernelInput(
        StoredValue.dense(Slot.of(data), 0, stored),
        scale,
        shift,
        SLOPE,
        null,
        Optional.empty(),
        stored);
  }

  private static KernelInput withSlopes(KernelInput in) {
    float[] slopes = random(new Random(~SEED), in.shape().channels());
    return new KernelInput(
        in.value(), in.scale(), in.shift(), 1, slopes, Optional.empty(), in.shape());
  }

  private static KernelInput resized(KernelInput input, Sampling sampling) {
    return input.sampled(sampling, input.stored().withSize(7, 11));
  }

  private static float[] random(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }

  /** The value that an op sees, row and column counted without padding. */
  private static double value(KernelInput input, PadMode mode, int n, int row, int column, int c) {
    int y = mode.source(row, input.shape().height());
    int x = mode.source(column, input.shape().width());
    if (y == PadMode.OUTSIDE || x == PadMode.OUTSIDE) {
      return 0;
    }
    Shape stored = input.stored();
    Sampling sampling = input.sampling().orElse(null);
    if (sampling == null) {
      return mapped(input, n, y, x, c);
    }
    if (sampling instanceof Nearest) {
      int nearestY = y * stored.height() / input.shape().height();
      return mapped(input, n, nearestY, x * stored.width() / input.shape().width(), c);
    }
    ResizeRule rule = ((Bilinear) sampling).rule();
    double fromY = rule.position(y, stored.height(), input.shape().height());
    double fromX = rule.position(x, stored.width(), input.shape().width());
    int upper = (int) fromY;
    int left = (int) fromX;
    int lower = Math.min(upper + 1, stored.height() - 1);
    int right = Math.min(left + 1, stored.width() - 1);
    double above = lerp(input, n, upper, left, right, fromX - left, c);
    double below = lerp(input, n, lower, left, right, fromX - left, c);
    return above + (below - above) * (fromY - upper);
  }

  private static double lerp(
      KernelInput input, int n, int y, int left, int right, double share, int c) {
    double first = mapped(input, n, y, left, c);
    return first + (mapped(input, n, y, right, c) - first) * share;
  }

  private static double mapped(KernelInput input, int n, int y, int x, int c) {
    Shape stored = input.stored();
    int channels = stored.channels();
    double number = input.data()[((n * stored.height() + y) * stored.width() + x) * channels + c];
    double v = number;
    if (input.hasAffine()) {
      v = v * input.scale()[n * channels + c] + input.shift()[n * channels + c];
    }
    return v >= 0 ? v : v * (input.slopes() == null ? input.slope() : input.slopes()[c]);
  }

  private static void check(KernelInput input, Padding padding) {
    Shape padded = padding.padded(input.shape());
    RowLoader loader = new RowLoader(new LoopsMicrokernels(), input, padding, new Scratch(), 0);
    int channels = padded.channels();
    for (int n = 0; n < padded.batch(); n++) {
      for (int row = 0; row < padded.height(); row++) {
        for (int from = 0; from < padded.width(); from += 2) {
          for (int columns = 1; from + columns <= padded.width(); columns += 3) {
            float[] loaded = new float[(columns + 1) * channels];
            Arrays.fill(loaded, UNTOUCHED);
            loader.load(n, row, from, columns, loaded, 0);
            for (int i = 0; i < loaded.length; i++) {
              int y = row - padding.top();
              int x = from + i / channels - padding.left();
              double expected =
                  i < columns * channels
                      ? value(input, padding.mode(), n, y, x, i % channels)
                      : UNTOUCHED;
              // At most ten roundings of numbers up to 4.
              assertThat((double) loaded[i])
                  .as("picture %d, row %d, column %d, seed %d", n, y, x, SEED)
                  .isCloseTo(expected, within(40 * 0x1p-24));
            }
          }
        }
      }
    }
  }

  private static void checkPadded(KernelInput input) {
    check(input, Padding.NONE);
    check(input, new Padding(1, 2, 3, 0, PadMode.REFLECT));
    check(input, new Padding(2, 0, 1, 7, PadMode.ZERO));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 7, 8, 9, 16, 17})
  void normsActivatesAndPads(int channels) {
    checkPadded(input(channels));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 7, 8, 9, 16, 17})
  void takesASlopeAChannel(int channels) {
    checkPadded(withSlopes(input(channels)));
  }

  @ParameterizedTest
  @EnumSource(ResizeRule.class)
  void resizesBeforeItPads(ResizeRule rule) {
    checkPadded(resized(input(9), new Bilinear(rule)));
    checkPadded(resized(withSlopes(input(9)), new Bilinear(rule)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 9})
  void repeatsPixelsBeforeItPads(int channels) {
    checkPadded(resized(input(channels), new Nearest()));
    checkPadded(resized(withSlopes(input(channels)), new Nearest()));
  }

  /** Input and result of a step may lie in one slot, one behind the other. */
  @Test
  void copiesWithinTheArrayThatItLoadsFrom() {
    Shape stored = Shape.nhwc(1, 2, 3, 4);
    int length = stored.arrayLength();
    float[] slot = Arrays.copyOf(random(new Random(SEED), length), length + 12);
    float[] row = Arrays.copyOfRange(slot, 12, 24);
    StoredValue value = StoredValue.dense(Slot.of(slot), 0, stored);
    KernelInput plain = new KernelInput(value, null, null, 1, null, Optional.empty(), stored);

    new RowLoader(new LoopsMicrokernels(), plain, Padding.NONE, new Scratch(), 0)
        .load(0, 1, 0, 3, slot, length);

    assertThat(Arrays.copyOfRange(slot, length, length + 12)).isEqualTo(row);
  }
}
