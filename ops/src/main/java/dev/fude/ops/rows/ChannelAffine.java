package dev.fude.ops.rows;

import dev.fude.ops.runtime.Scratch;

/** A scale and a shift a channel, ready for long rows: for {@linkplain PixelGroups groups}. */
final class ChannelAffine {
  private final Microkernels microkernels;
  private final int channels;
  private final float[] scale;
  private final float[] shift;
  private final int at;
  private final int together; // pixels of a group
  private final float[] scales; // (together, channels), or null if a group is a pixel
  private final float[] shifts; // (together, channels), or null if a group is a pixel

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
    this.scale = scale;
    this.shift = shift;
    this.at = at;
    this.together = PixelGroups.pixels(microkernels.lanes(), channels);
    this.scales = together == 1 ? null : PixelGroups.repeated(scale, at, 1, channels, together);
    this.shifts = together == 1 ? null : PixelGroups.repeated(shift, at, 1, channels, together);
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
    int groups = together == 1 ? 0 : columns / together;
    if (groups > 0) {
      microkernels.affine(
          from, fromAt, to, toAt, groups, together * channels, scales, shifts, 0, slope, scratch);
    }
    int done = groups * together * channels;
    if (columns > groups * together) {
      microkernels.affine(
          from,
          fromAt + done,
          to,
          toAt + done,
          columns - groups * together,
          channels,
          scale,
          shift,
          at,
          slope,
          scratch);
    }
  }
}
