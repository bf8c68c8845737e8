package dev.fude.ops.loops;

import dev.fude.core.tensor.Shape;
import dev.fude.ops.rows.Microkernels;
import dev.fude.ops.rows.PackedMatrix;
import dev.fude.ops.rows.PackedTaps;
import dev.fude.ops.rows.PlanarWeights;
import dev.fude.ops.rows.WinogradTile;
import dev.fude.ops.rows.WinogradTransform;
import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.StepShapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The innermost loops as {@linkplain Lines plain loops over lines}. */
public final class LoopsMicrokernels extends Microkernels {
  /** Inputs of the largest transform's tile. */
  private static final int MOST_INPUTS = 12;

  /**
   * Output channels that have lines of pixels. Lines over so few channels are too short: 16 to 16
   * channels of 3x3 with a stride of 2 took four times as long, 32 to 64 1.7 times. With 128 it is
   * the same either way.
   */
  private static final int MOST_PLANAR = 64;

  /** Nothing to set up. */
  public LoopsMicrokernels() {}

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public int stripPixels() {
    return LoopsMatrix.PIXELS;
  }

  @Override
  public long scratchBytes(StepShapes shapes) {
    int channels = shapes.output().channels();
    for (Shape input : shapes.inputs()) {
      channels = Math.max(channels, input.channels());
    }
    long length = Scratch.lineLength(Math.max(channels, Lines.LENGTH));
    int lines = Math.max(LoopsTransform.lines(MOST_INPUTS), LoopsPlanarWeights.lines(MOST_PLANAR));
    return Float.BYTES * lines * length;
  }

  @Override
  public List<PackedMatrix> matrices(int depth, int channels) {
    int count = (channels + LoopsMatrix.MOST_WIDTH - 1) / LoopsMatrix.MOST_WIDTH;
    int width = (channels + count - 1) / count;
    List<PackedMatrix> matrices = new ArrayList<>();
    for (int first = 0; first < channels; first += width) {
      matrices.add(new LoopsMatrix(depth, Math.min(width, channels - first)));
    }
    return matrices;
  }

  @Override
  public WinogradTransform transform(WinogradTile tile) {
    return new LoopsTransform(tile);
  }

  @Override
  public int planarBelow() {
    return MOST_PLANAR + 1;
  }

  @Override
  public int planarTaps() {
    return 1;
  }

  @Override
  public boolean planarBothWays() {
    return true;
  }

  @Override
  public PlanarWeights planar(float[][] weights) {
    return new LoopsPlanarWeights(weights);
  }

  @Override
  public PackedTaps taps(float[] weights, float[] bias) {
    return new LoopsTaps(weights, bias);
  }

  @Override
  public void affine(
      float[] from,
      int fromAt,
      float[] to,
      int toAt,
      int columns,
      int channels,
      float[] scale,
      float[] shift,
      int channelAt,
      float slope,
      Scratch scratch) {
    int most = Math.min(columns, Math.max(1, Lines.LENGTH / channels));
    float[][] lines = scratch.lines(3, most * channels);
    for (int pixel = 0; pixel < most; pixel++) {
      System.arraycopy(scale, channelAt, lines[1], pixel * channels, channels);
      System.arraycopy(shift, channelAt, lines[2], pixel * channels, channels);
    }
    for (int x = 0; x < columns; x += most) {
      int length = Math.min(most, columns - x) * channels;
      System.arraycopy(from, fromAt + x * channels, lines[0], 0, length);
      if (slope == 1) {
        Lines.affine(lines[0], lines[1], lines[2], length);
      } else {
        Lines.affine(lines[0], lines[1], lines[2], slope, length);
      }
      System.arraycopy(lines[0], 0, to, toAt + x * channels, length);
    }
  }

  @Override
  public void leaky(float[] from, int fromAt, float[] to, int toAt, int length, float slope) {
    if (from != to || fromAt != toAt) { // C2 makes vectors of one array that is read and stored
      System.arraycopy(from, fromAt, to, toAt, length);
    }
    Lines.leaky(to, toAt, length, slope);
  }

