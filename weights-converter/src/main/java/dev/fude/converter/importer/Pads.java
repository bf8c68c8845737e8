package dev.fude.converter.importer;

import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Padding of zeros or of the mirrored picture; what pads nothing is left out.
 *
 * <p>Many networks pad a picture to whole multiples of a number, and crop what they made of it. At
 * sizes that are such multiples they do neither, and those are the sizes that are left to them:
 * whoever paints makes pictures of them, and crops.
 */
final class Pads implements Pattern {
  /** Wider than any network's, and narrow enough to compute with. */
  private static final long WIDEST = 1_024;

  private static final int MOST_MULTIPLE = 32; // the trials have all its remainders

  @Override
  public Set<String> operators() {
    return Set.of("Pad");
  }

  @Override
  public Optional<Value> apply(Call call) {
    Laid laid = call.withRowsAndColumns(0);
    if (call.has(1) && !call.numbers(1).isFixed()) {
      return Optional.of(paddedToMultiples(call, laid));
    }
    long[] pads =
        call.list("pads", 1)
            .or(() -> call.node().integers("paddings"))
            .orElseThrow(() -> new NotImportableException("says no pads; export the model again"));
    return Optional.of(padded(call, laid, pads));
  }

  private static Laid padded(Call call, Laid laid, long[] pads) {
    Padding zeros = padding(spread(call, pads), laid.order());
    if (zeros.isNone()) {
      return laid;
    }
    Padding padding =
        new Padding(zeros.top(), zeros.bottom(), zeros.left(), zeros.right(), mode(call));
    return laid.with(new PaddedPicture(laid.picture(), padding));
  }

  /** The picture at sizes at which its pads are always the same. */
  private static Laid paddedToMultiples(Call call, Laid laid) {
    for (int multiple = 2; multiple <= MOST_MULTIPLE; multiple *= 2) {
      Size taken = call.trials().multiplesOf(multiple);
      Optional<long[]> pads = call.numbers(1).fixedWhereTaken(taken.height());
      if (pads.isPresent()) {
        call.out().padsToMultiples(multiple, arePaintersOwn(call, laid.picture()));
        Picture whole = laid.picture();
        Size size = whole.size().whereTaken(taken);
        Laid limited =
            laid.with(new StoredPicture(whole.stored(call.out()), whole.channels(), size));
        return padded(call, limited, pads.get());
      }
    }
    throw new NotImportableException(
        "pads by numbers that the picture's size sets, and not to whole multiples of 2, 4, 8, 16"
            + " or 32; export the network without it");
  }

  /**
   * Whether it pads as whoever paints does: the picture that it is given, mirrored, and behind it
   * alone.
   */
  private static boolean arePaintersOwn(Call call, Picture picture) {
    List<Amount> pads = call.numbers(1).amounts();
    return isGiven(picture, call.out())
        && mode(call) == PadMode.REFLECT
        && pads.subList(0, pads.size() / 2).stream().allMatch(before -> before.is(0));
  }

  private static boolean isGiven(Picture picture, GraphWriter out) {
    Picture base = picture instanceof ScaledPicture scaled ? scaled.base() : picture;
    return base instanceof StoredPicture && base.stored(out).equals(out.input());
  }

  private static PadMode mode(Call call) {
    String mode = call.node().text("mode", "constant");
    if (mode.equals("reflect")) {
      return PadMode.REFLECT;
    }
    boolean isZero =
        call.node().real("value", 0) == 0 && (!call.has(2) || call.numbers(2).get(0).is(0));
    if (mode.equals("constant") && isZero) {
      return PadMode.ZERO;
    }
    throw new NotImportableException(
        "pads in a way that Fude has no op for (mode \""
            + (mode.equals("edge") || mode.equals("wrap") ? mode : "constant")
            + "\", not of zeros); export the model with pads of zeros or mirrored ones");
  }

  /** The pads of all axes, where newer versions may name a few. */
  private static long[] spread(Call call, long[] pads) {
    if (!call.has(3)) {
      return pads;
    }
    long[] named = call.numbers(3).fixed();
    int axes = Order.NCHW.axes().size();
    long[] all = new long[2 * axes];
    for (int i = 0; i < named.length && pads.length == 2 * named.length; i++) {
      int axis = (int) (named[i] < 0 ? named[i] + axes : named[i]);
      if (axis >= 0 && axis < axes) {
        all[axis] = pads[i];
        all[axes + axis] = pads[named.length + i];
      }
    }
    return all;
  }

  private static Padding padding(long[] pads, Order order) {
    int axes = order.axes().size();
    if (pads.length != 2 * axes) {
      throw new NotImportableException("says pads of other axes; export the model again");
    }
    for (Axis axis : List.of(Axis.BATCH, Axis.CHANNELS)) {
      if (before(pads, order, axis) != 0 || after(pads, order, axis) != 0) {
        throw new NotImportableException(
            "pads channels or pictures, which Fude has no op for; " + Call.EXPORT_WITHOUT);
      }
    }
    return new Padding(
        before(pads, order, Axis.HEIGHT),
        after(pads, order, Axis.HEIGHT),
        before(pads, order, Axis.WIDTH),
        after(pads, order, Axis.WIDTH),
        PadMode.ZERO);
  }

  private static int before(long[] pads, Order order, Axis axis) {
    return pixels(pads[order.axes().indexOf(axis)]);
  }

  private static int after(long[] pads, Order order, Axis axis) {
    return pixels(pads[order.axes().size() + order.axes().indexOf(axis)]);
  }

  private static int pixels(long pad) {
    if (pad < 0 || pad > WIDEST) {
      throw new NotImportableException(
          "crops a picture, or pads it by more than "
              + WIDEST
              + " pixels, which Fude has no op"
              + " for; "
              + Call.EXPORT_WITHOUT);
    }
    return (int) pad;
  }
}
