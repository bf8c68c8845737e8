package dev.fude.video.transform;

import dev.fude.video.Frame;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Of each pixel of a film the mean of its last frames, for as long as it shows the same.
 *
 * <p>Whether it does is a chi-square test: a mean of <i>n</i> numbers with noise of variance
 * <i>s</i> differs from the next number by noise of variance <i>s (1 + 1/n)</i>. The squares of
 * differences round a pixel, in {@value #WINDOW} x {@value #WINDOW} pixels and three channels,
 * should have this mean. Up to {@value #STILL} times as much is noise, which the mean takes in with
 * weight <i>1/(n+1)</i>; from {@value #MOVED} times on something has moved, and the mean begins
 * anew with the frame; in between, the weight rises evenly.
 */
final class StillMeans {
  /** More frames take little more noise away, and hold a scene that changes slowly back. */
  static final int FRAMES = 8;

  private static final int RADIUS = 2;
  private static final int WINDOW = 2 * RADIUS + 1;
  private static final float STILL = 1.5f;
  private static final float MOVED = 2.5f;
  private static final int CHANNELS = Frame.CHANNELS;
  private static final int BYTES_OF_PIXEL = Character.BYTES * CHANNELS + 1; // as memory
  private static final String WHAT = "the mean of its pixels";
  private static final int FRACTION = 8; // bits behind the point of a fixed-point number
  private static final int ONE = 1 << FRACTION;
  private static final int HALF = ONE / 2;

  /** Bits that differences lose, so that the sum of their squares fits into an int. */
  private static final int FINE = 3;

  private static final float PER_SQUARE = (float) (1 << 2 * FINE) / ONE / ONE;

  /**
   * Of a mean of so many frames: what its difference's squares count, for they have its noise too.
   */
  private static final float[] SQUARES = new float[FRAMES];

  /** Of a mean of so many frames: the weight of the next, of {@link #ONE}. */
  private static final int[] WEIGHTS = new int[FRAMES];

  static {
    for (int frames = 1; frames < FRAMES; frames++) {
      SQUARES[frames] = PER_SQUARE * frames / (frames + 1);
      WEIGHTS[frames] = Math.round((float) ONE / (frames + 1));
    }
  }

  private final int width;
  private final int height;
  private final char[] means; // (height, width, 3), fixed-point
  private final byte[] frames; // (height, width): of so many a mean is, at most FRAMES - 1

  /** Means of one frame. */
  StillMeans(Frame frame) {
    width = frame.width();
    height = frame.height();
    means = new char[frame.levels().length];
    frames = new byte[width * height];
    for (int i = 0; i < means.length; i++) {
      means[i] = (char) ((frame.levels()[i] & 0xFF) * ONE);
    }
    Arrays.fill(frames, (byte) 1);
  }

  private StillMeans(int width, int height, char[] means, byte[] frames) {
    this.width = width;
    this.height = height;
    this.means = means;
    this.frames = frames;
  }

  boolean isFor(Frame frame) {
    return frame.width() == width && frame.height() == height;
  }

  /**
   * Takes the next frame in.
   *
   * @param noise of one number, its standard deviation in levels
   * @return the means, in whole levels, (height, width, 3)
   */
  byte[] next(byte[] levels, double noise) {
    byte[] rounded = new byte[levels.length];
    float[][] squares = new float[WINDOW][width]; // of the rows in the window, one after another
    float[] columns = new float[width + 2 * RADIUS]; // their sums, with a margin of zeros
    for (int y = 0; y < Math.min(RADIUS, height); y++) {
      squares(levels, y, squares[y]);
    }
    for (int y = 0; y < height; y++) {
      float[] entering = squares[(y + RADIUS) % WINDOW];
      if (y + RADIUS < height) {
        squares(levels, y + RADIUS, entering);
      } else {
        Arrays.fill(entering, 0);
      }
      sum(squares, columns);
      takeRow(levels, y, columns, 1 / (noise * noise), rounded);
    }
    return rounded;
  }

  /** Of each pixel of a row, squares of its differences, less what of them is the mean's noise. */
  private void squares(byte[] levels, int y, float[] squares) {
    for (int x = 0; x < width; x++) {
      int pixel = y * width + x;
      int i = CHANNELS * pixel;
      int red = (levels[i] & 0xFF) * ONE - means[i] >> FINE;
      int green = (levels[i + 1] & 0xFF) * ONE - means[i + 1] >> FINE;
      int blue = (levels[i + 2] & 0xFF) * ONE - means[i + 2] >> FINE;
      squares[x] = (red * red + green * green + blue * blue) * SQUARES[frames[pixel]];
    }
  }

  private void sum(float[][] squares, float[] columns) {
    Arrays.fill(columns, RADIUS, RADIUS + width, 0);
    for (float[] row : squares) {
      for (int x = 0; x < width; x++) {
        columns[RADIUS + x] += row[x];
      }
    }
  }

  private void takeRow(byte[] levels, int y, float[] columns, double perNoise, byte[] rounded) {
    int rows = Math.min(height, y + RADIUS + 1) - Math.max(0, y - RADIUS);
    float[] perWindow = new float[WINDOW + 1];
    for (int across = 1; across <= WINDOW; across++) {
      perWindow[across] = (float) (perNoise / (CHANNELS * rows * across));
    }
    for (int x = 0; x < width; x++) {
      int across = Math.min(width, x + RADIUS + 1) - Math.max(0, x - RADIUS);
      float sum = columns[x] + columns[x + 1] + columns[x + 2] + columns[x + 3] + columns[x + 4];
      take(levels, y * width + x, sum * perWindow[across], rounded);
    }
  }

  /** Takes a pixel's new numbers in; how unlike the past they are, is 1 where all is noise. */
  private void take(byte[] levels, int pixel, float unlike, byte[] rounded) {
    int past = frames[pixel];
    int weight = WEIGHTS[past];
    if (unlike > STILL) {
      float moved = Math.min(1, (unlike - STILL) / (MOVED - STILL));
      weight += (int) (moved * (ONE - weight));
      past = Math.max(0, ONE / weight - 1);
    }
    for (int i = CHANNELS * pixel; i < CHANNELS * pixel + CHANNELS; i++) {
      int difference = ((levels[i] & 0xFF) << FRACTION) - means[i];
      int mean = means[i] + (difference * weight + HALF >> FRACTION);
      means[i] = (char) mean;
      rounded[i] = (byte) (mean + HALF >> FRACTION);
    }
    frames[pixel] = (byte) Math.min(FRAMES - 1, past + 1);
  }

  byte[] toBytes() {
    PixelMemory memory = PixelMemory.empty(width, height, BYTES_OF_PIXEL);
    ByteBuffer bytes = memory.content();
    bytes.asCharBuffer().put(means);
    bytes.position(bytes.position() + Character.BYTES * means.length).put(frames);
    return memory.toBytes();
  }

  /**
   * The inverse of {@link #toBytes}.
   *
   * @param count of numbers that a frame has
   * @throws IllegalArgumentException if the memory is damaged, or of frames of another size
   */
  static StillMeans of(byte[] memory, int count) {
    PixelMemory kept = PixelMemory.of(memory, BYTES_OF_PIXEL, WHAT);
    ByteBuffer bytes = kept.content();
    int pixels = bytes.remaining() / BYTES_OF_PIXEL;
    if (count != pixels * CHANNELS) {
      throw Memory.damaged(WHAT + " is of frames of another size");
    }
    char[] means = new char[count];
    bytes.asCharBuffer().get(means);
    byte[] frames = new byte[pixels];
    bytes.position(bytes.position() + Character.BYTES * count).get(frames);
    for (byte past : frames) {
      if (past < 1 || past >= FRAMES) {
        throw Memory.damaged(WHAT + " is of " + past + " frames");
      }
    }
    return new StillMeans(kept.width(), kept.height(), means, frames);
  }
}
