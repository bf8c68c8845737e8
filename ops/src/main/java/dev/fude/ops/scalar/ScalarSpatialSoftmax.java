package dev.fude.ops.scalar;

import dev.fude.core.op.SpatialSoftmax;
import dev.fude.core.tensor.Shape;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.KernelInput;

/**
 * {@link SpatialSoftmax}: {@code out = exp(in - max) / sum of exp(in - max)} over the pixels of a
 * picture's channel.
 */
final class ScalarSpatialSoftmax implements Kernel {
  @Override
  public void run(KernelCall call) {
    Shape shape = call.shape();
    double[] max = new double[shape.batch() * shape.channels()]; // (batch, channels)
    double[] sum = new double[shape.batch() * shape.channels()]; // (batch, channels)
    for (int i = 0; i < max.length; i++) {
      int picture = i / shape.channels();
      int channel = i % shape.channels();
      double most = max(call, picture, channel);
      max[i] = most;
      sum[i] = call.sumInOrder((y, before) -> before + sum(call, picture, y, channel, most));
    }
    call.eachRow(row -> computeRow(call, row, max, sum));
  }

  private static double max(KernelCall call, int picture, int channel) {
    KernelInput in = call.input();
    return call.sumInOrder(
        (y, before) -> {
          double most = y == 0 ? Double.NEGATIVE_INFINITY : before;
          for (int x = 0; x < call.shape().width(); x++) {
            most = Math.max(most, in.data()[in.pixel(picture, y, x) + channel]);
          }
          return most;
        });
  }

  private static double sum(KernelCall call, int picture, int y, int channel, double max) {
    KernelInput in = call.input();
    double sum = 0;
    for (int x = 0; x < call.shape().width(); x++) {
      sum += Math.exp(in.data()[in.pixel(picture, y, x) + channel] - max);
    }
    return sum;
  }

  private static void computeRow(KernelCall call, int row, double[] max, double[] sum) {
    Shape shape = call.shape();
    float[] in = call.input().data();
    int toInput = call.input().offset() - call.offset();
    int first = row / shape.height() * shape.channels();
    for (int x = 0; x < shape.width(); x++) {
      for (int c = 0; c < shape.channels(); c++) {
        int i = call.pixel(row, x) + c;
        call.output()[i] = (float) (Math.exp(in[i + toInput] - max[first + c]) / sum[first + c]);
      }
    }
  }
}
