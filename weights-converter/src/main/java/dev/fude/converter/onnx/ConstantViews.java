package dev.fude.converter.onnx;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.neutral.Quantization;
import dev.fude.core.weights.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Looks through nodes that only show a constant in another way: with other axes, written with other
 * numbers, or under another name. Exporters that do not fold constants leave such nodes between a
 * trained tensor and the operator that uses it.
 *
 * <p>Source: the ONNX operator specifications of the nodes named here.
 */
final class ConstantViews {
  private static final int MAX_RANK = 8;

  private final Constants constants;

  ConstantViews(Constants constants) {
    this.constants = constants;
  }

  /**
   * What a node gives without being run.
   *
   * @param node any node
   * @return a view of a constant, or empty if the node computes something
   * @throws MalformedSourceException if the node asks for axes that its constant does not have
   */
  Optional<NeutralTensor> of(OnnxNode node) {
    if (node.operator().equals("Constant")) {
      return written(node);
    }
    return constants.find(node.input(0)).flatMap(tensor -> of(node, tensor));
  }

  private Optional<NeutralTensor> of(OnnxNode node, NeutralTensor tensor) {
    return switch (node.operator()) {
      case "Identity" -> Optional.of(tensor);
      case "Cast" -> cast(node, tensor);
      // Neither has to be followed to the last bit: the numbers before it are those trained.
      case "CastLike", "QuantizeLinear" -> Optional.of(tensor).filter(Constants::isReal);
      case "DequantizeLinear" -> dequantized(node, tensor);
      case "Transpose" -> Optional.of(tensor.permuted(permutation(node, tensor)));
      case "Reshape" -> shapeOf(node, "shape").flatMap(shape -> reshaped(node, tensor, shape));
      case "Squeeze" -> squeezed(node, tensor);
      case "Unsqueeze" -> shapeOf(node, "axes").map(axes -> unsqueezed(node, tensor, axes));
      default -> Optional.empty();
    };
  }

  /** A constant that stands in the node itself; texts and sparse tensors are none to us. */
  private static Optional<NeutralTensor> written(OnnxNode node) {
    if (node.has("value_float")) {
      ByteBuffer number = little(Float.BYTES).putFloat(0, node.real("value_float", 0));
      return Optional.of(NeutralTensor.dense(DType.F32, new int[0], number));
    }
    if (node.has("value_int")) {
      ByteBuffer number = little(Long.BYTES).putLong(0, node.integer("value_int", 0));
      return Optional.of(NeutralTensor.dense(DType.I64, new int[0], number));
    }
    if (node.has("value_ints")) {
      long[] numbers = node.integers("value_ints").orElseThrow();
      ByteBuffer list = little(numbers.length * Long.BYTES);
      list.asLongBuffer().put(numbers);
      return Optional.of(NeutralTensor.dense(DType.I64, new int[] {numbers.length}, list));
    }
    return node.realBytes("value_floats").map(ConstantViews::floats);
  }

