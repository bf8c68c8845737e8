package dev.fude.converter.importer;

import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Padding of zeros or of the mirrored picture; what pads nothing is left out. */
final class Pads implements Pattern {
  /** Wider than any network's, and narrow enough to compute with. */
  private static final long WIDEST = 1_024;

  @Override
  public Set<String> operators() {
    return Set.of("Pad");
  }

  @Override
  public Optional<Value> apply(Call call) {
    Laid laid = call.withRowsAndColumns(0);
    long[] pads =
        call.list("pads", 1)
            .or(() -> call.node().integers("paddings"))
            .orElseThrow(() -> new NotImportableException("says no pads; export the model again"));
    Padding zeros = padding(spread(call, pads), laid.order());
    if (zeros.isNone()) {
      return Optional.of(laid);
    }
    Padding padding =
        new Padding(zeros.top(), zeros.bottom(), zeros.left(), zeros.right(), mode(call));
    return Optional.of(laid.with(new PaddedPicture(laid.picture(), padding)));
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
