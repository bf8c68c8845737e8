package dev.fude.converter.importer;

import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A convolution of equal weights that adds up the pixels in a square round each pixel, every
 * channel by itself.
 *
 * @param weight the weight of each pixel, not 0
 * @param radius pixels on each side of the middle one
 */
record Box(double weight, int radius) {
  /** The box that a convolution without a bias is, if it is one. */
  static Optional<Box> of(Constant kernel, Window window, int groups) {
    Shape shape = kernel.tensor().shape(); // (outChannels, inChannels / groups, kernelH, kernelW)
    int radius = window.kernelH() / 2;
    Padding round = new Padding(radius, radius, radius, radius, PadMode.ZERO);
    boolean isSquare = window.equals(Window.square(2 * radius + 1, 1, round));
    if (radius < 1 || !isSquare || shape.extent(0) != groups || shape.extent(1) != 1) {
      return Optional.empty();
    }
    float[] weights = kernel.decoded().data();
    boolean isEqual = IntStream.range(0, weights.length).allMatch(i -> weights[i] == weights[0]);
    return isEqual && weights[0] != 0 ? Optional.of(new Box(weights[0], radius)) : Optional.empty();
  }
}
