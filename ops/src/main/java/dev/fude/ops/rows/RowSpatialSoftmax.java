package dev.fude.ops.rows;

import dev.fude.core.op.Padding;
import dev.fude.core.op.SpatialSoftmax;
import dev.fude.core.tensor.Shape;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.RowSums;
import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.Slot;
import dev.fude.ops.runtime.StepShapes;
import dev.fude.ops.runtime.StoredValue;
import java.util.Arrays;

/**
 * {@link SpatialSoftmax}, in three passes over the input: the largest number of each channel, the
 * sum of the exponentials below it, and the shares.
 *
 * <p>The exponentials are computed twice rather than stored in between: where a network has such an
 * op its maps are small, and so the op reads its output never, wherever that goes.
 */
final class RowSpatialSoftmax implements Kernel {
  private static final int LOADER_SCRATCH = 0;

  private final Microkernels microkernels;

  RowSpatialSoftmax(Microkernels microkernels) {
    this.microkernels = microkernels;
  }

  @Override
  public long scratchBytes(StepShapes shapes) {
    Shape shape = shapes.output();
    long maxima = (long) shape.batch() * shape.height() * shape.channels();
    return microkernels.scratchBytes(shapes)
        + RowSums.bytes(shape)
        + Float.BYTES
            * (maxima
                + RowLoader.scratchFloats(shape.width(), shape.channels())
                + RowWriter.scratchFloats(shape.width(), shape.channels()));
  }

  @Override
  public void run(KernelCall call) {
    Shape shape = call.shape();
    if (shape.elements() == 0) {
      return;
    }
    StoredValue nowhere = StoredValue.dense(Slot.NOWHERE, 0, shape);
    float[] ones = new float[shape.batch() * shape.channels()]; // (batch, channels)
    Arrays.fill(ones, 1);
    float[] below = negated(maxima(call, nowhere)); // (batch, channels)
    RowSums sums = new RowSums();
    sums.reset(shape);
    eachRow(
        call,
        nowhere,
        sums,
        (values, at, row, scratch) -> exponentials(call, values, at, row, ones, below, scratch));
    float[] shares = reciprocals(sums, shape); // (batch, channels)
    float[] zeros = new float[shares.length];
    eachRow(
        call,
        call.result(),
        null,
        (values, at, row, scratch) -> {
          exponentials(call, values, at, row, ones, below, scratch);
          affine(call, values, at, row, shares, zeros, scratch);
        });
  }

  /** Works on a loaded row. */
  @FunctionalInterface
  private interface RowBody {
    void finish(float[] values, int at, int row, Scratch scratch);
  }

  private void eachRow(KernelCall call, StoredValue result, RowSums sums, RowBody body) {
    Shape shape = call.shape();
    call.rows(
        (from, to, scratch) -> {
          RowLoader loader =
              new RowLoader(microkernels, call.input(), Padding.NONE, scratch, LOADER_SCRATCH);
          RowWriter writer = new RowWriter(microkernels, result, sums, scratch, shape.width());
          for (int row = from; row < to; row++) {
            int at = writer.begin(row, 0);
            int y = row % shape.height();
            loader.load(row / shape.height(), y, 0, shape.width(), writer.array(), at);
            body.finish(writer.array(), at, row, scratch);
            writer.end(row, 0, shape.width());
          }
        });
  }

  /** The largest number of each channel, (batch, channels): each row's own first. */
  private float[] maxima(KernelCall call, StoredValue nowhere) {
    Shape shape = call.shape();
    int channels = shape.channels();
    float[] ofRows = new float[call.rowCount() * channels]; // (batch * height, channels)
    float[] maxima = new float[shape.batch() * channels];
    Arrays.fill(ofRows, Float.NEGATIVE_INFINITY);
    Arrays.fill(maxima, Float.NEGATIVE_INFINITY);
    eachRow(
        call,
        nowhere,
        null,
        (values, at, row, scratch) ->
            microkernels.max(ofRows, row * channels, values, at, channels, shape.width()));
    for (int row = 0; row < call.rowCount(); row++) {
      int picture = row / shape.height() * channels;
      microkernels.max(maxima, picture, ofRows, row * channels, channels, 1);
    }
    return maxima;
  }

  private static float[] negated(float[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = -numbers[i];
    }
    return numbers;
  }

  private void exponentials(
      KernelCall call,
      float[] values,
      int at,
      int row,
      float[] ones,
      float[] below,
      Scratch scratch) {
    affine(call, values, at, row, ones, below, scratch);
    microkernels.exp(values, at, call.shape().width() * call.shape().channels(), scratch);
  }

  private void affine(
      KernelCall call,
      float[] values,
      int at,
      int row,
      float[] scale,
      float[] shift,
      Scratch scratch) {
    Shape shape = call.shape();
    int channels = shape.channels();
    int picture = row / shape.height() * channels;
    microkernels.affine(
        values, at, values, at, shape.width(), channels, scale, shift, picture, 1, scratch);
  }

  private static float[] reciprocals(RowSums sums, Shape shape) {
    double[] mean = sums.channelMoments().mean();
    double pixels = (double) shape.height() * shape.width();
    float[] reciprocals = new float[mean.length];
    for (int i = 0; i < reciprocals.length; i++) {
      reciprocals[i] = (float) (1 / (mean[i] * pixels));
    }
    return reciprocals;
  }
}
