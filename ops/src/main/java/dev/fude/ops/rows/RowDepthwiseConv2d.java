package dev.fude.ops.rows;

import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.Bands;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.StepShapes;
import dev.fude.ops.runtime.StoredRows;
import java.util.Map;

/**
 * {@link DepthwiseConv2d}: bands, strips and rows as in {@link RowConv2d}; {@link PackedTaps}
 * computes a row's piece. The taps' places in the ring of rows are worked out once a row.
 */
final class RowDepthwiseConv2d implements Kernel {
  /** A strip's columns are a multiple of what providers compute at once. */
  private static final int PIXELS = 4;

  private final Microkernels microkernels;
  private final Window window;
  private final int channels;
  private final PackedTaps weights;

  private RowDepthwiseConv2d(
      Microkernels microkernels, DepthwiseConv2d op, Tensor weight, float[] bias) {
    this.microkernels = microkernels;
    this.window = op.window();
    this.channels = weight.shape().extent(0);
    int taps = window.taps();
    float[] transposed = new float[weight.data().length]; // (taps, channels)
    for (int c = 0; c < channels; c++) {
      for (int tap = 0; tap < taps; tap++) {
        transposed[tap * channels + c] = weight.data()[c * taps + tap];
      }
    }
    this.weights = microkernels.taps(transposed, bias);
  }

  /**
   * Packs the weights of a depthwise convolution.
   *
   * @param microkernels what computes rows
   * @param op its attributes
   * @param parameters weight, and bias if it has one
   * @return the kernel
   */
  static Kernel prepare(
      Microkernels microkernels, DepthwiseConv2d op, Map<String, Tensor> parameters) {
    Tensor weight = parameters.get(Parameter.WEIGHT);
    int channels = weight.shape().extent(0);
    float[] bias = op.bias() ? parameters.get(Parameter.BIAS).data() : new float[channels];
    return new RowDepthwiseConv2d(microkernels, op, weight, bias);
  }

  @Override
  public long scratchBytes(StepShapes shapes) {
    Shape input = shapes.inputs().get(0);
    Strip strip = strip(input, shapes.output());
    return microkernels.scratchBytes(shapes)
        + StripBand.scratchBytes(window, strip, input)
        + Float.BYTES * RowWriter.scratchFloats(strip.columns(), channels);
  }

  @Override
  public void run(KernelCall call) {
    Strip strip = strip(call.input().shape(), call.shape());
    Bands.of(call, window, 1, call.wanted())
        .split((from, to, rows, scratch) -> new Band(call, strip, rows, scratch).compute(from, to));
  }

  private Strip strip(Shape input, Shape output) {
    return Strip.of(window, input, output, PIXELS);
  }

  /** Some rows of the output, computed by one worker. */
  private final class Band extends StripBand {
    private final RowWriter writer;
    private final float[] output; // the writer's
    private final int[] taps = new int[window.taps()]; // where each tap's row piece begins

    Band(KernelCall call, Strip strip, StoredRows rows, Scratch scratch) {
      super(microkernels, window, strip, call, rows, scratch);
      this.writer = new RowWriter(microkernels, call, scratch, strip.columns());
      this.output = writer.array();
    }

    @Override
    void computeRow(int row, int top, int x, int columns) {
      findTaps(top);
      int to = writer.begin(row, x);
      int stride = window.strideW() * channels;
      weights.compute(ring().data(), taps, stride, output, to, columns, scratch());
      writer.end(row, x, columns);
    }

    private void findTaps(int top) {
      for (int ky = 0; ky < window.kernelH(); ky++) {
        int row = ring().offset(top + ky * window.dilationH());
        for (int kx = 0; kx < window.kernelW(); kx++) {
          taps[ky * window.kernelW() + kx] = row + kx * window.dilationW() * channels;
        }
      }
    }
  }
}
