package dev.fude.converter.importer;

import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import java.util.Optional;
import java.util.Set;

/** Convolutions over rows and columns, with the padding before them in their window. */
final class Convolutions implements Pattern {
  private static final int SPATIAL_AXES = 2;
  private static final long LARGEST = 1_024;

  @Override
  public Set<String> operators() {
    return Set.of("Conv");
  }

  @Override
  public Optional<Value> apply(Call call) {
    if (call.value(0) instanceof Uniform uniform) {
      return Optional.of(counted(call, uniform));
    }
    Constant kernel = call.trained(1);
    Shape shape = kernel.tensor().shape(); // (outChannels, inChannels / groups, kernelH, kernelW)
    Laid laid = input(call, shape);
    int groups = groups(call, shape, laid.picture().channels());
    Optional<double[]> bias =
        Optional.of(2)
            .filter(call::has)
            .map(index -> call.vector(index, shape.extent(0)))
            .filter(vector -> !Vectors.isAll(vector, 0)); // which some exporters put everywhere
    Window own = window(call, shape);

    Picture input = laid.picture();
    Window window = own;
    if (input instanceof PaddedPicture padded
        && joined(padded.padding(), own.padding()).isPresent()) {
      input = padded.inner();
      window = own.withPadding(joined(padded.padding(), own.padding()).orElseThrow());
    }
    input.stored(call.out());
    Size size = convolved(input.size(), window);
    if (call.node().text("auto_pad", "NOTSET").startsWith("SAME")) {
      size = whereSame(laid.picture().size(), own, size);
    }
    return Optional.of(laid.with(new ConvolvedPicture(input, kernel, bias, window, groups, size)));
  }

  /** For a 1x1 convolution, a list of pixels is as good as rows of them. */
  private static Laid input(Call call, Shape kernel) {
    requireSpatial(kernel);
    boolean isList = call.picture(0).order().equals(Order.CHANNELS_ROW);
    return isList && window(call, kernel).equals(Window.square(1, 1, Padding.NONE))
        ? call.picture(0)
        : call.channelsFirst(0);
  }

  /** What adds up the pixels in boxes counts them where each is one number. */
  private static BoxCount counted(Call call, Uniform uniform) {
    Constant kernel = call.trained(1);
    Shape shape = kernel.tensor().shape();
    int groups = groups(call, shape, uniform.channels());
    Optional<Box> box =
        call.has(2) ? Optional.empty() : Box.of(kernel, window(call, shape), groups);
    return BoxCount.of(
        uniform,
        box.orElseThrow(
            () ->
                new NotImportableException(
                    "convolves a picture of one number otherwise than guided filters do; "
                        + Call.EXPORT_WITHOUT)));
  }

  /** The padding before a convolution and the one that it has itself, as one. */
  private static Optional<Padding> joined(Padding before, Padding own) {
    if (own.isNone()) {
      return Optional.of(before);
    }
    return before.mode() == PadMode.ZERO && own.mode() == PadMode.ZERO
        ? Optional.of(
            new Padding(
                before.top() + own.top(),
                before.bottom() + own.bottom(),
                before.left() + own.left(),
                before.right() + own.right(),
                PadMode.ZERO))
        : Optional.empty();
  }

  /** Refuses kernels of other axes. */
  static void requireSpatial(Shape kernel) {
    if (kernel.rank() != 2 + SPATIAL_AXES || kernel.elements() == 0) {
      throw new NotImportableException(
          "does not convolve over rows and columns, but has a kernel of shape "
              + kernel
              + "; convert a network of pictures");
    }
  }

  private static int groups(Call call, Shape kernel, int channels) {
    requireSpatial(kernel);
    long groups = call.node().integer("group", 1);
    boolean fits = groups >= 1 && groups <= channels && kernel.extent(1) * groups == channels;
    if (!fits || kernel.extent(0) % groups != 0) {
      throw new NotImportableException(
          String.format(
              "has a kernel of shape %s in %d groups, which does not fit the %d channels that it"
                  + " reads; export the model again",
              kernel, groups, channels));
    }
    return (int) groups;
  }

