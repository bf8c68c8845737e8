package dev.fude.ops.runtime;

import dev.fude.core.op.Normalization;
import dev.fude.core.tensor.Shape;
import java.util.Arrays;

/**
 * Sums and sums of squares of a stored value, per row and channel, from which a norm becomes one
 * scale and one shift a channel.
 *
 * <p>Each row has its own sums, written by whichever worker computes that row and added up in row
 * order afterwards: so the result does not depend on how many workers there were. Everything is
 * double. Products of floats are exact in double, and the variance {@code E[x^2] - E[x]^2} of float
 * data then loses digits only when the mean exceeds the deviation a millionfold, beyond what float
 * data itself can express.
 */
public final class RowSums {
  private Shape shape;
  private double[] sums = new double[0]; // (batch * height, 2, channels): sum, then sum of squares
  private double[] total = new double[0]; // (2, channels): of one picture
  private double[] mean = new double[0]; // (batch, channels)
  private double[] variance = new double[0]; // (batch, channels)

  /**
   * Sets all sums of a value to zero.
   *
   * @param value shape of the value, (batch, height, width, channels)
   */
  public void reset(Shape value) {
    shape = value;
    int needed = Math.multiplyExact(value.batch() * value.height(), 2 * value.channels());
    if (sums.length < needed) {
      sums = new double[needed];
    } else {
      Arrays.fill(sums, 0, needed, 0);
    }
  }

  /**
   * The array that kernels add to.
   *
   * @return (batch * height, 2, channels): sum, then sum of squares; may be longer
   */
  public double[] array() {
    return sums;
  }

  /**
   * Where a row's sums begin; its sums of squares follow {@code channels} later.
   *
   * @param row the row, counted through all pictures
   * @return an index into {@link #array()}
   */
  public int offset(int row) {
    return row * 2 * shape.channels();
  }

  /**
   * Bytes that the sums of a value take.
   *
   * @param value shape of the value, (batch, height, width, channels)
   * @return bytes
   */
  public static long bytes(Shape value) {
    return (long) value.batch() * value.height() * 2 * value.channels() * Double.BYTES;
  }

  /** Bytes held by now. */
  long bytesHeld() {
    return (long) sums.length * Double.BYTES;
  }

  /**
   * Turns a norm into a scale and a shift a channel: {@code norm(x) = x * scale + shift}.
   *
   * @param norm the norm's attributes
   * @param gamma the norm's factors, (channels)
   * @param beta the norm's offsets, (channels)
   * @param moments what becomes of mean and variance before they are used
   * @param scale receives {@code gamma / deviation}, (batch, channels)
   * @param shift receives {@code beta - mean * gamma / deviation}, (batch, channels)
   */
  public void toAffine(
      Normalization norm,
      float[] gamma,
      float[] beta,
      MomentsRule moments,
      float[] scale,
      float[] shift) {
    takeMoments(norm.perChannel());
    moments.apply(mean, variance);
    for (int i = 0; i < mean.length; i++) {
      int c = i % shape.channels();
      double factor = gamma[c] / Math.sqrt(variance[i] + norm.eps());
      scale[i] = (float) factor;
      shift[i] = (float) (beta[c] - mean[i] * factor);
    }
  }

  /**
   * The moments of the value that was summed, each channel's own.
   *
   * @return fresh arrays
   */
  public ChannelMoments channelMoments() {
    takeMoments(true);
    return new ChannelMoments(mean.clone(), variance.clone());
  }

  private void takeMoments(boolean perChannel) {
    int channels = shape.channels();
    int needed = shape.batch() * channels;
    if (mean.length != needed) {
      mean = new double[needed];
      variance = new double[needed];
    }
    double count = (double) shape.height() * shape.width() * (perChannel ? 1 : channels);
    for (int n = 0; n < shape.batch(); n++) {
      addRows(n);
      if (!perChannel) {
        shareOverChannels(channels);
      }
      for (int c = 0; c < channels; c++) {
        double own = total[c] / count;
        mean[n * channels + c] = own;
        variance[n * channels + c] = Math.max(0, total[channels + c] / count - own * own);
      }
    }
  }

  private void addRows(int picture) {
    int length = 2 * shape.channels();
    if (total.length < length) {
      total = new double[length];
    }
    Arrays.fill(total, 0);
    for (int y = 0; y < shape.height(); y++) {
      int offset = offset(picture * shape.height() + y);
      for (int i = 0; i < length; i++) {
        total[i] += sums[offset + i];
      }
    }
  }

  private void shareOverChannels(int channels) {
    for (int part = 0; part < 2; part++) {
      double sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += total[part * channels + c];
      }
      Arrays.fill(total, part * channels, (part + 1) * channels, sum);
    }
  }
}
