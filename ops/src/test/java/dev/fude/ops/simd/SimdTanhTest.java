package dev.fude.ops.simd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.ops.runtime.Scratch;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The accuracy of the vector tanh, against {@link StrictMath#tanh}. */
@Tag("simd")
@Tag("every-width")
class SimdTanhTest {
  /** What {@link SimdTanh} promises. */
  private static final double ULPS = 4;

  private static final int BATCH = 1 << 12;

  /** A prime, so that floats of every exponent and all sorts of mantissas are met. */
  private static final int STRIDE = SimdWidths.emulated() ? 1_000_003 : 1009;

  private static float[] tanh(float... values) {
    float[] row = values.clone();
    SimdTanh.tanh(row, 0, row.length, new Scratch());
    return row;
  }

  private static double ulpsOff(float x, float actual) {
    double exact = StrictMath.tanh(x);
    return Math.abs(actual - exact) / Math.ulp((float) exact);
  }

  @Test
  void staysWithinItsBoundForFloatsOfEveryMagnitude() {
    double worst = 0;
    float worstAt = 0;
    float[] batch = new float[BATCH];
    int infinity = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
    for (long bits = 0; bits < infinity; bits += (long) BATCH * STRIDE) {
      for (int i = 0; i < BATCH; i++) {
        int magnitude = (int) Math.min(infinity, bits + (long) i * STRIDE);
        batch[i] = Float.intBitsToFloat(magnitude) * (i % 2 == 0 ? 1 : -1);
      }
      float[] actual = tanh(batch);
      for (int i = 0; i < BATCH; i++) {
        double off = ulpsOff(batch[i], actual[i]);
        if (!(off <= worst)) {
          worst = off;
          worstAt = batch[i];
        }
      }
    }
    assertThat(worst).as("units in the last place off at %s", worstAt).isLessThanOrEqualTo(ULPS);
  }

  @Test
  void keepsSignsSaturatesAndPassesNanOn() {
    float[] actual =
        tanh(0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, 9.02f, -9.02f, 1e30f, -1e30f, Float.NaN);

    assertThat(Float.floatToRawIntBits(actual[0])).isZero();
    assertThat(Float.floatToRawIntBits(actual[1])).isEqualTo(Float.floatToRawIntBits(-0f));
    assertThat(actual)
        .containsExactly(0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, 1f, -1f, 1f, -1f, Float.NaN);
    assertThat(tanh(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY)).containsExactly(1f, -1f);
  }

  @Test
  void givesAnElementTheSameValueWhereverItStands() {
    float[] values = new float[3 * Simd.LANES + 1];
    for (int length = 1; length <= values.length; length++) {
      values[length - 1] = 0.7f;
      float[] actual = tanh(Arrays.copyOf(values, length));
      assertThat(actual).containsOnly(actual[0]);
    }
  }
}
