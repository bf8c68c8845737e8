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
  static final Order NCHW = new Order(List.of(Axis.BATCH, Axis.CHANNELS, Axis.HEIGHT, Axis.WIDTH));

  /** TensorFlow's. */
  static final Order NHWC = new Order(List.of(Axis.BATCH, Axis.HEIGHT, Axis.WIDTH, Axis.CHANNELS));

  /** As {@link #NCHW}, for products of matrices. */
  static final Order CHANNELS_PIXELS = new Order(List.of(Axis.BATCH, Axis.CHANNELS, Axis.PIXELS));

  /** As {@link #NHWC}, for products of matrices. */
  static final Order PIXELS_CHANNELS = new Order(List.of(Axis.BATCH, Axis.PIXELS, Axis.CHANNELS));

  /** As {@link #CHANNELS_PIXELS}, for convolutions. */
  static final Order CHANNELS_ROW =
      new Order(List.of(Axis.BATCH, Axis.CHANNELS, Axis.ONE, Axis.PIXELS));

  /** As {@link #PIXELS_CHANNELS}, for convolutions. */
  static final Order ROW_CHANNELS =
      new Order(List.of(Axis.BATCH, Axis.ONE, Axis.PIXELS, Axis.CHANNELS));

  private static final List<List<Order>> ALIKE =
      List.of(
          List.of(NCHW, CHANNELS_PIXELS, CHANNELS_ROW),
          List.of(NHWC, PIXELS_CHANNELS, ROW_CHANNELS));

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

  /**
   * The orders in which the same numbers follow one another, with rows and columns as one or two.
   */
  List<Order> alike() {
    return ALIKE.stream()
        .filter(orders -> orders.contains(this))
        .findFirst()
        .orElseGet(() -> List.of(this));
  }

  /** Where the channels are, counted from the last axis, as broadcasting counts. */
  int channelsFromTheEnd() {
    return axes.size() - axes.indexOf(Axis.CHANNELS);
  }

  /**
   * The order with one axis more, of one element.
   *
   * @param axis where it is put; a negative place counts from the end
   */
  Order withOne(long axis) {
    List<Axis> more = new ArrayList<>(axes);
    more.add(Axis.ONE);
    int place = new Order(more).place(axis);
    more.remove(axes.size());
    more.add(place, Axis.ONE);
    return new Order(more);
  }

  /** The order without an axis, if that is of one element. */
  Order withoutOne(long axis) {
    List<Axis> fewer = new ArrayList<>(axes);
    if (fewer.remove(place(axis)) != Axis.ONE) {
      throw new NotImportableException(
          "drops an axis of a picture, which Fude has no op for; " + Call.EXPORT_WITHOUT);
    }
    return new Order(fewer);
  }

  /** What an axis is; a negative one counts from the end. */
  Axis axis(long axis) {
    return axes.get(place(axis));
  }

  /** Which of the axes is meant; a negative one counts from the end. */
  int place(long axis) {
    long place = axis < 0 ? axis + axes.size() : axis;
    if (place < 0 || place >= axes.size()) {
      throw new NotImportableException("names an axis that there is not; export the model again");
    }
    return (int) place;
  }
}
