package dev.fude.backend.jcuda;

import dev.fude.backend.jcuda.driver.Driver.Grid;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Float16;
import java.util.Map;

/** {@link Conv2d} by conv2d_tensor_core.cu, in float16 with float32 accumulators. */
final class CudaConv2dTensorCore implements CudaKernel {
  private static final int THREADS = 128;
  private static final int TILE_SIDE = 16;
  private static final int CHUNK = 32; // input channels that are multiplied at once

  /** The shapes of a block. */
  private enum Block {
    /** For few output channels, and large windows. */
    NARROW("conv2d_tensor_core_32", 32, 22 * 22),
    WIDE("conv2d_tensor_core_64", 64, 18 * 18);

    private final String kernel;
    private final int channels;
    private final int largestHalo;

    Block(String kernel, int channels, int largestHalo) {
      this.kernel = kernel;
      this.channels = channels;
      this.largestHalo = largestHalo;
    }

    private static Block of(Conv2d op) {
      boolean few = op.outChannels() <= NARROW.channels;
      return few || halo(op.window()) > WIDE.largestHalo ? NARROW : WIDE;
    }
  }

  private final Conv2d op;
  private final Block block;
  private final int blocks; // of output channels
  private final ConvolutionTensors tensors;

  CudaConv2dTensorCore(Conv2d op, Map<String, Tensor> parameters, WeightsBlock weights) {
    Tensor tensor = parameters.get(Parameter.WEIGHT);
    this.op = op;
    this.block = Block.of(op);
    this.blocks = Launcher.blocks(op.outChannels(), block.channels);
    long weight = weights.addHalves(packed(tensor.data(), tensor.shape().extent(1)));
    this.tensors = new ConvolutionTensors(op.window(), weight, parameters, weights);
  }

  /**
   * Whether the kernel can compute a convolution.
   *
   * @param op the convolution
   * @param inChannels channels of its input
   */
  static boolean computes(Conv2d op, int inChannels) {
    Window window = op.window();
    boolean dense =
        window.strideH() == 1
            && window.strideW() == 1
            && window.dilationH() == 1
            && window.dilationW() == 1;
    return dense
        && op.groups() == 1
        && inChannels % CHUNK == 0
        && inChannels > 0
        && halo(window) <= Block.NARROW.largestHalo;
  }

  /** Pixels under the windows of a tile. */
  private static long halo(Window window) {
    return (TILE_SIDE + window.kernelH() - 1L) * (TILE_SIDE + window.kernelW() - 1L);
  }

  /** From (outChannels, inChannels, taps) to (blocks, chunks, taps, block channels, chunk). */
  private short[] packed(float[] oihw, int inChannels) {
    int taps = op.window().taps();
    int chunks = inChannels / CHUNK;
    short[] packed = new short[Math.multiplyExact(blocks * block.channels, taps * inChannels)];
    for (int o = 0; o < op.outChannels(); o++) {
      for (int i = 0; i < inChannels; i++) {
        for (int tap = 0; tap < taps; tap++) {
          int step = (o / block.channels * chunks + i / CHUNK) * taps + tap;
          int at = (step * block.channels + o % block.channels) * CHUNK + i % CHUNK;
          packed[at] = Float16.fromFloat(oihw[(o * inChannels + i) * taps + tap]);
        }
      }
    }
    return packed;
  }

  @Override
  public int tiles(Shape output) {
    return tilesAcross(output) * Launcher.blocks(output.height(), TILE_SIDE);
  }

  private static int tilesAcross(Shape output) {
    return Launcher.blocks(output.width(), TILE_SIDE);
  }

  @Override
  public void launch(StepCall call, Launcher launcher) {
    Shape out = call.shape();
    tensors
        .begin(call, launcher)
        .integers(out.height(), out.width(), out.channels())
        .integers(tilesAcross(out), tiles(out));
    launcher.launch(block.kernel, new Grid(tiles(out), blocks, out.batch()), THREADS);
  }
}
