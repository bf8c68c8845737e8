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
 * <p>Four channels are moved at a time: one by one, they took a third to three quarters longer, but
 * for a few per cent on JDK 17 where pixels are laid out by channels.
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
   * Where each weight of a kernel finds its numbers, in the order (row, channel, column).
   *
   * @param rows where each row of the kernel begins
   * @param columns columns of the kernel
   * @param first the column that the first of them meets
   * @param dilation columns from one to the next
   * @return indices
   */
  int[] find(int[] rows, int columns, int first, int dilation) {
    int[] found = new int[rows.length * channels * columns];
    int k = 0;
    for (int row : rows) {
      for (int channel = 0; channel < channels; channel++) {
        for (int kx = 0; kx < columns; kx++) {
          found[k++] = row + at(channel, first + kx * dilation);
        }
      }
    }
    return found;
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
    int step = stride * channels;
    for (int first = 0; first < stride; first++) {
      int count = (columns - first + stride - 1) / stride;
      int from = first * channels;
      int channel = 0;
      for (; channel + 4 <= channels; channel += 4) {
        int plane = toAt + at(channel, first);
        separateFour(pixels, from + channel, step, count, to, plane, stride * length);
      }
      for (; channel < channels; channel++) {
        separateOne(pixels, from + channel, step, count, to, toAt + at(channel, first));
      }
    }
  }

  private static void separateFour(
      float[] pixels, int from, int step, int count, float[] to, int plane, int pitch) {
    int plane1 = plane + pitch;
    int plane2 = plane1 + pitch;
    int plane3 = plane2 + pitch;
    int pixel = from;
    for (int i = 0; i < count; i++) {
      to[plane + i] = pixels[pixel];
      to[plane1 + i] = pixels[pixel + 1];
      to[plane2 + i] = pixels[pixel + 2];
      to[plane3 + i] = pixels[pixel + 3];
      pixel += step;
    }
  }

  private static void separateOne(
      float[] pixels, int from, int step, int count, float[] to, int plane) {
    int pixel = from;
    for (int i = 0; i < count; i++) {
      to[plane + i] = pixels[pixel];
      pixel += step;
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
    int channel = 0;
    for (; channel + 4 <= bias.length; channel += 4) {
      int plane = from + channel * length;
      interleaveFour(planes, plane, length, columns, bias, channel, to, toAt + channel, step);
    }
    for (; channel < bias.length; channel++) {
      int plane = from + channel * length;
      interleaveOne(planes, plane, columns, bias[channel], to, toAt + channel, step);
    }
  }

  private static void interleaveFour(
      float[] planes,
      int plane,
      int length,
      int columns,
      float[] bias,
      int channel,
      float[] to,
      int toAt,
      int step) {
    int plane1 = plane + length;
    int plane2 = plane1 + length;
    int plane3 = plane2 + length;
    float bias0 = bias[channel];
    float bias1 = bias[channel + 1];
    float bias2 = bias[channel + 2];
    float bias3 = bias[channel + 3];
    int pixel = toAt;
    for (int i = 0; i < columns; i++) {
      to[pixel] = planes[plane + i] + bias0;
      to[pixel + 1] = planes[plane1 + i] + bias1;
      to[pixel + 2] = planes[plane2 + i] + bias2;
      to[pixel + 3] = planes[plane3 + i] + bias3;
      pixel += step;
    }
  }

  private static void interleaveOne(
      float[] planes, int plane, int columns, float bias, float[] to, int toAt, int step) {
    int pixel = toAt;
    for (int i = 0; i < columns; i++) {
      to[pixel] = planes[plane + i] + bias;
      pixel += step;
    }
  }
}
