package dev.fude.painter.picture;

/**
 * Which pixels of one source axis make up each pixel along one target axis, and in which shares.
 *
 * <p>The kernel is Lanczos with three lobes, {@code sinc(t) * sinc(t / 3)}. When the picture
 * shrinks it is stretched by as much, so that every source pixel counts and none aliases; this is
 * how Pillow does it. Shares are normalised to sum to 1. Source: C. E. Duchon, "Lanczos Filtering
 * in One and Two Dimensions", 1979.
 */
final class AxisTaps {
  private static final double LOBES = 3;

  /** What a float map may be off by, in pixels, and still count as hitting a pixel's edge. */
  private static final double ON_EDGE = 1e-3;

  private final int[] first; // (target), the first source index
  private final float[][] shares; // (target, taps)

  private AxisTaps(int length) {
    first = new int[length];
    shares = new float[length][];
  }

  /**
   * Taps for an axis.
   *
   * @param scale source pixels for each target pixel; negative where the axis is mirrored
   * @param offset the source coordinate of the target's edge 0
   * @param target pixels of the target axis
   * @param source pixels of the source axis; those outside the target's image are not read
   * @return the taps
   */
  static AxisTaps of(float scale, float offset, int target, int source) {
    AxisTaps taps = new AxisTaps(target);
    double end = offset + (double) scale * target;
    int low = (int) Math.max(0, Math.floor(Math.min(offset, end) + ON_EDGE));
    int high = (int) Math.min(source, Math.ceil(Math.max(offset, end) - ON_EDGE));
    double stretch = Math.max(1, Math.abs(scale));
    for (int i = 0; i < target; i++) {
      double centre = offset + scale * (i + 0.5);
      taps.set(i, centre, stretch, low, high);
    }
    return taps;
  }

  private void set(int index, double centre, double stretch, int low, int high) {
    int from = Math.max(low, (int) Math.floor(centre - LOBES * stretch + 0.5));
    int to = Math.min(high, (int) Math.floor(centre + LOBES * stretch + 0.5));
    double nearest = Math.floor(centre);
    if (stretch == 1 && centre - nearest == 0.5) {
      // Right on a pixel the kernel is 1 there and 0 on all others.
      first[index] = (int) nearest;
      shares[index] = new float[] {1};
      return;
    }
    first[index] = from;
    shares[index] = normalised(centre, stretch, from, to);
  }

  private static float[] normalised(double centre, double stretch, int from, int to) {
    double[] weights = new double[to - from];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = lanczos((from + i + 0.5 - centre) / stretch);
      sum += weights[i];
    }
    float[] shares = new float[weights.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (float) (weights[i] / sum);
    }
    return shares;
  }

  private static double lanczos(double t) {
    return Math.abs(t) < LOBES ? sinc(t) * sinc(t / LOBES) : 0;
  }

  private static double sinc(double t) {
    return t == 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
  }

  int length() {
    return first.length;
  }

  /** The first source index of a target pixel. */
  int first(int index) {
    return first[index];
  }

  /** The shares of the source pixels from {@link #first} on. */
  float[] shares(int index) {
    return shares[index];
  }

  /** Whether every target pixel is a copy of one source pixel. */
  boolean copies() {
    for (float[] share : shares) {
      if (share.length != 1) {
        return false;
      }
    }
    return true;
  }
}
