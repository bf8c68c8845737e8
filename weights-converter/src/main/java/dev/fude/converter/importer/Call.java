package dev.fude.converter.importer;

import dev.fude.converter.neutral.ForeignNode;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.core.op.Op;
import dev.fude.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node with the values that it reads, and what a {@link Pattern} needs to make ours of it. */
final class Call {
  /** What can be done about most nodes. */
  static final String EXPORT_WITHOUT =
      "export or train the network without it, or wait for a Fude that has it";

  private final ForeignNode node;
  private final long opset;
  private final List<Optional<Value>> operands;
  private final Trials trials;
  private final GraphWriter out;

  /**
   * A node that is to be understood.
   *
   * @param node the node
   * @param opset the version of ONNX's operators
   * @param operands what it reads; empty for what is left out
   * @param trials at which sizes sizes are computed
   * @param out our graph so far
   */
  Call(
      ForeignNode node,
      long opset,
      List<Optional<Value>> operands,
      Trials trials,
      GraphWriter out) {
    this.node = node;
    this.opset = opset;
    this.operands = operands;
    this.trials = trials;
    this.out = out;
  }

  ForeignNode node() {
    return node;
  }

  String operator() {
    return node.operator();
  }

  long opset() {
    return opset;
  }

  Trials trials() {
    return trials;
  }

  GraphWriter out() {
    return out;
  }

  boolean has(int index) {
    return index < operands.size() && operands.get(index).isPresent();
  }

  /** What it reads in some place. */
  Value value(int index) {
    if (!has(index)) {
      throw new NotImportableException("lacks its input " + index + "; export the model again");
    }
    return operands.get(index).orElseThrow();
  }

  int operandCount() {
    return operands.size();
  }

  /** A picture that it reads. */
  Laid picture(int index) {
    if (value(index) instanceof Laid laid) {
      return laid;
    }
    if (value(index) instanceof Dropped) {
      throw Dropped.unusable();
    }
    throw new NotImportableException(
        "reads something that is no picture in its input " + index + "; " + EXPORT_WITHOUT);
  }

  /** A picture that it reads, which must have its channels before its rows. */
  Laid channelsFirst(int index) {
    Laid laid = picture(index);
    if (!laid.order().equals(Order.NCHW)) {
      throw new NotImportableException(
          "reads a picture whose axes are not batch, channels, rows, columns; export the model"
              + " again");
    }
    return laid;
  }

  /** A picture that it reads, whose rows and columns must not be one axis. */
  Laid withRowsAndColumns(int index) {
    Laid laid = picture(index);
    if (laid.order().axes().contains(Axis.PIXELS)) {
      throw new NotImportableException(
          "needs rows and columns of a picture whose pixels are one axis; " + EXPORT_WITHOUT);
    }
    return laid;
  }

  /** A stored tensor of real numbers that it reads. */
  Constant trained(int index) {
    if (value(index) instanceof Constant constant && constant.isReal()) {
      return constant;
    }
    throw new NotImportableException(
        "computes what other networks store (its input "
            + index
            + "); export the model with its"
            + " constants folded");
  }

  /** Whether a value is a few numbers, so that sizes can be computed with it. */
  static Optional<Numbers> numbers(Value value) {
    if (value instanceof Numbers numbers) {
      return Optional.of(numbers);
    }
    return value instanceof Constant constant ? constant.numbers() : Optional.empty();
  }

  /** A few numbers that it reads. */
  Numbers numbers(int index) {
    return numbers(value(index))
        .orElseThrow(
            () ->
                new NotImportableException(
                    "takes a size from something that is none (its input "
                        + index
                        + "); "
                        + EXPORT_WITHOUT));
  }

  /** The few numbers of which alone it is known; no op does the same to a picture. */
  Numbers onlyNumbers() {
    if (value(0) instanceof Laid) {
      throw new NotImportableException(
          "is done to a picture, which Fude has no op for; " + EXPORT_WITHOUT);
    }
    return numbers(0);
  }

  /** A list of numbers that is a setting in old versions and an input in newer ones. */
  Optional<long[]> list(String attribute, int index) {
    Optional<long[]> setting = node.integers(attribute);
    return setting.isPresent() || !has(index) ? setting : Optional.of(numbers(index).fixed());
  }

  /**
   * A stored vector as one number for each channel of a picture.
   *
   * @param value a constant of one number, or of one for each channel where the channels' axis is
   * @param laid the picture
   */
  static double[] perChannel(Value value, Laid laid) {
    int channels = laid.picture().channels();
    double[] numbers = new double[channels];
    int[] extents;
    double[] elements;
    if (value instanceof Numbers few) {
      extents = few.extents();
      elements = few.amounts().stream().mapToDouble(Call::fixed).toArray();
    } else if (value instanceof Constant constant) {
      extents = constant.tensor().shape().extents();
      elements = elements(constant, channels);
    } else {
      throw new NotImportableException(
          "computes what other networks store; export the model with its constants folded");
    }
    boolean isOne = elements.length == 1;
    if (!isOne && !isAlongChannels(extents, laid.order(), channels)) {
      throw new NotImportableException(
          "has a stored tensor that is not one number, or one for each channel; " + EXPORT_WITHOUT);
    }
    for (int c = 0; c < channels; c++) {
      numbers[c] = elements[isOne ? 0 : c];
    }
    return numbers;
  }

  private static double fixed(Amount amount) {
    if (!amount.isConstant()) {
      throw new NotImportableException(
          "multiplies or adds a picture's size to its pixels; " + EXPORT_WITHOUT);
    }
    return amount.at(0);
  }

  private static double[] elements(Constant constant, int channels) {
    NeutralTensor tensor = constant.tensor();
    // Nothing else is worth decoding, however large it is.
    if (tensor.shape().elements() != 1 && tensor.shape().elements() != channels) {
      return new double[0];
    }
    Tensor decoded = constant.decoded();
    double[] elements = new double[decoded.data().length];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = decoded.data()[i];
    }
    return elements;
  }

  /** Shapes are held against one another from their last axes on. */
  private static boolean isAlongChannels(int[] extents, Order order, int channels) {
    long found = 1;
    for (int axis = 0; axis < extents.length; axis++) {
      int place = axis - extents.length + order.axes().size();
      boolean isChannels = place >= 0 && order.axes().get(place) == Axis.CHANNELS;
      if (extents[axis] != 1 && !(isChannels && extents[axis] == channels)) {
        return false;
      }
      found *= extents[axis];
    }
    return found == channels;
  }

  /** A vector that is one number, or one for each channel, whatever its axes are called. */
  double[] vector(int index, int channels) {
    Value value = value(index);
    Optional<Numbers> few = numbers(value);
    double[] elements =
        few.map(numbers -> numbers.amounts().stream().mapToDouble(Call::fixed).toArray())
            .orElseGet(() -> elements(trained(index), channels));
    if (elements.length != 1 && elements.length != channels) {
      throw new NotImportableException(
          "has no number for each of its " + channels + " channels; export the model again");
    }
    return elements.length == channels ? elements : Vectors.of(elements[0], channels);
  }

  /** Our node that does something with pictures, as a picture in the order of the first. */
  Optional<Value> give(Op op, Laid laid, Map<String, Tensor> trained) {
    return Optional.of(laid.with(stored(op, laid, trained)));
  }

  /** What our node that does something with a picture gives. */
  Picture stored(Op op, Laid laid, Map<String, Tensor> trained) {
    String value = out.add(op, List.of(laid.picture().stored(out)), trained);
    return new StoredPicture(value, laid.picture().channels(), laid.picture().size());
  }
}
