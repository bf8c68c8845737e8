package dev.fude.converter.importer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * In which order a graph has a picture's axes. It is the graph's alone: pictures are the same in
 * any, which is why a transposition is no op.
 *
 * @param axes the axes, outermost first
 */
record Order(List<Axis> axes) {
  /** ONNX's own order, which its convolutions want. */
  static final Order NCHW = new Order(List.of(Axis.values()));

  /** TensorFlow's. */
  static final Order NHWC = new Order(List.of(Axis.BATCH, Axis.HEIGHT, Axis.WIDTH, Axis.CHANNELS));

  /** Makes the list unmodifiable. */
  Order {
    axes = List.copyOf(axes);
  }

  /**
   * The order after a transposition.
   *
   * @param axesBefore for each new axis, the one that it was
   */
  Order permuted(long[] axesBefore) {
    List<Axis> permuted = new ArrayList<>();
    for (long axis : axesBefore) {
      permuted.add(axes.get(place(axis)));
    }
    if (permuted.size() != axes.size() || new HashSet<>(permuted).size() != axes.size()) {
      throw new NotImportableException("does not name each axis once; export the model again");
    }
    return new Order(permuted);
  }

  /** What an axis is; a negative one counts from the end. */
  Axis axis(long axis) {
    return axes.get(place(axis));
  }

  private int place(long axis) {
    long place = axis < 0 ? axis + axes.size() : axis;
    if (place < 0 || place >= axes.size()) {
      throw new NotImportableException("names an axis that there is not; export the model again");
    }
    return (int) place;
  }
}