  private static NeutralTensor floats(ByteBuffer list) {
    return NeutralTensor.dense(DType.F32, new int[] {list.remaining() / Float.BYTES}, list);
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** From one kind of real numbers to another, or from one of integers to another. */
  private static Optional<NeutralTensor> cast(OnnxNode node, NeutralTensor tensor) {
    return OnnxTensor.type(node.integer("to", 0))
        .filter(target -> Constants.isReal(target) == Constants.isReal(tensor))
        .map(target -> tensor);
  }

  private Optional<NeutralTensor> dequantized(OnnxNode node, NeutralTensor tensor) {
    if (Constants.isReal(tensor)) {
      return Optional.of(tensor); // quantized just before, while training
    }
    long axis = node.integer("axis", 1);
    int rank = tensor.shape().rank();
    int place = (int) Math.max(-1, Math.min(rank, axis < 0 ? axis + rank : axis));
    int extent = place >= 0 && place < rank ? tensor.shape().extent(place) : 1;
    return constants
        .quantization(place, node.input(1), node.input(2))
        .map(meaning -> tensor.quantized(requireFits(node, meaning, extent)));
  }

  private static Quantization requireFits(OnnxNode node, Quantization meaning, int extent) {
    if (!meaning.fits(extent) || node.integer("block_size", 0) != 0) {
      throw malformed(node, "has scales that are not one for each index along an axis");
    }
    return meaning;
  }

  private static int[] permutation(OnnxNode node, NeutralTensor tensor) {
    int rank = tensor.shape().rank();
    long[] reversed = LongStream.range(0, rank).map(axis -> rank - 1 - axis).toArray();
    long[] axes = node.integers("perm").orElse(reversed);
    if (!Arrays.equals(
        LongStream.of(axes).sorted().toArray(), LongStream.range(0, rank).toArray())) {
      throw malformed(node, "does not name each axis once");
    }
    return LongStream.of(axes).mapToInt(axis -> (int) axis).toArray();
  }

  /** A list of numbers that is a setting in old versions and an operand in newer ones. */
  private Optional<long[]> shapeOf(OnnxNode node, String attribute) {
    Optional<long[]> setting = node.integers(attribute);
    return setting.isPresent() ? setting : constants.shape(node.input(1));
  }

  /** An extent of 0 means as before, and one of -1 what is left for it. */
  private static Optional<NeutralTensor> reshaped(
      OnnxNode node, NeutralTensor tensor, long[] shape) {
    boolean zeroIsZero = node.integer("allowzero", 0) != 0;
    int[] extents = new int[requireFew(node, shape).length];
    int open = -1;
    long known = 1;
    for (int axis = 0; axis < extents.length; axis++) {
      if (shape[axis] == -1 && open < 0) {
        open = axis;
        continue;
      }
      boolean isKept = shape[axis] == 0 && !zeroIsZero && axis < tensor.shape().rank();
      extents[axis] = extent(node, isKept ? tensor.shape().extent(axis) : shape[axis]);
      known = Math.min(known * extents[axis], Integer.MAX_VALUE);
    }
    if (open >= 0) {
      extents[open] = known == 0 ? 0 : (int) (tensor.shape().elements() / known);
    }
    return tensor.reshaped(extents);
  }

  private static int extent(OnnxNode node, long extent) {
    if (extent < 0 || extent > Integer.MAX_VALUE) {
      throw malformed(node, "makes a negative or impossibly large extent");
    }
    return (int) extent;
  }

  private Optional<NeutralTensor> squeezed(OnnxNode node, NeutralTensor tensor) {
    if (!node.has("axes") && node.input(1).isEmpty()) {
      return Optional.of(without(tensor, axis -> tensor.shape().extent(axis) == 1));
    }
    return shapeOf(node, "axes").map(axes -> squeezed(node, tensor, axes));
  }

  private static NeutralTensor squeezed(OnnxNode node, NeutralTensor tensor, long[] axes) {
    boolean[] isDropped = marked(node, axes, tensor.shape().rank());
    NeutralTensor squeezed = without(tensor, axis -> isDropped[axis]);
    if (squeezed.shape().elements() != tensor.shape().elements()) {
      throw malformed(node, "drops an axis of more than one element");
    }
    return squeezed;
  }

  private static NeutralTensor without(NeutralTensor tensor, IntPredicate isDropped) {
    int rank = tensor.shape().rank();
    return tensor.permuted(IntStream.range(0, rank).filter(isDropped.negate()).toArray());
  }

  private static NeutralTensor unsqueezed(OnnxNode node, NeutralTensor tensor, long[] axes) {
    boolean[] isNew = marked(node, axes, tensor.shape().rank() + requireFew(node, axes).length);
    int[] origins = new int[isNew.length];
    int old = 0;
    for (int axis = 0; axis < origins.length; axis++) {
      origins[axis] = isNew[axis] ? -1 : old++;
    }
    return tensor.permuted(origins);
  }

  /** Which of a number of axes are named; negative ones count from the end. */
  private static boolean[] marked(OnnxNode node, long[] axes, int rank) {
    boolean[] isMarked = new boolean[rank];
    for (long axis : axes) {
      long place = axis < 0 ? axis + rank : axis;
      if (place < 0 || place >= rank || isMarked[(int) place]) {
        throw malformed(node, "names an axis twice, or one that does not exist");
      }
      isMarked[(int) place] = true;
    }
    return isMarked;
  }

  private static long[] requireFew(OnnxNode node, long[] axes) {
    if (axes.length > MAX_RANK) {
      throw malformed(node, "has " + axes.length + " axes");
    }
    return axes;
  }

  private static MalformedSourceException malformed(OnnxNode node, String what) {
    return new MalformedSourceException(
        "its node " + node.label() + " " + what + "; export the model again");
  }
}
