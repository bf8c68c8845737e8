package dev.fude.ops.rows;

import dev.fude.core.op.Normalization;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Parameter;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.MomentsRule;
import dev.fude.ops.runtime.NormKernel;
import dev.fude.ops.runtime.RowSums;
import dev.fude.ops.runtime.StepShapes;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What both norms share: a pass that loads the input into the output and sums it, then a pass that
 * applies the scale and shift that came of it. Only for norms that could not be folded: after the
 * graph's input, after an activation, at the end.
 */
abstract class RowNormalization implements NormKernel {
  private static final int LOADER_SCRATCH = 0;

  private final Microkernels microkernels;
  private final Normalization op;
  private final float[] gamma; // (channels)
  private final float[] beta; // (channels)
  private final Queue<Moments> idle = new ConcurrentLinkedQueue<>();

  RowNormalization(Microkernels microkernels, Normalization op, Map<String, Tensor> parameters) {
    this.microkernels = microkernels;
    this.op = op;
    this.gamma = parameters.get(Parameter.GAMMA).data();
    this.beta = parameters.get(Parameter.BETA).data();
  }

  @Override
  public long scratchBytes(StepShapes shapes) {
    Shape shape = shapes.output();
    return microkernels.scratchBytes(shapes)
        + RowSums.bytes(shape)
        + Float.BYTES * RowWriter.scratchFloats(shape.width(), shape.channels());
  }

  @Override
  public void run(KernelCall call) {
    Moments moments = idle.poll();
    if (moments == null) {
      moments = new Moments();
    }
    sum(call, moments.of(call.shape()));
    toAffine(moments.sums, call.moments(), moments.scale, moments.shift);
    apply(call, moments.scale, moments.shift);
    idle.add(moments);
  }

  @Override
  public void toAffine(RowSums sums, MomentsRule moments, float[] scale, float[] shift) {
    sums.toAffine(op, gamma, beta, moments, scale, shift);
  }

  private void sum(KernelCall call, RowSums sums) {
    Shape shape = call.shape();
    call.rows(
        (from, to, scratch) -> {
          RowLoader loader =
              new RowLoader(microkernels, call.input(), Padding.NONE, scratch, LOADER_SCRATCH);
          RowWriter writer =
              new RowWriter(microkernels, call.result(), sums, scratch, shape.width());
          for (int row = from; row < to; row++) {
            int y = row % shape.height();
            int at = writer.begin(row, 0);
            loader.load(row / shape.height(), y, 0, shape.width(), writer.array(), at);
            writer.end(row, 0, shape.width());
          }
        });
  }

  private void apply(KernelCall call, float[] scale, float[] shift) {
    Shape shape = call.shape();
    int channels = shape.channels();
    call.rows(
        (from, to, scratch) -> {
          RowWriter writer =
              new RowWriter(microkernels, call.result(), null, scratch, shape.width());
          float[] output = writer.array();
          for (int row = from; row < to; row++) {
            int at = writer.beginAgain(row, 0, shape.width());
            int picture = row / shape.height() * channels;
            microkernels.affine(
                output, at, output, at, shape.width(), channels, scale, shift, picture, 1, scratch);
            writer.end(row, 0, shape.width());
          }
        });
  }

  /** The sums of one run and what comes of them, kept for the next run. */
  private static final class Moments {
    private final RowSums sums = new RowSums();
    private float[] scale = new float[0]; // (batch, channels)
    private float[] shift = new float[0]; // (batch, channels)

    RowSums of(Shape shape) {
      sums.reset(shape);
      int length = shape.batch() * shape.channels();
      if (scale.length < length) {
        scale = new float[length];
        shift = new float[length];
      }
      return sums;
    }
  }
}
