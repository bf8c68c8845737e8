package dev.fude.ops.rows;

import dev.fude.ops.runtime.Scratch;

/**
 * A scale and a shift a channel, ready for long rows: for {@linkplain PixelGroups groups} of so
 * many pixels that a provider's loop over the channels of one is long.
 */
final class ChannelAffine {
  /** Over 16 to 48 numbers, a loop is over as soon as it has begun, and took four times as long. */
  private static final int GROUP_NUMBERS = 256;

  private final Microkernels microkernels;
  private final int channels;
  private final int together; // pixels of a group
  private final float[] scales; // (together, channels), from at on
  private final float[] shifts; // (together, channels), from at on
  private final int at;

  /**
   * Prepares.
   *
   * @param microkernels what applies it
   * @param scale (channels), from {@code at} on
   * @param shift (channels), from {@code at} on
   * @param at where they begin
   * @param channels values a pixel
   */
  ChannelAffine(Microkernels microkernels, float[] scale, float[] shift, int at, int channels) {
    this.microkernels = microkernels;
    this.channels = channels;
    this.together = together(microkernels.lanes(), channels);
    boolean single = together == 1;
    this.scales = single ? scale : PixelGroups.repeated(scale, at, 1, channels, together);
    this.shifts = single ? shift : PixelGroups.repeated(shift, at, 1, channels, together);
    this.at = single ? at : 0;
  }

  private static int together(int lanes, int channels) {
    int pixels = PixelGroups.pixels(lanes, channels);
    return lanes == 1 ? pixels : pixels * Math.max(1, GROUP_NUMBERS / (pixels * channels));
  }

  /**
   * Applies it, then a leaky slope.
   *
   * @param from (columns, channels), from {@code fromAt} on
   * @param fromAt where the source begins
   * @param to (columns, channels), from {@code toAt} on; may be the source itself
   * @param toAt where the destination begins
   * @param columns pixels
   * @param slope factor for negative values, from 0 to 1
   * @param scratch memory of the worker
   */
  void apply(
      float[] from, int fromAt, float[] to, int toAt, int columns, float slope, Scratch scratch) {
    int group = together * channels;
    int length = columns * channels;
    for (int done = 0; done < length; ) { // whole groups, then what is left as one
      int numbers = Math.min(group, length - done);
      int groups = (length - done) / numbers;
      microkernels.affine(
          from,
          fromAt + done,
          to,
          toAt + done,
          groups,
          numbers,
          scales,
          shifts,
          at,
          slope,
          scratch);
      done += groups * numbers;
    }
  }
}
