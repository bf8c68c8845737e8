package dev.fude.video.transform;

import dev.fude.video.Frame;
import java.util.Arrays;

/**
 * How strong the noise of a film's camera is: the standard deviation of one number of a frame, in
 * levels.
 *
 * <p>Two neighbouring frames of a still scene differ by noise alone. Their differences are looked
 * at in squares of {@value #SIDE} x {@value #SIDE} pixels, and it is their variance that counts and
 * not their size: a change of light moves a whole square alike. The noise is that of the middle
 * square, so that less than half of the picture may move. Where {@linkplain MotionFit motion
 * explains} more than {@value #MOST_EXPLAINED} of what differs, the camera itself moves, and such
 * frames can only show that the noise is less than was thought.
 */
final class SensorNoise {
  /** Rounding to whole levels alone makes frames differ by about so much. */
  static final double LEAST = 0.5;

  /** Frames that differ by more are taken for moving ones. */
  static final double MOST = 8;

  private static final int SIDE = 16;
  private static final double MOST_EXPLAINED = 0.01;
  private static final int CHANNELS = Frame.CHANNELS;

  private double levels = LEAST;

  /** From {@link #LEAST} to {@link #MOST}. */
  double levels() {
    return levels;
  }

  /** Whether there is more of it than rounding gives. */
  boolean isSeen() {
    return levels > LEAST;
  }

  /** Takes over what another one had found. */
  void recall(double found) {
    if (!(found >= LEAST && found <= MOST)) {
      throw Memory.damaged("its noise is of " + found + " levels");
    }
    levels = found;
  }

  /**
   * Learns from two neighbouring frames; from frames that are smaller than a square, nothing.
   *
   * @param before levels of one frame, (height, width, 3)
   * @param now levels of the next
   * @param width columns
   */
  void learn(byte[] before, byte[] now, int width) {
    double[] variances = variances(before, now, width);
    if (variances.length == 0) {
      return;
    }
    double seen = Math.max(LEAST, Math.sqrt(median(variances)));
    boolean falls = seen < levels;
    if (falls || seen <= MOST && explained(before, now, width, variances) <= MOST_EXPLAINED) {
      levels = seen;
    }
  }

  private static double median(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** What motion explains of squares that may be noise; those that surely move do not count. */
  private static double explained(byte[] before, byte[] now, int width, double[] variances) {
    MotionFit fit = new MotionFit(before, now, width);
    int across = width / SIDE;
    for (int square = 0; square < variances.length; square++) {
      if (variances[square] <= MOST * MOST) {
        fit.addSquare(SIDE * (square % across), SIDE * (square / across), SIDE);
      }
    }
    return fit.explained();
  }

  /** Of each whole square, the variance of a number's noise. */
  private static double[] variances(byte[] before, byte[] now, int width) {
    int across = width / SIDE;
    int down = now.length / CHANNELS / width / SIDE;
    double[] variances = new double[across * down];
    for (int square = 0; square < variances.length; square++) {
      int corner = CHANNELS * SIDE * (square / across * width + square % across);
      for (int channel = 0; channel < CHANNELS; channel++) {
        variances[square] += variance(before, now, corner + channel, CHANNELS * width);
      }
      variances[square] /= CHANNELS;
    }
    return variances;
  }

  /** Half of the variance of a square's differences, since both frames have the noise. */
  private static double variance(byte[] before, byte[] now, int corner, int stride) {
    int sum = 0;
    int squares = 0;
    for (int y = 0; y < SIDE; y++) {
      int row = corner + y * stride;
      for (int at = row; at < row + CHANNELS * SIDE; at += CHANNELS) {
        int difference = (now[at] & 0xFF) - (before[at] & 0xFF);
        sum += difference;
        squares += difference * difference;
      }
    }
    double pixels = SIDE * SIDE;
    double mean = sum / pixels;
    return (squares / pixels - mean * mean) / 2;
  }
}
