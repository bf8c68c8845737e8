package dev.fude.ops.rows;

import dev.fude.core.op.Window;

/**
 * How a row of pixels is laid out by channels instead, one plane of numbers behind the other, so
 * that neighbouring pixels of one channel fill vectors.
 *
 * <p>Where a window moves by some pixels at once, a channel has so many planes: the first of the
 * columns that the first kernel column meets as it moves, the next of those that the next one
 * meets. So whatever a kernel column reads for neighbouring outputs always lies side by side.
 *
 * @param channels channels of a pixel
 * @param stride pixels by which the window moves
 * @param length floats of a plane
 */
record Planes(int channels, int stride, int length) {
  /**
   * The planes of a strip's rows.
   *
   * @param window what slides over them
   * @param channels channels of a pixel
   * @param columns output columns of the strip
   * @return planes with room for all that so many outputs read
   */
  static Planes of(Window window, int channels, int columns) {
    int reach = window.dilationW() * (window.kernelW() - 1) + 1;
    return new Planes(
        channels, window.strideW(), columns - 1 + Strip.ceilDiv(reach, window.strideW()));
  }

  /** Floats of a row. */
  int rowFloats() {
    return Math.multiplyExact(channels * stride, length);
  }

  /**
   * Where in a row a column of a channel is.
   *
   * @param channel the channel
   * @param column the column
   * @return an index
   */
  int at(int channel, int column) {
    return (channel * stride + column % stride) * length + column / stride;
  }

  /**
   * Lays pixels out by channels.
   *
   * @param pixels (columns, channels), from 0 on
   * @param columns how many
   * @param to receives the planes' beginnings, the first from {@code toAt} on
   * @param toAt where the row begins
   */
  void separate(float[] pixels, int columns, float[] to, int toAt) {
    for (int first = 0; first < stride; first++) {
      for (int channel = 0; channel < channels; channel++) {
        int plane = toAt + at(channel, first);
        int from = first * channels + channel;
        int count = (columns - first + stride - 1) / stride;
        for (int i = 0; i < count; i++) {
          to[plane + i] = pixels[from];
          from += stride * channels;
        }
      }
    }
  }

  /**
   * Lays channels out by pixels, and adds a bias.
   *
   * @param planes one plane a channel, from {@code from} on
   * @param from where the first channel's plane begins
   * @param length floats from a plane to the next
   * @param columns how many pixels
   * @param bias what is added, (channels)
   * @param to receives the pixels, each of (channels)
   * @param toAt where the first pixel goes
   * @param step floats from a pixel to the next
   */
  static void interleave(
      float[] planes,
      int from,
      int length,
      int columns,
      float[] bias,
      float[] to,
      int toAt,
      int step) {
    for (int channel = 0; channel < bias.length; channel++) {
      int plane = from + channel * length;
      int pixel = toAt + channel;
      float shift = bias[channel];
      for (int i = 0; i < columns; i++) {
        to[pixel] = planes[plane + i] + shift;
        pixel += step;
      }
    }
  }
}
