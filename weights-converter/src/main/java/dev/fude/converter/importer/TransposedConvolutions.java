package dev.fude.converter.importer;

import dev.fude.core.op.ConvTranspose2d;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Transposed convolutions over rows and columns, which enlarge a picture. */
final class TransposedConvolutions implements Pattern {
  @Override
  public Set<String> operators() {
    return Set.of("ConvTranspose");
  }

  @Override
  public Optional<Value> apply(Call call) {
    Laid laid = call.channelsFirst(0);
    Constant kernel = call.trained(1);
    Shape shape = kernel.tensor().shape(); // (inChannels, outChannels, kernelH, kernelW)
    requireKernel(call, shape, laid.picture().channels());
    ConvTranspose2d op = op(call, shape);
    Map<String, Tensor> trained = new LinkedHashMap<>();
    trained.put(Parameter.WEIGHT, kernel.decoded());
    if (op.bias()) {
      trained.put(Parameter.BIAS, Vectors.tensor(call.vector(2, op.outChannels())));
    }
    String value = call.out().add(op, List.of(laid.picture().stored(call.out())), trained);
    Size size = enlarged(laid.picture().size(), op);
    return Optional.of(laid.with(new StoredPicture(value, op.outChannels(), size)));
  }

  private static void requireKernel(Call call, Shape kernel, int channels) {
    Convolutions.requireSpatial(kernel);
    if (call.node().integer("group", 1) != 1) {
      throw new NotImportableException(
          "enlarges groups of channels by themselves, which Fude has no op for; "
              + Call.EXPORT_WITHOUT);
    }
    if (kernel.extent(0) != channels) {
      throw new NotImportableException(
          String.format(
              "has a kernel of shape %s, which does not fit the %d channels that it reads; export"
                  + " the model again",
              kernel, channels));
    }
    if (call.node().integers("output_shape").isPresent()) {
      throw new NotImportableException(
          "says its result's size instead of its pads; export the model with pads");
    }
  }

  private static ConvTranspose2d op(Call call, Shape kernel) {
    long[] more = Windows.pair(call, "output_padding", 0);
    return new ConvTranspose2d(
        kernel.extent(1),
        Windows.of(call, kernel),
        Math.toIntExact(more[0]),
        Math.toIntExact(more[1]),
        call.has(2));
  }

  private static Size enlarged(Size input, ConvTranspose2d op) {
    Window window = op.window();
    Padding cut = window.padding();
    int rows = window.kernelH() - cut.top() - cut.bottom() + op.outputPaddingH();
    int columns = window.kernelW() - cut.left() - cut.right() + op.outputPaddingW();
    return new Size(
        input.height().map(side -> (side - 1) * window.strideH() + rows),
        input.width().map(side -> (side - 1) * window.strideW() + columns));
  }
}
