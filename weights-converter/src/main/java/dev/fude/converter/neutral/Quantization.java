package dev.fude.converter.neutral;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * How integers stand for real numbers: {@code real = scale * (integer - zeroPoint)}, with one scale
 * for the whole tensor or one for each index along an axis. Views of the file, so that nothing is
 * copied before it is known to be needed.
 *
 * @param scales one, or one for each index along the axis
 * @param zeroPoints as many as scales, or one, or none for zero
 * @param axis the axis that the scales belong to, if there are several
 */
public record Quantization(FloatBuffer scales, LongBuffer zeroPoints, int axis)
    implements IntegerMeaning {
  /**
   * The scale at an index along the axis.
   *
   * @param index below the axis' extent
   * @return the scale
   */
  public float scale(int index) {
    return scales.get(scales.limit() == 1 ? 0 : index);
  }

  /**
   * The zero point at an index along the axis.
   *
   * @param index below the axis' extent
   * @return the integer that stands for zero
   */
  public long zeroPoint(int index) {
    if (zeroPoints.limit() == 0) {
      return 0;
    }
    return zeroPoints.get(zeroPoints.limit() == 1 ? 0 : index);
  }

  /** Whether there are as many scales and zero points as the axis is long, or one. */
  @Override
  public boolean fits(int extent) {
    boolean scalesFit = scales.limit() == 1 || scales.limit() == extent;
    boolean zeroPointsFit =
        zeroPoints.limit() <= 1
            || (zeroPoints.limit() == extent && zeroPoints.limit() == scales.limit());
    return scalesFit && zeroPointsFit;
  }

  @Override
  public Quantization permuted(int[] axes) {
    for (int place = 0; place < axes.length; place++) {
      if (axes[place] == axis) {
        return new Quantization(scales, zeroPoints, place);
      }
    }
    return this;
  }
}
