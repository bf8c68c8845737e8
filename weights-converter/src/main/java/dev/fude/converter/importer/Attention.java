package dev.fude.converter.importer;

import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.core.op.Padding;
import dev.fude.core.op.SpatialSoftmax;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * External attention: products of a picture's channels with a stored matrix, a softmax over pixels,
 * and the sum of channels that each pixel is divided by.
 */
final class Attention implements Pattern {
  /** Before it, a softmax takes all axes from its own on together. */
  private static final int FIRST_OPSET_OF_ONE_AXIS = 13;

  private static final Set<Axis> ALL_PIXELS = EnumSet.of(Axis.HEIGHT, Axis.WIDTH);

  @Override
  public Set<String> operators() {
    return Set.of("MatMul", "Softmax", "ReduceSum");
  }

  @Override
  public Optional<Value> apply(Call call) {
    return switch (call.operator()) {
      case "MatMul" -> Optional.of(product(call));
      case "Softmax" -> softmax(call);
      default -> Optional.of(channelSum(call));
    };
  }

  /**
   * A product of channels with a matrix is a 1x1 convolution: of pixels as rows with the matrix
   * behind them, or of pixels as columns with the matrix before them.
   */
  private static Value product(Call call) {
    if (call.value(0) instanceof Laid && call.value(1) instanceof Laid) {
      throw new NotImportableException(
          "multiplies two computed pictures as matrices, as self-attention does, which Fude has no"
              + " op for; "
              + Call.EXPORT_WITHOUT);
    }
    boolean isBefore = call.value(0) instanceof Constant;
    Laid laid = call.picture(isBefore ? 1 : 0);
    Constant matrix = call.trained(isBefore ? 0 : 1);
    // (inChannels, outChannels), or the other way round before the picture
    NeutralTensor stored = withoutOnes(matrix.tensor());
    Shape shape = stored.shape();
    int inputs = isBefore ? 1 : 0;
    Picture picture = laid.picture();
    boolean fits =
        shape.rank() == 2
            && shape.extent(inputs) == picture.channels()
            && shape.extent(1 - inputs) > 0;
    boolean isAlongChannels =
        isBefore
            ? laid.order().equals(Order.CHANNELS_PIXELS)
            : laid.order().channelsFromTheEnd() == 1;
    if (!isAlongChannels || !fits) {
      throw new NotImportableException(
          "multiplies a picture by a matrix that is not one of its channels; "
              + Call.EXPORT_WITHOUT);
    }
    NeutralTensor kernel = stored.permuted(new int[] {1 - inputs, inputs, -1, -1});
    picture.stored(call.out());
    return laid.with(
        new ConvolvedPicture(
            picture,
            new Constant(matrix.name(), kernel),
            Optional.empty(),
            Window.square(1, 1, Padding.NONE),
            1,
            picture.size()));
  }

  /** One matrix of a batch of one. */
  private static NeutralTensor withoutOnes(NeutralTensor matrix) {
    int ones = 0;
    while (matrix.shape().rank() - ones > 2 && matrix.shape().extent(ones) == 1) {
      ones++;
    }
    return matrix.permuted(IntStream.range(ones, matrix.shape().rank()).toArray());
  }

  private static Optional<Value> softmax(Call call) {
    Laid laid = call.picture(0);
    boolean takesOne = call.opset() >= FIRST_OPSET_OF_ONE_AXIS;
    long axis = call.node().integer("axis", takesOne ? -1 : 1);
    EnumSet<Axis> axes = EnumSet.of(laid.order().axis(axis));
    if (!takesOne) {
      int first = laid.order().axes().indexOf(laid.order().axis(axis));
      axes.addAll(laid.order().axes().subList(first, laid.order().axes().size()));
    }
    if (!apart(axes).equals(ALL_PIXELS)) {
      throw new NotImportableException(
          "takes a softmax over other axes than all pixels, which Fude has no op for; "
              + Call.EXPORT_WITHOUT);
    }
    return call.give(new SpatialSoftmax(), laid, Map.of());
  }

  private static Value channelSum(Call call) {
    Laid laid = call.picture(0);
    EnumSet<Axis> axes = EnumSet.noneOf(Axis.class);
    for (long axis : call.list("axes", 1).orElse(new long[0])) {
      axes.add(laid.order().axis(axis));
    }
    if (!axes.equals(EnumSet.of(Axis.CHANNELS))) {
      throw new NotImportableException(
          "sums over other axes than the channels, which Fude has no op for; "
              + Call.EXPORT_WITHOUT);
    }
    ChannelSum sum = new ChannelSum(laid.picture(), laid.order(), 0);
    boolean keeps = call.node().integer("keepdims", 1) != 0;
    return keeps ? sum : Dropped.of(sum, laid.order(), axes, laid.picture().channels());
  }

  private static EnumSet<Axis> apart(EnumSet<Axis> axes) {
    if (axes.remove(Axis.PIXELS)) {
      axes.addAll(ALL_PIXELS);
    }
    return axes;
  }
}
