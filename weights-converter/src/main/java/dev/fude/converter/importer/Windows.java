package dev.fude.converter.importer;

import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;

/** The windows that convolutions and pools slide over rows and columns. */
final class Windows {
  private static final int AXES = 2;
  private static final long LARGEST = 1_024;

  private Windows() {}

  /** The window of a node whose kernel has its rows and columns last. */
  static Window of(Call call, Shape kernel) {
    return of(call, kernel.extent(2), kernel.extent(3));
  }

  /**
   * The window of a node, with the padding that it asks for.
   *
   * @param call the node
   * @param height rows of its kernel
   * @param width columns of its kernel
   */
  static Window of(Call call, long height, long width) {
    long[] strides = pair(call, "strides", 1);
    long[] dilations = pair(call, "dilations", 1);
    long[] extents = call.node().integers("kernel_shape").orElse(new long[] {height, width});
    if (extents.length != AXES || extents[0] != height || extents[1] != width) {
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
    if (pair.length != AXES) {
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
        long[] pads = call.node().integers("pads").orElse(new long[2 * AXES]);
        if (pads.length != 2 * AXES) {
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
   * where it means another: a picture of that size would be read half a pixel off.
   *
   * @param call the node
   * @param input what it reads
   * @param own its own window
   * @param size what the window gives of it
   */
  static Size whereSame(Call call, Size input, Window own, Size size) {
    return call.node().text("auto_pad", "NOTSET").startsWith("SAME")
        ? new Size(
            whereSame(input.height(), own.kernelH(), own.strideH(), own.dilationH(), size.height()),
            whereSame(input.width(), own.kernelW(), own.strideW(), own.dilationW(), size.width()))
        : size;
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

  /** How many places a window has in a picture. */
  static Size slid(Size input, Window window) {
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
