package dev.fude.testkit;

import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Window;
import dev.fude.core.plan.Algorithm.Arithmetic;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the cases of the convolutions share. */
final class Convolutions {
  /** One reflected row or column at each side. */
  static final Padding ONE = Padding.reflect(1);

  private Convolutions() {}

  /** Kernels of 1 to 7 and not square, strides, dilations, paddings; all fit 11 x 13. */
  static List<Window> windows() {
    List<Window> windows = new ArrayList<>();
    for (int kernel = 1; kernel <= 7; kernel++) {
      windows.add(Window.square(kernel, 1, Padding.zero(kernel / 2)));
      windows.add(Window.square(kernel, 2, Padding.reflect((kernel - 1) / 2)));
    }
    windows.add(new Window(1, 7, 1, 1, 1, 1, new Padding(0, 0, 3, 3, PadMode.REFLECT)));
    windows.add(new Window(7, 1, 1, 1, 1, 1, new Padding(3, 3, 0, 0, PadMode.ZERO)));
    windows.add(new Window(2, 5, 1, 1, 1, 1, Padding.NONE));
    windows.add(new Window(3, 3, 2, 1, 1, 1, ONE));
    windows.add(new Window(3, 3, 1, 2, 1, 1, ONE));
    windows.add(new Window(1, 1, 3, 2, 1, 1, Padding.NONE));
    windows.add(new Window(2, 3, 4, 5, 1, 1, Padding.zero(1)));
    windows.add(new Window(3, 3, 1, 1, 2, 1, Padding.reflect(2)));
    windows.add(new Window(3, 3, 1, 1, 1, 2, Padding.zero(2)));
    windows.add(new Window(3, 2, 2, 3, 3, 4, Padding.NONE));
    for (PadMode mode : PadMode.values()) {
      windows.add(Window.square(3, 2, new Padding(0, 1, 0, 1, mode)));
      windows.add(Window.square(4, 1, new Padding(1, 0, 2, 3, mode)));
      windows.add(Window.square(5, 3, new Padding(3, 2, 1, 0, mode)));
    }
    return windows;
  }

  /** A window and whether there is a bias, in the name of a case. */
  static String attributes(Window window, boolean bias) {
    return String.format(
        Locale.ROOT,
        " %dx%d stride %dx%d dilation %dx%d%s%s",
        window.kernelH(),
        window.kernelW(),
        window.strideH(),
        window.strideW(),
        window.dilationH(),
        window.dilationW(),
        PadCases.attributes(window.padding()),
        bias ? " bias" : "");
  }

  /** The error of a sum of products, by its formula or by Winograd's algorithm. */
  static double error(ComputedNode node) {
    Tensor weight = node.parameter(Parameter.WEIGHT);
    Shape shape = weight.shape();
    double products = (double) shape.extent(1) * shape.extent(2) * shape.extent(3);
    if (node.algorithm().arithmetic() != Arithmetic.WINOGRAD) {
      return error(node, products);
    }
    double absolute = WinogradGrowth.absolute(shape, ErrorModel.peak(weight));
    return error(node, products, WinogradGrowth.deviation(shape), absolute);
  }

  /** The error of a sum of products by its formula. */
  static double error(ComputedNode node, double products) {
    return error(node, products, products / Math.sqrt(6), products);
  }

  private static double error(
      ComputedNode node, double products, double deviation, double absolute) {
    double largest = ErrorModel.peak(node.parameter(Parameter.WEIGHT));
    double rounding = ErrorModel.UNIT * deviation * node.peakIn() * largest;
    double inherited = Math.sqrt(products) * largest * node.errorIn();
    // Bias and result are rounded once more each; below the normal floats each rounding is
    // absolute.
    double last =
        ErrorModel.worstCase(2 * ErrorModel.UNIT * node.peakOut() + absolute * Float.MIN_VALUE);
    return Math.hypot(rounding, inherited) + last;
  }
}
