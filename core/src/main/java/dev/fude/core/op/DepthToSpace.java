package dev.fude.core.op;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * Channels laid out as pixels: every pixel becomes a square of them.
 *
 * <pre>
 * out[n, y * factor + dy, x * factor + dx, c] = in[n, y, x, source], where source is
 *     (dy * factor + dx) * outChannels + c     arranged by PIXELS
 *     (c * factor + dy) * factor + dx          arranged by CHANNELS
 * </pre>
 *
 * <p>Input (batch, height, width, outChannels * factor * factor); output (batch, height * factor,
 * width * factor, outChannels). Exact. Source: ONNX {@code DepthToSpace}, modes {@code DCR} and
 * {@code CRD}; TensorFlow {@code tf.nn.depth_to_space} and PyTorch {@code torch.nn.PixelShuffle};
 * Shi et al., arXiv:1609.05158.
 *
 * @param factor rows and columns of a square, from 2 to {@value #MOST}
 * @param arrangement where the channels of a square's pixel are
 */
public record DepthToSpace(int factor, Arrangement arrangement) implements Op {
  /** More than any known network enlarges by. */
  public static final int MOST = 64;

  /** Where the channels of a square's pixel are in the input. */
  public enum Arrangement {
    /** Pixel after pixel, each with all its channels: TensorFlow's, and {@code DCR} of ONNX. */
    PIXELS {
      @Override
      public int source(int pixel, int channel, int pixels, int channels) {
        return pixel * channels + channel;
      }
    },

    /** Channel after channel, each with all its pixels: PyTorch's, and {@code CRD} of ONNX. */
    CHANNELS {
      @Override
      public int source(int pixel, int channel, int pixels, int channels) {
        return channel * pixels + pixel;
      }
    };

    /**
     * The channel of the input that an output reads.
     *
     * @param pixel the pixel of the square, row by row
     * @param channel the channel of the output
     * @param pixels pixels of the square
     * @param channels channels of the output
     * @return a channel of the input
     */
    public abstract int source(int pixel, int channel, int pixels, int channels);
  }

  /**
   * Checks the attributes.
   *
   * @throws IllegalArgumentException if the factor is out of its range
   */
  public DepthToSpace {
    if (factor < 2 || factor > MOST) {
      throw new IllegalArgumentException(
          String.format(
              "A pixel cannot become %d x %d; it must be 2 to %d.", factor, factor, MOST));
    }
  }

  @Override
  public String kind() {
    return "depth_to_space";
  }

  @Override
  public int outputChannels(List<Integer> inputChannels) {
    return outputChannels(inputChannels.get(0));
  }

  private int outputChannels(int inputChannels) {
    if (inputChannels % (factor * factor) != 0) {
      throw new InvalidShapeException(
          String.format(
              "%d channels cannot become %d x %d pixels.", inputChannels, factor, factor));
    }
    return inputChannels / (factor * factor);
  }

  @Override
  public List<Parameter> parameters(int inputChannels) {
    outputChannels(inputChannels);
    return List.of();
  }

  @Override
  public Optional<RowReach> rowReach() {
    return Optional.of(
        (wanted, inputHeight, outputHeight) ->
            Rows.within(wanted.from() / factor, (wanted.to() - 1) / factor, inputHeight));
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape input = inputs.get(0);
    return input
        .withSize(
            Math.multiplyExact(input.height(), factor), Math.multiplyExact(input.width(), factor))
        .withChannels(outputChannels(input.channels()));
  }
}