  @Override
  public void leaky(float[] values, int at, int columns, int channels, float[] slopes) {
    for (int x = 0; x < columns; x++) {
      int pixel = at + x * channels;
      for (int c = 0; c < channels; c++) {
        float v = values[pixel + c];
        values[pixel + c] = v < 0 ? v * slopes[c] : v;
      }
    }
  }

  @Override
  public void lerp(
      float[] first,
      int firstAt,
      float[] second,
      int secondAt,
      int length,
      float share,
      float[] to,
      int toAt,
      Scratch scratch) {
    float[][] lines = scratch.lines(2, Lines.LENGTH);
    for (int i = 0; i < length; i += Lines.LENGTH) {
      int count = Math.min(Lines.LENGTH, length - i);
      System.arraycopy(first, firstAt + i, lines[0], 0, count);
      System.arraycopy(second, secondAt + i, lines[1], 0, count);
      Lines.lerp(lines[0], lines[1], share, count);
      System.arraycopy(lines[0], 0, to, toAt + i, count);
    }
  }

  @Override
  public void lerpPixels(
      float[] from,
      int fromAt,
      int[] left,
      int[] right,
      float[] shares,
      int channels,
      float[] to,
      int at,
      Scratch scratch) {
    int columns = shares.length;
    int most = Math.min(columns, Math.max(1, Lines.LENGTH / channels));
    float[][] lines = scratch.lines(3, most * channels);
    for (int first = 0; first < columns; first += most) {
      int pixels = Math.min(most, columns - first);
      for (int i = 0; i < pixels; i++) {
        int number = i * channels;
        System.arraycopy(from, fromAt + left[first + i], lines[0], number, channels);
        System.arraycopy(from, fromAt + right[first + i], lines[1], number, channels);
        Arrays.fill(lines[2], number, number + channels, shares[first + i]);
      }
      Lines.lerp(lines[0], lines[1], lines[2], pixels * channels);
      System.arraycopy(lines[0], 0, to, at + first * channels, pixels * channels);
    }
  }

  @Override
  public void add(float[] first, float[] second, float[] to, int at, int length) {
    Lines.add(first, second, length);
    System.arraycopy(first, 0, to, at, length);
  }

  @Override
  public void multiply(float[] first, float[] second, float[] to, int at, int length) {
    Lines.multiply(first, second, length);
    System.arraycopy(first, 0, to, at, length);
  }

  @Override
  public void divide(float[] first, float[] second, float[] to, int at, int length) {
    Lines.divide(first, second, length);
    System.arraycopy(first, 0, to, at, length);
  }

  @Override
  public void tanh(float[] values, int at, int length, Scratch scratch) {
    for (int i = at; i < at + length; i++) {
      values[i] = (float) Math.tanh(values[i]);
    }
  }

  @Override
  public void exp(float[] values, int at, int length, Scratch scratch) {
    for (int i = at; i < at + length; i++) {
      values[i] = (float) Math.exp(values[i]);
    }
  }

  @Override
  public void max(float[] maxima, int max, float[] values, int at, int channels, int pixels) {
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int c = 0; c < channels; c++) {
        maxima[max + c] = Math.max(maxima[max + c], values[at + pixel * channels + c]);
      }
    }
  }

  @Override
  public void divideBySum(float[] values, int at, int columns, int channels, float eps) {
    for (int x = 0; x < columns; x++) {
      int pixel = at + x * channels;
      double sum = eps;
      for (int c = 0; c < channels; c++) {
        sum += values[pixel + c];
      }
      for (int c = 0; c < channels; c++) {
        values[pixel + c] = (float) (values[pixel + c] / sum);
      }
    }
  }

  @Override
  public void addSums(
      double[] sums, int sum, float[] values, int at, int channels, int pixels, Scratch scratch) {
    LoopsSums.add(sums, sum, values, at, channels, pixels);
  }

  @Override
  public void addMoments(
      double[] moments, int pitch, float[] values, int channels, int pixels, Scratch scratch) {
    LoopsMoments.add(moments, pitch, values, channels, pixels, scratch);
  }
}
