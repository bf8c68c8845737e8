package dev.fude.converter.importer;

import dev.fude.core.op.DepthToSpace.Arrangement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A picture whose axes a graph has cut into parts, so that it can transpose those: shuffles of
 * channels, and pixel shuffles either way as they are written where there is no operator for them.
 *
 * <p>Each axis that it has is a list of parts of the picture's, outermost first; one without any is
 * of one element. A reshape joins parts that follow one another, or cuts one; a transposition moves
 * whole axes. Once there are four axes again, they are a picture's.
 *
 * @param laid the picture before
 * @param axes the parts of each axis
 */
record Factored(Laid laid, List<List<Piece>> axes) implements Value {
  private static final int LEAST_AXES = 5;

  /** Makes the list unmodifiable. */
  Factored {
    axes = List.copyOf(axes);
  }

  /** A picture of these extents, if there are more than a picture has. */
  static Optional<Value> of(Call call, Laid laid, List<Amount> extents) {
    boolean isPlain = !laid.order().axes().contains(Axis.PIXELS);
    return isPlain && extents.size() >= LEAST_AXES
        ? Optional.of(whole(laid).reshaped(call, extents))
        : Optional.empty();
  }

  private static Factored whole(Laid laid) {
    List<List<Piece>> axes = new ArrayList<>();
    for (int place = 0; place < laid.order().axes().size(); place++) {
      Amount extent = laid.extents().get(place);
      Piece piece = Piece.whole(laid.order().axes().get(place), extent);
      axes.add(extent.is(1) ? List.of() : List.of(piece));
    }
    return new Factored(laid, axes);
  }

  /** Its extents. */
  List<Amount> extents() {
    return axes.stream().map(Factored::extent).toList();
  }

  private static Amount extent(List<Piece> pieces) {
    return pieces.stream()
        .map(Piece::extent)
        .reduce(Amount.of(1), (one, other) -> one.with(other, (a, b) -> a * b));
  }

  /** The same numbers along axes of other extents. */
  Value reshaped(Call call, List<Amount> extents) {
    Deque<Piece> left = new ArrayDeque<>();
    axes.forEach(left::addAll);
    List<List<Piece>> others = new ArrayList<>();
    for (Amount extent : extents) {
      others.add(taken(call, left, extent));
    }
    if (!left.isEmpty()) {
      throw joinedOtherwise();
    }
    return new Factored(laid, others).settled(call);
  }

  /** The next parts that are together as long as an axis that is asked for. */
  private static List<Piece> taken(Call call, Deque<Piece> left, Amount asked) {
    List<Piece> taken = new ArrayList<>();
    while (!call.trials().agree(asked, extent(taken))) {
      if (left.isEmpty()) {
        throw joinedOtherwise();
      }
      Piece piece = left.remove();
      int times = taken.isEmpty() ? call.trials().times(piece.extent(), asked) : 1;
      if (times > 1) {
        Amount outer = piece.extent().map(side -> Math.floor(side / times));
        if (!call.trials().agree(asked, outer)) {
          throw joinedOtherwise();
        }
        left.addFirst(piece.inner(times));
        taken.add(piece.outer(times));
        return taken;
      }
      taken.add(piece);
    }
    return taken;
  }

  /** The same with its axes in another order. */
  Value permuted(Call call, long[] axesBefore) {
    List<List<Piece>> permuted = new ArrayList<>();
    boolean isOrder =
        Arrays.stream(axesBefore).filter(axis -> axis >= 0).distinct().count() == axes.size();
    if (axesBefore.length != axes.size() || !isOrder) {
      throw new NotImportableException("does not name each axis once; export the model again");
    }
    for (long axis : axesBefore) {
      permuted.add(axes.get(Math.toIntExact(axis)));
    }
    return new Factored(laid, permuted).settled(call);
  }

  /** Without axes of one element; negative places count from the end. */
  Value without(Call call, long[] places) {
    List<List<Piece>> fewer = new ArrayList<>(axes);
    TreeSet<Integer> dropped = new TreeSet<>(Collections.reverseOrder());
    for (long place : places) {
      dropped.add(Math.toIntExact(place < 0 ? place + axes.size() : place));
    }
    for (int place : dropped) {
      if (place < 0 || place >= axes.size() || !fewer.remove(place).isEmpty()) {
        throw unknown();
      }
    }
    return new Factored(laid, fewer).settled(call);
  }

