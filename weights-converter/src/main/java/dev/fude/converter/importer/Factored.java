package dev.fude.converter.importer;

import dev.fude.core.op.DepthToSpace.Arrangement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A picture whose channels a graph has laid out along several axes, so that it can transpose those:
 * shuffles of channels, and pixel shuffles as they are written where there is no operator for them.
 *
 * @param laid the picture before, with its channels before its rows or after its columns
 * @param factors how long each of the channels' axes is, outermost first
 * @param axes the axes as they are now: {@link #BATCH}, {@link #HEIGHT}, {@link #WIDTH}, or which
 *     of the channels'
 */
record Factored(Laid laid, List<Integer> factors, List<Integer> axes) implements Value {
  private static final int BATCH = -1;
  private static final int HEIGHT = -2;
  private static final int WIDTH = -3;

  private static final int LEAST_AXES = 5;

  /** Makes the lists unmodifiable. */
  Factored {
    factors = List.copyOf(factors);
    axes = List.copyOf(axes);
  }

  /** A picture of these extents, if they are its own but for several of channels. */
  static Optional<Factored> of(Call call, Laid laid, List<Amount> extents) {
    boolean isFirst = laid.order().equals(Order.NCHW);
    if (extents.size() < LEAST_AXES || !(isFirst || laid.order().equals(Order.NHWC))) {
      return Optional.empty();
    }
    int count = extents.size() - 3; // of the channels' axes
    List<Integer> axes = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    axes.addAll(isFirst ? count : 0, List.of(HEIGHT, WIDTH));
    axes.add(0, BATCH);
    Size size = laid.picture().size();
    boolean fits =
        extents.get(0).is(1)
            && call.trials().agree(extents.get(axes.indexOf(HEIGHT)), size.height())
            && call.trials().agree(extents.get(axes.indexOf(WIDTH)), size.width());
    List<Amount> ofChannels = extents.subList(isFirst ? 1 : 3, (isFirst ? 1 : 3) + count);
    List<Integer> factors = ofChannels.stream().map(amount -> (int) amount.at(0)).toList();
    fits &= ofChannels.stream().allMatch(amount -> amount.isConstant() && amount.at(0) >= 1);
    fits &= product(factors) == laid.picture().channels();
    return fits ? Optional.of(new Factored(laid, factors, axes)) : Optional.empty();
  }

  private static long product(List<Integer> factors) {
    return factors.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
  }

  /** For a norm that takes the channels of the inner axes together. */
  Value regrouped() {
    boolean isAsBefore = laid.order().equals(Order.NCHW) && axes.indexOf(HEIGHT) == axes.size() - 2;
    return isAsBefore && channels().equals(natural()) ? new Regrouped(laid, factors.get(0)) : this;
  }

  /** The same with its axes in another order. */
  Factored permuted(long[] axesBefore) {
    boolean isOrder =
        IntStream.range(0, axes.size())
            .allMatch(
                axis -> IntStream.range(0, axesBefore.length).anyMatch(i -> axesBefore[i] == axis));
    if (axesBefore.length != axes.size() || !isOrder) {
      throw new NotImportableException("does not name each axis once; export the model again");
    }
    List<Integer> permuted = new ArrayList<>();
    for (long axis : axesBefore) {
      permuted.add(axes.get((int) axis));
    }
    return new Factored(laid, factors, permuted);
  }

  /** Its extents. */
  List<Amount> extents() {
    Size size = laid.picture().size();
    return axes.stream()
        .map(
            axis ->
                switch (axis) {
                  case BATCH -> Amount.of(1);
                  case HEIGHT -> size.height();
                  case WIDTH -> size.width();
                  default -> Amount.of(factors.get(axis));
                })
        .toList();
  }

  /** The picture of rows, columns and channels that the axes are in this order. */
  Laid whole(Call call) {
    int rows = axes.indexOf(HEIGHT);
    int columns = axes.indexOf(WIDTH);
    boolean isFirst = rows > 1;
    boolean isPixels = columns == rows + 2; // one axis of channels belongs to the rows
    int after = axes.size() - 1 - columns;
    int ofColumns = isPixels ? 1 : 0;
    boolean isKnown =
        axes.get(0) == BATCH
            && (isPixels || columns == rows + 1)
            && (isFirst ? after == ofColumns : after > ofColumns);
    if (!isKnown) {
      throw unknown();
    }
    Order order = isFirst ? Order.NCHW : Order.NHWC;
    Picture picture = laid.picture();
    return new Laid(
        isPixels
            ? enlarged(call, picture, axes.get(rows + 1), axes.get(columns + 1))
            : selected(picture, channels()),
        order);
  }

  private List<Integer> channels() {
    return axes.stream().filter(axis -> axis >= 0).toList();
  }

  private List<Integer> natural() {
    return IntStream.range(0, factors.size()).boxed().toList();
  }

  /** Two of the channels' axes become parts of rows and of columns. */
  private Picture enlarged(Call call, Picture picture, int ofRows, int ofColumns) {
    if (!factors.get(ofRows).equals(factors.get(ofColumns))) {
      throw unknown();
    }
    List<Integer> pixelsLast = new ArrayList<>(channels());
    pixelsLast.removeAll(List.of(ofRows, ofColumns));
    List<Integer> pixelsFirst = new ArrayList<>(pixelsLast);
    pixelsFirst.addAll(0, List.of(ofRows, ofColumns));
    pixelsLast.addAll(List.of(ofRows, ofColumns));
    int factor = factors.get(ofRows);
    return pixelsFirst.equals(natural())
        ? DepthToSpaces.enlarged(call, picture, factor, Arrangement.PIXELS)
        : DepthToSpaces.enlarged(call, selected(picture, pixelsLast), factor, Arrangement.CHANNELS);
  }

  /** The channels with their axes in another order. */
  private Picture selected(Picture picture, List<Integer> order) {
    int[] selected = {0};
    for (int axis : order) {
      int factor = factors.get(axis);
      int stride = (int) product(factors.subList(axis + 1, factors.size()));
      int[] outer = selected;
      selected =
          IntStream.range(0, outer.length * factor)
              .map(i -> outer[i / factor] + i % factor * stride)
              .toArray();
    }
    return SelectedPicture.of(picture, selected);
  }

  private static NotImportableException unknown() {
    return new NotImportableException(
        "exchanges axes otherwise than shuffles of channels and of pixels do, which Fude has no op"
            + " for; "
            + Call.EXPORT_WITHOUT);
  }
}
