package dev.fude.ops.rows;

import dev.fude.core.op.Conv2d;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.Slot;
import dev.fude.ops.runtime.StepShapes;
import java.util.Arrays;
import java.util.Map;

/**
 * {@link Conv2d} of one tap, which may be stored nowhere: the style of an adaptive norm, of which
 * nothing but mean and variance are read. Then only its sums are computed.
 *
 * <p><b>The idea.</b> Each output is {@code y = w . x + b}, so that of many pixels
 *
 * <pre>
 * sum of y   = w . (sum of x) + n b
 * sum of y^2 = w^T (sum of x x^T) w + 2 b w . (sum of x) + n b^2
 * </pre>
 *
 * <p>So the pixels' sums and the sums of their channels' products, which are symmetric, are enough,
 * and no output is computed. With few channels these products are fewer than the convolution's
 * loads, stores and sums; all of them are double, as {@link dev.fude.ops.runtime.RowSums} wants.
 *
 * <p>Some rows are added up before the weights are applied, and their sums go to the first: rows
 * that begin at fixed ones, so that the order of the sums does not depend on the workers.
 */
final class RowPointwiseMoments implements Kernel {
  /** More have more products than the convolution has to do. */
  private static final int MOST_CHANNELS = 32;

  private static final int ROWS = 8;

  /** As doubles, with the most channels, 16 KiB: each is read for eight channels at a time. */
  private static final int PIXELS = 64;

  private static final int LOADER_SCRATCH = 0;
  private static final int PIXELS_SCRATCH = 1;

  private final Kernel stored; // for what is stored
  private final Microkernels microkernels;
  private final int inChannels;
  private final float[] weight; // (outChannels, inChannels)
  private final float[] bias; // (outChannels)

  /**
   * A convolution whose sums can be had alone.
   *
   * @param stored computes it where it is stored
   * @param microkernels what adds
   * @param parameters weight, (outChannels, inChannels, 1, 1), and bias if it has one
   */
  RowPointwiseMoments(Kernel stored, Microkernels microkernels, Map<String, Tensor> parameters) {
    Tensor weight = parameters.get(Parameter.WEIGHT);
    Tensor bias = parameters.get(Parameter.BIAS);
    this.stored = stored;
    this.microkernels = microkernels;
    this.inChannels = weight.shape().extent(1);
    this.weight = weight.data();
    this.bias = bias == null ? new float[weight.shape().extent(0)] : bias.data();
  }

  /**
   * Whether a convolution's sums can be had so, and faster.
   *
   * @param op the convolution
   * @param inChannels channels of its input
   * @return whether it has one tap, moves by one pixel, and has few channels
   */
  static boolean fits(Conv2d op, int inChannels) {
    Window window = op.window();
    return window.taps() == 1
        && window.strideH() == 1
        && window.strideW() == 1
        && window.padding().equals(Padding.NONE)
        && op.groups() == 1
        && inChannels <= MOST_CHANNELS;
  }

  private static boolean wantsSumsAlone(KernelCall call) {
    return call.result().slot() == Slot.NOWHERE
        && call.sums() != null
        && call.wanted().count() == call.rowCount();
  }

  @Override
  public long scratchBytes(StepShapes shapes) {
    int columns = Math.min(PIXELS, shapes.output().width());
    return stored.scratchBytes(shapes)
        + Float.BYTES * (RowLoader.scratchFloats(columns, inChannels) + pixelFloats())
        + Double.BYTES * ((long) PIXELS * pitch() + momentsLength());
  }

  private int pixelFloats() {
    return PIXELS * inChannels + Microkernels.MOMENTS_MULTIPLE;
  }

  private int pitch() {
    int multiple = Microkernels.MOMENTS_MULTIPLE;
    return Strip.ceilDiv(inChannels, multiple) * multiple;
  }

  private int momentsLength() {
    return (1 + pitch()) * pitch();
  }

  @Override
  public void run(KernelCall call) {
    if (wantsSumsAlone(call)) {
      add(call);
    } else {
      stored.run(call);
    }
  }

  private void add(KernelCall call) {
    Shape shape = call.shape();
    int units = Strip.ceilDiv(shape.height(), ROWS); // of a picture
    call.workers()
        .split(
            shape.batch() * units,
            (from, to, scratch) -> {
              double[] moments = new double[momentsLength()];
              RowLoader loader =
                  new RowLoader(microkernels, call.input(), Padding.NONE, scratch, LOADER_SCRATCH);
              for (int unit = from; unit < to; unit++) {
                call.workers().throwIfCancelled();
                int first = unit % units * ROWS;
                int end = Math.min(shape.height(), first + ROWS);
                Arrays.fill(moments, 0);
                addRows(loader, unit / units, first, end, shape.width(), moments, scratch);
                int row = unit / units * shape.height() + first;
                double pixels = (double) (end - first) * shape.width();
                store(moments, pixels, call.sums().array(), call.sums().offset(row));
              }
            });
  }

  private void addRows(
      RowLoader loader,
      int picture,
      int first,
      int end,
      int width,
      double[] moments,
      Scratch scratch) {
    float[] pixels = scratch.floats(PIXELS_SCRATCH, pixelFloats());
    for (int row = first; row < end; row++) {
      for (int x = 0; x < width; x += PIXELS) {
        int columns = Math.min(PIXELS, width - x);
        loader.load(picture, row, x, columns, pixels, 0);
        microkernels.addMoments(moments, pitch(), pixels, inChannels, columns, scratch);
      }
    }
  }

  /** Applies the weights: sums, then sums of squares, of (outChannels) each. */
  private void store(double[] moments, double pixels, double[] to, int at) {
    for (int out = 0; out < bias.length; out++) {
      double sum = 0;
      double squares = 0;
      for (int j = 0; j < inChannels; j++) {
        double own = weight[out * inChannels + j];
        int row = (1 + j) * pitch();
        double others = 0;
        for (int k = j + 1; k < inChannels; k++) {
          others += weight[out * inChannels + k] * moments[row + k];
        }
        sum += own * moments[j];
        squares += own * (own * moments[row + j] + 2 * others);
      }
      double shift = bias[out];
      to[at + out] = sum + pixels * shift;
      to[at + bias.length + out] = squares + shift * (2 * sum + pixels * shift);
    }
  }
}
