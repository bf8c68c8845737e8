package dev.fude.ops.simd;

import dev.fude.ops.rows.Microkernels;
import dev.fude.ops.rows.PackedMatrix;
import dev.fude.ops.rows.PackedTaps;
import dev.fude.ops.rows.PlanarWeights;
import dev.fude.ops.rows.WinogradTile;
import dev.fude.ops.rows.WinogradTransform;
import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.StepShapes;
import java.util.List;
import java.util.stream.Collectors;
import jdk.incubator.vector.FloatVector;

/** The innermost loops on the Vector API. */
final class SimdMicrokernels extends Microkernels {
  @Override
  public int lanes() {
    return Simd.LANES;
  }

  @Override
  public int stripPixels() {
    return GemmBlocks.PIXELS;
  }

  @Override
  public long scratchBytes(StepShapes shapes) {
    return SimdSums.SCRATCH_BYTES;
  }

  @Override
  public List<PackedMatrix> matrices(int depth, int channels) {
    return GemmBlocks.cover(channels).stream()
        .map(block -> new SimdMatrix(block, depth))
        .collect(Collectors.toList());
  }

  @Override
  public WinogradTransform transform(WinogradTile tile) {
    return switch (tile) {
      case F8X3 -> new SimdTransform8x3();
      case F6X7 -> new SimdTransform6x7();
    };
  }

  /** Of a vector of 16, lanes would be empty, and with no second one the direct product is slow. */
  @Override
  public int planarBelow() {
    return 16;
  }

  @Override
  public int planarTaps() {
    return 2;
  }

  @Override
  public boolean planarBothWays() {
    return false;
  }

  @Override
  public PlanarWeights planar(float[][] weights) {
    return new SimdPlanarWeights(weights);
  }

  @Override
  public PackedTaps taps(float[] weights, float[] bias) {
    return new SimdTaps(weights, bias);
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
    ChannelMap.affine(from, fromAt, to, toAt, columns, channels, scale, shift, channelAt, slope);
  }

  @Override
  public void leaky(float[] from, int fromAt, float[] to, int toAt, int length, float slope) {
    ChannelMap.leaky(from, fromAt, to, toAt, length, slope);
  }

  @Override
  public void leaky(float[] values, int at, int columns, int channels, float[] slopes) {
    ChannelMap.leaky(values, at, columns, channels, slopes);
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
    ChannelMap.lerp(first, firstAt, second, secondAt, length, share, to, toAt);
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
    SimdPixelLerp.lerp(from, fromAt, left, right, shares, channels, to, at);
  }

  @Override
  public void add(float[] first, float[] second, float[] to, int at, int length) {
    int body = Simd.FLOATS.loopBound(length);
    for (int i = 0; i < body; i += Simd.LANES) {
      FloatVector.fromArray(Simd.FLOATS, first, i)
          .add(FloatVector.fromArray(Simd.FLOATS, second, i))
          .intoArray(to, at + i);
    }
    for (int i = body; i < length; i++) {
      to[at + i] = first[i] + second[i];
    }
  }

  @Override
  public void multiply(float[] first, float[] second, float[] to, int at, int length) {
    int body = Simd.FLOATS.loopBound(length);
    for (int i = 0; i < body; i += Simd.LANES) {
      FloatVector.fromArray(Simd.FLOATS, first, i)
          .mul(FloatVector.fromArray(Simd.FLOATS, second, i))
          .intoArray(to, at + i);
    }
    for (int i = body; i < length; i++) {
      to[at + i] = first[i] * second[i];
    }
  }

  @Override
  public void divide(float[] first, float[] second, float[] to, int at, int length) {
    int body = Simd.FLOATS.loopBound(length);
    for (int i = 0; i < body; i += Simd.LANES) {
      FloatVector.fromArray(Simd.FLOATS, first, i)
          .div(FloatVector.fromArray(Simd.FLOATS, second, i))
          .intoArray(to, at + i);
    }
    for (int i = body; i < length; i++) {
      to[at + i] = first[i] / second[i];
    }
  }

  @Override
  public void tanh(float[] values, int at, int length, Scratch scratch) {
    SimdTanh.tanh(values, at, length, scratch);
  }

  @Override
  public void exp(float[] values, int at, int length, Scratch scratch) {
    SimdExp.exp(values, at, length, scratch);
  }

  @Override
  public void max(float[] maxima, int max, float[] values, int at, int channels, int pixels) {
    ChannelMap.max(maxima, max, values, at, channels, pixels);
  }

  @Override
  public void divideBySum(float[] values, int at, int columns, int channels, float eps) {
    ChannelMap.divideBySum(values, at, columns, channels, eps);
  }

  @Override
  public void addSums(
      double[] sums, int sum, float[] values, int at, int channels, int pixels, Scratch scratch) {
    SimdSums.add(sums, sum, values, at, channels, pixels, scratch);
  }

  @Override
  public void addMoments(
      double[] moments, int pitch, float[] values, int channels, int pixels, Scratch scratch) {
    SimdMoments.add(moments, pitch, values, channels, pixels, scratch);
  }
}
