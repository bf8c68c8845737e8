package dev.fude.converter.importer;

import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/** Convolutions over rows and columns, with the padding before them in their window. */
final class Convolutions implements Pattern {
  private static final int SPATIAL_AXES = 2;

  private static final Window SINGLE = Window.square(1, 1, Padding.NONE);

  @Override
  public Set<String> operators() {
    return Set.of("Conv");
  }

  @Override
  public Optional<Value> apply(Call call) {
    if (call.value(0) instanceof Uniform uniform) {
      return Optional.of(counted(call, uniform));
    }
    if (call.value(0) instanceof Constant stored) {
      return Optional.of(
          counted(call, Uniform.stored(call, stored).orElseThrow(Convolutions::ofNoPicture)));
    }
    Constant kernel = ofPixels(call, call.trained(1));
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
    Size slid = Windows.slid(input.size(), window);
    Size size = Windows.whereSame(call, laid.picture().size(), own, slid);
    return Optional.of(laid.with(new ConvolvedPicture(input, kernel, bias, window, groups, size)));
  }

  private static NotImportableException ofNoPicture() {
    return new NotImportableException(
        "convolves a stored tensor; export the model with its constants folded");
  }

  /** For a 1x1 convolution, a list of pixels is as good as rows of them. */
  private static Laid input(Call call, Shape kernel) {
    requireSpatial(kernel);
    Order order = call.picture(0).order();
    boolean isList = order.equals(Order.CHANNELS_ROW) || order.equals(Order.CHANNELS_PIXELS);
    return isList && window(call, kernel).equals(SINGLE) ? call.picture(0) : call.channelsFirst(0);
  }

  /** The kernel of one pixel that a convolution of a list of pixels has, with rows and columns. */
  private static Constant ofPixels(Call call, Constant kernel) {
    Shape shape = kernel.tensor().shape(); // (outChannels, inChannels / groups, 1)
    boolean isOfList =
        call.value(0) instanceof Laid laid && laid.order().equals(Order.CHANNELS_PIXELS);
    return isOfList && shape.rank() == 3 && shape.extent(2) == 1
        ? new Constant(kernel.name(), kernel.tensor().permuted(new int[] {0, 1, 2, -1}))
        : kernel;
  }

  private static Window window(Call call, Shape kernel) {
    boolean isOfList = call.picture(0).order().equals(Order.CHANNELS_PIXELS);
    if (!isOfList) {
      return Windows.of(call, kernel);
    }
    boolean isPlain =
        all(call, "strides", 1) && all(call, "pads", 0) && kernel.extent(2) * kernel.extent(3) == 1;
    if (!isPlain) {
      throw new NotImportableException(
          "convolves a list of pixels otherwise than one by one; " + Call.EXPORT_WITHOUT);
    }
    return SINGLE;
  }

  private static boolean all(Call call, String setting, long number) {
    return call.node().integers(setting).stream()
        .flatMapToLong(LongStream::of)
        .allMatch(each -> each == number);
  }

  /** What adds up the pixels in boxes counts them where each is one number. */
  private static BoxCount counted(Call call, Uniform uniform) {
    Constant kernel = call.trained(1);
    Shape shape = kernel.tensor().shape();
    int groups = groups(call, shape, uniform.channels());
    Optional<Box> box =
        call.has(2) ? Optional.empty() : Box.of(kernel, Windows.of(call, shape), groups);
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
}
