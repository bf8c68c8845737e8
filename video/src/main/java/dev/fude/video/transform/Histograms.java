package dev.fude.video.transform;

import dev.fude.video.Frame;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * How much there is of each colour in each part of a frame: by which two frames are told to be of
 * one scene or of two.
 *
 * <p>The frame is cut into {@value #GRID} x {@value #GRID} parts, so that two scenes in the same
 * colours differ too. In each part, each of red, green and blue is counted in {@value #BINS} bins.
 * A level between the middles of two bins counts for both, as it is near to them: else a sky that
 * brightens by one level would change its bin all at once, which is no cut.
 */
final class Histograms {
  private static final int GRID = 4;
  private static final int BINS = 8;
  private static final int LEVELS = 256;
  private static final int CHANNELS = Frame.CHANNELS;

  /** More pixels tell nothing new. */
  private static final int MOST_PIXELS = 1 << 16;

  private final float[] shares; // (GRID, GRID, channels, BINS); those of the bins add up to 1

  private Histograms(float[] shares) {
    this.shares = shares;
  }

  static Histograms of(Frame frame) {
    int[] counts = new int[GRID * GRID * CHANNELS * LEVELS];
    int step = step(frame);
    for (int y = 0; y < frame.height(); y += step) {
      int row = GRID * y / frame.height();
      for (int x = 0; x < frame.width(); x += step) {
        int part = GRID * row + GRID * x / frame.width();
        count(frame.levels(), CHANNELS * (y * frame.width() + x), part, counts);
      }
    }
    return new Histograms(shares(counts));
  }

  /** Of rows and columns, every so many are looked at. */
  private static int step(Frame frame) {
    double pixels = (double) frame.width() * frame.height();
    return (int) Math.max(1, Math.ceil(Math.sqrt(pixels / MOST_PIXELS)));
  }

  private static void count(byte[] levels, int pixel, int part, int[] counts) {
    for (int channel = 0; channel < CHANNELS; channel++) {
      counts[(part * CHANNELS + channel) * LEVELS + (levels[pixel + channel] & 0xFF)]++;
    }
  }

  private static float[] shares(int[] counts) {
    int histograms = counts.length / LEVELS;
    float[] shares = new float[histograms * BINS];
    for (int i = 0; i < histograms; i++) {
      addUp(counts, i * LEVELS, shares, i * BINS);
    }
    return shares;
  }

  private static void addUp(int[] counts, int from, float[] shares, int to) {
    double[] sums = new double[BINS];
    long total = 0;
    for (int level = 0; level < LEVELS; level++) {
      int count = counts[from + level];
      double place = level * (BINS - 1.0) / (LEVELS - 1); // 0 to BINS - 1
      int bin = Math.min((int) place, BINS - 2);
      sums[bin] += count * (bin + 1 - place);
      sums[bin + 1] += count * (place - bin);
      total += count;
    }
    for (int bin = 0; bin < BINS; bin++) {
      shares[to + bin] = total == 0 ? 0 : (float) (sums[bin] / total); // parts of tiny frames
    }
  }

  /**
   * How different two frames are.
   *
   * @return the part of all pixels that would have to take another colour: 0 to 1
   */
  double distanceTo(Histograms other) {
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += Math.abs(shares[i] - other.shares[i]);
    }
    return sum / 2 / (GRID * GRID * CHANNELS);
  }

  byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * shares.length);
    bytes.asFloatBuffer().put(shares);
    return bytes.array();
  }

  /**
   * The inverse of {@link #toBytes}; empty if the bytes are none.
   *
   * @throws IllegalArgumentException if they are damaged
   */
  static Optional<Histograms> of(byte[] bytes) {
    if (bytes.length == 0) {
      return Optional.empty();
    }
    float[] shares = new float[GRID * GRID * CHANNELS * BINS];
    if (bytes.length != Float.BYTES * shares.length) {
      throw Memory.damaged("the colours of its last frame are not whole");
    }
    ByteBuffer.wrap(bytes).asFloatBuffer().get(shares);
    return Optional.of(new Histograms(shares));
  }
}
