package dev.fude.backend.jcuda;

import dev.fude.backend.jcuda.driver.Driver.Grid;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.Parameter;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.util.Map;

/** {@link Conv2d} by conv2d.cu: an implicit matrix product, in blocks of one of two shapes. */
final class CudaConv2d implements CudaKernel {
  /** Rows of the weights that are loaded at once. */
  private static final int CHUNK = 16;

  /** The shapes of a block. */
  private enum Block {
    /** For few output channels. */
    NARROW("conv2d_32", 256, 32),
    WIDE("conv2d_64", 128, 64);

    private final String kernel;
    private final int pixels;
    private final int channels;

    Block(String kernel, int pixels, int channels) {
      this.kernel = kernel;
      this.pixels = pixels;
      this.channels = channels;
    }
  }

  private final Conv2d op;
  private final int inPerGroup;
  private final int outPerGroup;
  private final Block block;
  private final int paddedOut;
  private final ConvolutionTensors tensors;

  CudaConv2d(Conv2d op, Map<String, Tensor> parameters, WeightsBlock weights) {
    Tensor tensor = parameters.get(Parameter.WEIGHT);
    this.op = op;
    this.inPerGroup = tensor.shape().extent(1);
    this.outPerGroup = op.outChannels() / op.groups();
    this.block = outPerGroup <= Block.NARROW.channels ? Block.NARROW : Block.WIDE;
    this.paddedOut = Launcher.blocks(outPerGroup, block.channels) * block.channels;
    long weight = weights.add(packed(tensor.data()));
    this.tensors = new ConvolutionTensors(op.window(), weight, parameters, weights);
  }

  /** From (outChannels, inPerGroup, taps) to (groups, taps * inPerGroup, outPerGroup), padded. */
  private float[] packed(float[] oihw) {
    int taps = op.window().taps();
    int rows = Launcher.blocks((long) taps * inPerGroup, CHUNK) * CHUNK;
    float[] packed = new float[Math.multiplyExact(op.groups() * rows, paddedOut)];
    for (int o = 0; o < op.outChannels(); o++) {
      int at = o / outPerGroup * rows * paddedOut + o % outPerGroup;
      for (int i = 0; i < inPerGroup; i++) {
        for (int tap = 0; tap < taps; tap++) {
          int row = tap * inPerGroup + i;
          packed[at + row * paddedOut] = oihw[(o * inPerGroup + i) * taps + tap];
        }
      }
    }
    return packed;
  }

  @Override
  public int tiles(Shape output) {
    return Launcher.blocks((long) output.height() * output.width(), block.pixels);
  }

  @Override
  public void launch(StepCall call, Launcher launcher) {
    Shape out = call.shape();
    tensors
        .begin(call, launcher)
        .integers(out.height(), out.width(), out.channels())
        .integers(inPerGroup, outPerGroup, paddedOut)
        .integer(tiles(out));
    int columns = op.groups() * (paddedOut / block.channels);
    launcher.launch(block.kernel, new Grid(tiles(out), columns, out.batch()));
  }
}
