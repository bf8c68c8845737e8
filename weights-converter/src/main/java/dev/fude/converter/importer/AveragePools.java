package dev.fude.converter.importer;

import dev.fude.core.op.BoxMean;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.Op;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Means of the pixels under windows: convolutions of each channel with equal weights, or, where the
 * pixels that exist alone are counted, means of boxes.
 */
final class AveragePools implements Pattern {
  @Override
  public Set<String> operators() {
    return Set.of("AveragePool");
  }

  @Override
  public Optional<Value> apply(Call call) {
    Laid laid = call.channelsFirst(0);
    Picture picture = laid.picture();
    long[] kernel = Windows.pair(call, "kernel_shape", 0);
    Window window = Windows.of(call, kernel[0], kernel[1]);
    boolean countsPads = call.node().integer("count_include_pad", 0) != 0;
    Size slid = Windows.slid(picture.size(), window);
    Size size = Windows.whereSame(call, picture.size(), window, slid);
    Map<String, Tensor> trained = Map.of();
    Op op;
    if (call.node().integer("ceil_mode", 0) != 0) {
      throw unknown();
    } else if (window.padding().isNone() || countsPads) {
      float share = 1f / (window.kernelH() * window.kernelW());
      trained =
          Map.of(
              Parameter.WEIGHT,
              call.out().weights(share, picture.channels(), 1, window.kernelH(), window.kernelW()));
      op = new DepthwiseConv2d(window, false);
    } else {
      op = new BoxMean(radius(window));
    }
    String value = call.out().add(op, List.of(picture.stored(call.out())), trained);
    return Optional.of(laid.with(new StoredPicture(value, picture.channels(), size)));
  }

  private static int radius(Window window) {
    int radius = window.kernelH() / 2;
    Padding round = new Padding(radius, radius, radius, radius, window.padding().mode());
    if (radius < 1 || !window.equals(Window.square(2 * radius + 1, 1, round))) {
      throw unknown();
    }
    return radius;
  }

  private static NotImportableException unknown() {
    return new NotImportableException(
        "takes the mean of windows that reach beyond the picture, in a way that Fude has no op for;"
            + " export it with count_include_pad or without pads");
  }
}
