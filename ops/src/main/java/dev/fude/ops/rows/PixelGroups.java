package dev.fude.ops.rows;

/**
 * Several pixels taken for one of so many channels that they are whole vectors. Of 12 channels and
 * 16 lanes these are four pixels; one by one, the last channels of a pixel took several times as
 * long as all others.
 */
public final class PixelGroups {
  private PixelGroups() {}

  /**
   * How many pixels side by side are whole vectors.
   *
   * @param lanes numbers of a vector, a power of two
   * @param channels values a pixel, at least 1
   * @return the fewest pixels, 1 to the lanes
   */
  public static int pixels(int lanes, int channels) {
    return lanes / Math.min(lanes, Integer.lowestOneBit(channels));
  }

  /**
   * What belongs to one pixel, for each pixel of a group.
   *
   * @param values (rows, channels), from {@code at} on
   * @param at where they begin
   * @param rows how many times the channels
   * @param channels values a pixel
   * @param pixels how many pixels
   * @return (rows, pixels, channels)
   */
  public static float[] repeated(float[] values, int at, int rows, int channels, int pixels) {
    float[] repeated = new float[rows * pixels * channels];
    for (int i = 0; i < rows * pixels; i++) {
      System.arraycopy(values, at + i / pixels * channels, repeated, i * channels, channels);
    }
    return repeated;
  }
}
