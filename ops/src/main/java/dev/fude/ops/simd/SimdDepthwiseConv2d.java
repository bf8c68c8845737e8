package dev.fude.ops.simd;

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
import jdk.incubator.vector.FloatVector;

/**
 * {@link DepthwiseConv2d}: bands, strips and rows as in {@link SimdConv2d}, but lanes multiply
 * lanes.
 *
 * <p>A block is some pixels by one vector of channels. For every tap of the kernel it loads the
 * tap's weights once and uses them for all its pixels; the taps' places in the ring of rows are
 * worked out once a row. Channels are the inner loop, since they lie side by side: going down the
 * pixels first would jump by whole pixels, which for 512 channels fall into two sets of the
 * first-level cache.
 */
final class SimdDepthwiseConv2d implements Kernel {
  private static final int PIXELS = 4;

  private final Window window;
  private final int channels;
  private final float[] weights; // (kernelH, kernelW, channels)
  private final float[] bias; // (channels)

  private SimdDepthwiseConv2d(DepthwiseConv2d op, Tensor weight, float[] bias) {
    this.window = op.window();
    this.channels = weight.shape().extent(0);
    this.weights = new float[weight.data().length];
    this.bias = bias;
    int taps = window.taps();
    for (int c = 0; c < channels; c++) {
      for (int tap = 0; tap < taps; tap++) {
        weights[tap * channels + c] = weight.data()[c * taps + tap];
      }
    }
  }

  /**
   * Packs the weights of a depthwise convolution.
   *
   * @param op its attributes
   * @param parameters weight, and bias if it has one
   * @return the kernel
   */
  static Kernel prepare(DepthwiseConv2d op, Map<String, Tensor> parameters) {
    Tensor weight = parameters.get(Parameter.WEIGHT);
    int channels = weight.shape().extent(0);
    float[] bias = op.bias() ? parameters.get(Parameter.BIAS).data() : new float[channels];
    return new SimdDepthwiseConv2d(op, weight, bias);
  }

  @Override
  public long scratchBytes(StepShapes shapes) {
    Shape input = shapes.inputs().get(0);
    Strip strip = strip(input, shapes.output());
    return StripBand.scratchBytes(window, strip, input)
        + Float.BYTES * RowWriter.scratchFloats(strip.columns(), channels);
  }

  @Override
  public void run(KernelCall call) {
    Strip strip = strip(call.input().shape(), call.shape());
    Bands.of(call, window, 1, call.rowCount())
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
      super(window, strip, call, rows, scratch);
      this.writer = new RowWriter(call, scratch, strip.columns());
      this.output = writer.array();
    }

    @Override
    void computeRow(int row, int top, int x, int columns) {
      findTaps(top);
      int stride = window.strideW() * channels;
      int to = writer.begin(row, x);
      int blocks = columns / PIXELS * PIXELS;
      for (int pixel = 0; pixel < blocks; pixel += PIXELS) {
        computeBlock(pixel * stride, stride, to + pixel * channels);
      }
      for (int pixel = blocks; pixel < columns; pixel++) {
        computePixel(pixel * stride, to + pixel * channels, 0);
      }
      for (int pixel = 0; pixel < blocks; pixel++) {
        computePixel(pixel * stride, to + pixel * channels, Simd.FLOATS.loopBound(channels));
      }
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

    /** All whole vectors of a block's channels. */
    private void computeBlock(int from, int stride, int to) {
      float[] input = ring().data();
      int body = Simd.FLOATS.loopBound(channels);
      for (int c = 0; c < body; c += Simd.LANES) {
        FloatVector sum0 = FloatVector.fromArray(Simd.FLOATS, bias, c);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        FloatVector sum3 = sum0;
        int tap = 0;
        do {
          FloatVector weight = FloatVector.fromArray(Simd.FLOATS, weights, tap * channels + c);
          int at = taps[tap] + from + c;
          sum0 = FloatVector.fromArray(Simd.FLOATS, input, at).fma(weight, sum0);
          sum1 = FloatVector.fromArray(Simd.FLOATS, input, at + stride).fma(weight, sum1);
          sum2 = FloatVector.fromArray(Simd.FLOATS, input, at + 2 * stride).fma(weight, sum2);
          sum3 = FloatVector.fromArray(Simd.FLOATS, input, at + 3 * stride).fma(weight, sum3);
        } while (++tap < taps.length);
        sum0.intoArray(output, to + c);
        sum1.intoArray(output, to + channels + c);
        sum2.intoArray(output, to + 2 * channels + c);
        sum3.intoArray(output, to + 3 * channels + c);
      }
    }

    /** A pixel's channels from the given one on, one by one. */
    private void computePixel(int from, int to, int firstChannel) {
      for (int c = firstChannel; c < channels; c++) {
        float sum = bias[c];
        for (int tap = 0; tap < taps.length; tap++) {
          sum = Math.fma(ring().data()[taps[tap] + from + c], weights[tap * channels + c], sum);
        }
        output[to + c] = sum;
      }
    }
  }
}