  /** The window of a node whose kernel has its rows and columns last. */
  static Window window(Call call, Shape kernel) {
    int height = kernel.extent(2);
    int width = kernel.extent(3);
    long[] strides = pair(call, "strides", 1);
    long[] dilations = pair(call, "dilations", 1);
    long[] extents = call.node().integers("kernel_shape").orElse(new long[] {height, width});
    if (extents.length != SPATIAL_AXES || extents[0] != height || extents[1] != width) {
      throw new NotImportableException(
          "says another size of its kernel than the kernel has; export the model again");
    }
    Window window =
        new Window(
            side(height),
            side(width),
            side(strides[0]),
            side(strides[1]),
            side(dilations[0]),
            side(dilations[1]),
            Padding.NONE);
    return window.withPadding(padding(call, window));
  }

  /** A setting of rows and one of columns. */
  static long[] pair(Call call, String attribute, long otherwise) {
    long[] pair = call.node().integers(attribute).orElse(new long[] {otherwise, otherwise});
    if (pair.length != SPATIAL_AXES) {
      throw new NotImportableException(
          "says " + attribute + " of other axes than rows and columns; export the model again");
    }
    return pair;
  }

  private static int side(long number) {
    if (number < 1 || number > LARGEST) {
      throw new NotImportableException(
          "has a kernel, stride or dilation that is not from 1 to "
              + LARGEST
              + "; export the model again");
    }
    return (int) number;
  }

  private static Padding padding(Call call, Window window) {
    switch (call.node().text("auto_pad", "NOTSET")) {
      case "SAME_UPPER" -> {
        return same(window, true);
      }
      case "SAME_LOWER" -> {
        return same(window, false);
      }
      case "VALID" -> {
        return Padding.NONE;
      }
      default -> {
        long[] pads = call.node().integers("pads").orElse(new long[2 * SPATIAL_AXES]);
        if (pads.length != 2 * SPATIAL_AXES) {
          throw new NotImportableException(
              "says pads of other axes than rows and columns; export the model again");
        }
        for (long pad : pads) {
          if (pad < 0 || pad > LARGEST) {
            throw new NotImportableException(
                "has pads that are not from 0 to " + LARGEST + "; export the model again");
          }
        }
        return new Padding(
            (int) pads[0], (int) pads[2], (int) pads[1], (int) pads[3], PadMode.ZERO);
      }
    }
  }

  /**
   * What keeps the size, or divides it by the stride, where the stride divides it; the odd pixel is
   * after or before. {@link #whereSame} tells which sizes are not taken then.
   */
  private static Padding same(Window window, boolean isUpper) {
    int vertical = total(window.kernelH(), window.strideH(), window.dilationH());
    int horizontal = total(window.kernelW(), window.strideW(), window.dilationW());
    int top = isUpper ? vertical / 2 : vertical - vertical / 2;
    int left = isUpper ? horizontal / 2 : horizontal - horizontal / 2;
    return new Padding(top, vertical - top, left, horizontal - left, PadMode.ZERO);
  }

  private static int total(int kernel, int stride, int dilation) {
    return Math.max(0, (kernel - 1) * dilation + 1 - stride);
  }

  /**
   * A size where SAME means the padding that it has when the stride divides the side, and none
   * where it means another: a picture of that size would be convolved half a pixel off.
   */
  private static Size whereSame(Size input, Window own, Size size) {
    return new Size(
        whereSame(input.height(), own.kernelH(), own.strideH(), own.dilationH(), size.height()),
        whereSame(input.width(), own.kernelW(), own.strideW(), own.dilationW(), size.width()));
  }

  private static Amount whereSame(
      Amount input, int kernel, int stride, int dilation, Amount output) {
    int reach = (kernel - 1) * dilation + 1;
    return input.with(
        output,
        (side, result) -> {
          double pixels = (Math.ceil(side / stride) - 1) * stride + reach - side;
          return Math.max(0, pixels) == total(kernel, stride, dilation) ? result : Amount.NOT_TAKEN;
        });
  }

  private static Size convolved(Size input, Window window) {
    Padding padding = window.padding();
    int reachH = window.dilationH() * (window.kernelH() - 1) + 1;
    int reachW = window.dilationW() * (window.kernelW() - 1) + 1;
    return new Size(
        side(input.height(), padding.top() + padding.bottom() - reachH, window.strideH()),
        side(input.width(), padding.left() + padding.right() - reachW, window.strideW()));
  }

  private static Amount side(Amount input, int more, int stride) {
    return input.map(side -> Math.floor((side + more) / stride) + 1);
  }
}
