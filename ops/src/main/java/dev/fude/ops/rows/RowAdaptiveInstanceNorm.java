package dev.fude.ops.rows;

import dev.fude.core.op.AdaptiveInstanceNorm;
import dev.fude.core.op.Padding;
import dev.fude.core.tensor.Shape;
import dev.fude.ops.runtime.AdaptiveNormKernel;
import dev.fude.ops.runtime.ChannelMoments;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.KernelInput;
import dev.fude.ops.runtime.MomentsRule;
import dev.fude.ops.runtime.RowSums;
import dev.fude.ops.runtime.Slot;
import dev.fude.ops.runtime.StepShapes;
import dev.fude.ops.runtime.StoredValue;
import java.util.Arrays;

/**
 * {@link AdaptiveInstanceNorm}. Most become a scale and a shift that the readers apply; only where
 * content or style come from no step that sums, three passes: one sums the content, one the style,
 * and the last loads the content again and applies what came of it.
 */
final class RowAdaptiveInstanceNorm implements AdaptiveNormKernel {
  private static final int LOADER_SCRATCH = 0;

  private final Microkernels microkernels;
  private final double eps;

  RowAdaptiveInstanceNorm(Microkernels microkernels, AdaptiveInstanceNorm op) {
    this.microkernels = microkernels;
    this.eps = op.eps();
  }

  @Override
  public long scratchBytes(StepShapes shapes) {
    Shape shape = shapes.output();
    return microkernels.scratchBytes(shapes)
        + RowSums.bytes(shape)
        + Float.BYTES
            * (RowLoader.scratchFloats(shape.width(), shape.channels())
                + RowWriter.scratchFloats(shape.width(), shape.channels()));
  }

  @Override
  public void toAffine(
      ChannelMoments content,
      ChannelMoments style,
      MomentsRule moments,
      float[] scale,
      float[] shift) {
    double[] mean = joined(content.mean(), style.mean()); // (2, batch, channels)
    double[] variance = joined(content.variance(), style.variance()); // (2, batch, channels)
    moments.apply(mean, variance);
    int toStyle = content.mean().length;
    for (int i = 0; i < toStyle; i++) {
      double factor = Math.sqrt(variance[toStyle + i] + eps) / Math.sqrt(variance[i] + eps);
      scale[i] = (float) factor;
      shift[i] = (float) (mean[toStyle + i] - mean[i] * factor);
    }
  }

  private static double[] joined(double[] first, double[] second) {
    double[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Override
  public void run(KernelCall call) {
    int numbers = call.shape().batch() * call.shape().channels();
    float[] scale = new float[numbers]; // (batch, channels)
    float[] shift = new float[numbers]; // (batch, channels)
    RowSums sums = new RowSums();
    ChannelMoments content = moments(call, 0, sums);
    ChannelMoments style = moments(call, 1, sums);
    toAffine(content, style, call.moments(), scale, shift);
    apply(call, scale, shift);
  }

  private ChannelMoments moments(KernelCall call, int index, RowSums sums) {
    KernelInput input = call.inputs().get(index);
    Shape shape = call.shape();
    StoredValue nowhere = StoredValue.dense(Slot.NOWHERE, 0, shape);
    sums.reset(shape);
    call.rows(
        (from, to, scratch) -> {
          RowLoader loader =
              new RowLoader(microkernels, input, Padding.NONE, scratch, LOADER_SCRATCH);
          RowWriter writer = new RowWriter(microkernels, nowhere, sums, scratch, shape.width());
          for (int row = from; row < to; row++) {
            load(loader, row, shape, writer);
            writer.end(row, 0, shape.width());
          }
        });
    return sums.channelMoments();
  }

  private void apply(KernelCall call, float[] scale, float[] shift) {
    Shape shape = call.shape();
    int channels = shape.channels();
    call.rows(
        (from, to, scratch) -> {
          RowLoader loader =
              new RowLoader(microkernels, call.input(), Padding.NONE, scratch, LOADER_SCRATCH);
          RowWriter writer = new RowWriter(microkernels, call, scratch, shape.width());
          float[] output = writer.array();
          for (int row = from; row < to; row++) {
            int at = load(loader, row, shape, writer);
            int picture = row / shape.height() * channels;
            microkernels.affine(
                output, at, output, at, shape.width(), channels, scale, shift, picture, 1, scratch);
            writer.end(row, 0, shape.width());
          }
        });
  }

  private static int load(RowLoader loader, int row, Shape shape, RowWriter writer) {
    int at = writer.begin(row, 0);
    int y = row % shape.height();
    loader.load(row / shape.height(), y, 0, shape.width(), writer.array(), at);
    return at;
  }
}