  /** For a norm that takes the channels of the inner axes together. */
  Value regrouped() {
    List<List<Piece>> cut = new ArrayList<>(axes);
    boolean isFirst = laid.order().equals(Order.NCHW) && cut.remove(0).isEmpty();
    List<Piece> pieces = cut.stream().flatMap(List::stream).toList();
    int channels = pieces.size() - 2;
    boolean isAsBefore =
        isFirst
            && channels > 0
            && pieces.size() == cut.size()
            && pieces.get(channels).isOf(Axis.HEIGHT)
            && pieces.get(channels + 1).isOf(Axis.WIDTH)
            && isNatural(pieces.subList(0, channels));
    return isAsBefore ? new Regrouped(laid, (int) pieces.get(0).extent().at(0)) : this;
  }

  /** The picture that it is, once it has as many axes. */
  private Value settled(Call call) {
    if (axes.size() >= LEAST_AXES) {
      return this;
    }
    boolean isLast = axes.size() == 4 && begins(1, Axis.HEIGHT) && begins(2, Axis.WIDTH);
    boolean isFirst = axes.size() == 4 && begins(2, Axis.HEIGHT) && begins(3, Axis.WIDTH);
    if (!axes.get(0).isEmpty() || !(isFirst || isLast)) {
      throw unknown();
    }
    List<Piece> channels = axes.get(isLast ? 3 : 1);
    List<Piece> rows = axes.get(isLast ? 1 : 2);
    List<Piece> columns = axes.get(isLast ? 2 : 3);
    Picture picture = picture(call, channels, rows, columns);
    return new Laid(picture, isLast ? Order.NHWC : Order.NCHW);
  }

  private boolean begins(int place, Axis axis) {
    return !axes.get(place).isEmpty() && axes.get(place).get(0).isOf(axis);
  }

  private Picture picture(Call call, List<Piece> channels, List<Piece> rows, List<Piece> columns) {
    boolean isFixed = channels.stream().allMatch(piece -> piece.extent().isConstant());
    if (!isFixed) {
      throw unknown();
    }
    int down = rows.get(0).step();
    int across = columns.get(0).step();
    if (down * (long) across > 1 && rows.size() == 1 && columns.size() == 1) {
      return SpaceToDepths.shrunk(call, laid.picture(), down, across, channels);
    }
    boolean isPixels = rows.size() == 2 && columns.size() == 2;
    if (down * (long) across > 1 || !(isPixels || rows.size() + columns.size() == 2)) {
      throw unknown();
    }
    return isPixels ? enlarged(call, channels, rows.get(1), columns.get(1)) : selected(channels);
  }

  /** Two parts of the channels become parts of rows and of columns. */
  private Picture enlarged(Call call, List<Piece> channels, Piece ofRows, Piece ofColumns) {
    int factor = (int) ofRows.extent().at(0);
    boolean isSquare =
        ofRows.isOf(Axis.CHANNELS)
            && ofColumns.isOf(Axis.CHANNELS)
            && ofColumns.extent().is(factor);
    if (!isSquare) {
      throw unknown();
    }
    List<Piece> pixelsLast = new ArrayList<>(channels);
    pixelsLast.addAll(List.of(ofRows, ofColumns));
    List<Piece> pixelsFirst = new ArrayList<>(List.of(ofRows, ofColumns));
    pixelsFirst.addAll(channels);
    return isNatural(pixelsFirst)
        ? DepthToSpaces.enlarged(call, laid.picture(), factor, Arrangement.PIXELS)
        : DepthToSpaces.enlarged(call, selected(pixelsLast), factor, Arrangement.CHANNELS);
  }

  /** The channels with their parts in another order. */
  private Picture selected(List<Piece> channels) {
    return SelectedPicture.of(laid.picture(), Piece.places(channels, Axis.CHANNELS));
  }

  private static boolean isNatural(List<Piece> channels) {
    int[] places = Piece.places(channels, Axis.CHANNELS);
    return IntStream.range(0, places.length).allMatch(i -> places[i] == i);
  }

  private static NotImportableException joinedOtherwise() {
    return new NotImportableException(
        "joins or cuts axes of a picture otherwise than shuffles of channels and of pixels do,"
            + " which Fude has no op for; "
            + Call.EXPORT_WITHOUT);
  }

  private static NotImportableException unknown() {
    return new NotImportableException(
        "exchanges axes otherwise than shuffles of channels and of pixels do, which Fude has no op"
            + " for; "
            + Call.EXPORT_WITHOUT);
  }
}
