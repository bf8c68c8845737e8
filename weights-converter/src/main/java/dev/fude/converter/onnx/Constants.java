package dev.fude.converter.onnx;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.neutral.Quantization;
import dev.fude.core.Quoted;
import dev.fude.core.weights.DType;
import dev.fude.core.weights.Float16;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a graph that are known without running it, by name: what the file stores, and views
 * of that. The small ones among them, which only say how others are read, are decoded here.
 */
final class Constants {
  private static final int MAX_RANK = 8;

  private final ExternalData.Files files;
  private final Map<String, NeutralTensor> tensors = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> unreadable = new HashMap<>();

  // Many nodes may share one of these, so each is decoded once.
  private final Map<String, FloatBuffer> scales = new HashMap<>();
  private final Map<String, LongBuffer> zeroPoints = new HashMap<>();

  /**
   * None yet.
   *
   * @param files opens the other files that stored tensors name
   */
  Constants(ExternalData.Files files) {
    this.files = files;
  }

  /** Adds a stored tensor; one of a type that is not read is refused only if it is asked for. */
  void add(OnnxTensor tensor) {
    if (tensor.isReadable()) {
      add(tensor.name(), tensor.toNeutral(files));
    } else if (!tensor.name().isEmpty()) {
      unreadable.put(tensor.name(), tensor);
    }
  }

  /** Adds a view; one that nobody named cannot be used, and its name means "left out". */
  void add(String name, NeutralTensor tensor) {
    if (!name.isEmpty()) {
      tensors.put(name, tensor);
    }
  }

  /** The constant of that name, or empty if it is computed, or left out. */
  Optional<NeutralTensor> find(String name) {
    if (unreadable.containsKey(name)) {
      throw unreadable.get(name).unreadable();
    }
    return Optional.ofNullable(tensors.get(name));
  }

  /** The constants that stand for real numbers, as all trained tensors do. */
  Map<String, NeutralTensor> reals() {
    Map<String, NeutralTensor> reals = new LinkedHashMap<>(tensors);
    reals.values().removeIf(tensor -> !isReal(tensor));
    return reals;
  }

  /** All constants that are read. */
  Map<String, NeutralTensor> all() {
    return tensors;
  }

  /** Whether a tensor's numbers stand for real ones. */
  static boolean isReal(NeutralTensor tensor) {
    return tensor.quantization().isPresent() || isReal(tensor.dtype());
  }

  static boolean isReal(DType dtype) {
    return switch (dtype) {
      case F64, F32, F16, BF16 -> true;
      default -> false;
    };
  }

  /** A shape or a list of axes, or empty if it is computed. */
  Optional<long[]> shape(String name) {
    return find(name).map(tensor -> shape(name, tensor));
  }

  private static long[] shape(String name, NeutralTensor tensor) {
    if (tensor.shape().rank() > 1 || tensor.shape().elements() > MAX_RANK) {
      throw unusable(name, "no shape or list of axes");
    }
    long[] shape = new long[tensor.shape().arrayLength()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = integer(name, tensor, i);
    }
    return shape;
  }

  /** Whether there is one number of that name, and it is this one. */
  boolean isNumber(String name, double wanted) {
    return find(name)
        .filter(tensor -> tensor.shape().elements() == 1)
        .filter(tensor -> real(tensor) == wanted)
        .isPresent();
  }

  /** A plain tensor's first number, or NaN if it is not real. */
  private static double real(NeutralTensor tensor) {
    ByteBuffer data = tensor.data();
    return switch (tensor.dtype()) {
      case F64 -> data.getDouble(0);
      case F32 -> data.getFloat(0);
      case F16 -> Float16.toFloat(data.getShort(0));
      default -> Double.NaN;
    };
  }

  /**
   * What integers stand for.
   *
   * @param axis the axis of several scales
   * @param scale the scales' name
   * @param zeroPoint the zero points' name, or the empty name
   * @return empty if one of them is computed
   */
  Optional<Quantization> quantization(int axis, String scale, String zeroPoint) {
    Optional<NeutralTensor> factors = find(scale);
    Optional<NeutralTensor> zeros = find(zeroPoint);
    if (factors.isEmpty() || (zeros.isEmpty() && !zeroPoint.isEmpty())) {
      return Optional.empty();
    }
    FloatBuffer scaleValues =
        scales.computeIfAbsent(scale, name -> scaleValues(name, factors.get()));
    LongBuffer zeroValues =
        zeros.isEmpty()
            ? LongBuffer.allocate(0)
            : zeroPoints.computeIfAbsent(zeroPoint, name -> zeroValues(name, zeros.get()));
    return Optional.of(new Quantization(scaleValues, zeroValues, axis));
  }

  private static FloatBuffer scaleValues(String name, NeutralTensor tensor) {
    // At most one axis is longer than 1, so that the numbers follow one another.
    NeutralTensor vector = requireVector(name, tensor);
    if (tensor.dtype() == DType.F32) {
      return vector.data().asFloatBuffer();
    }
    if (tensor.dtype() != DType.F16) {
      throw unusable(name, "no scale");
    }
    FloatBuffer values = FloatBuffer.allocate(vector.shape().arrayLength());
    ByteBuffer halves = vector.data();
    while (values.hasRemaining()) {
      values.put(Float16.toFloat(halves.getShort()));
    }
    return values.flip();
  }

  private static LongBuffer zeroValues(String name, NeutralTensor tensor) {
    NeutralTensor vector = requireVector(name, tensor);
    LongBuffer values = LongBuffer.allocate(vector.shape().arrayLength());
    while (values.hasRemaining()) {
      values.put(integer(name, vector, values.position()));
    }
    return values.flip();
  }

  private static NeutralTensor requireVector(String name, NeutralTensor tensor) {
    NeutralTensor vector = tensor.asVector();
    if (vector.shape().rank() > 1 || vector.quantization().isPresent()) {
      throw unusable(name, "no list of scales or zero points");
    }
    return vector;
  }

  private static long integer(String name, NeutralTensor tensor, int index) {
    ByteBuffer data = tensor.data();
    return switch (tensor.dtype()) {
      case I64 -> data.getLong(Long.BYTES * index);
      case I32 -> data.getInt(Integer.BYTES * index);
      case I16 -> data.getShort(Short.BYTES * index);
      case U16 -> Short.toUnsignedInt(data.getShort(Short.BYTES * index));
      case I8 -> data.get(index);
      case U8 -> Byte.toUnsignedInt(data.get(index));
      default -> throw unusable(name, "no whole numbers");
    };
  }

  private static MalformedSourceException unusable(String name, String what) {
    return new MalformedSourceException(
        "its constant " + Quoted.name(name) + " is " + what + "; export the model again");
  }
}
