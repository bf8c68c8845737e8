package dev.fude.converter.importer;

import dev.fude.converter.neutral.ForeignNode;
import dev.fude.core.op.Op;
import dev.fude.core.op.Resize;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeNearest;
import dev.fude.core.op.ResizeRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Resizes: whole multiples of what they read, or as large as another picture, whichever way the
 * size was computed.
 */
final class Resizes implements Pattern {
  private static final int MOST_TIMES = 64;

  /** A scale that was a quotient of two sides gives the one of the other, not a pixel less. */
  private static final double ROUNDING = 1e-6;

  /** The version in which Resize came; it was always asymmetric, and so was Upsample. */
  private static final int FIRST_RESIZE_OPSET = 10;

  @Override
  public Set<String> operators() {
    return Set.of("Resize", "Upsample");
  }

  @Override
  public Optional<Value> apply(Call call) {
    Laid laid = call.withRowsAndColumns(0);
    Picture picture = laid.picture();
    Size wanted = wanted(call, laid);
    Optional<Resize.Scale> scale = scale(call, wanted, picture.size());
    if (scale.isPresent()) {
      Resize.Scale times = scale.get();
      boolean isSame = times.factorH() == 1 && times.factorW() == 1;
      return Optional.of(isSame ? laid : resized(call, laid, times, Optional.empty(), wanted));
    }
    Optional<Picture> model = like(call, wanted);
    if (model.isPresent() && !picture.size().isTakenLike(model.get().size())) {
      throw new NotImportableException(
          "gives what was convolved with SAME padding the size of another picture, which is exact"
              + " at some sizes only; export the network with pads of its own");
    }
    return model.map(
        other -> resized(call, laid, new Resize.LikeReference(), Optional.of(other), wanted));
  }

  private static Laid resized(
      Call call, Laid laid, Resize.Target target, Optional<Picture> model, Size wanted) {
    List<String> inputs = new ArrayList<>();
    inputs.add(laid.picture().stored(call.out()));
    model.ifPresent(picture -> inputs.add(picture.stored(call.out())));
    String value = call.out().add(op(call, target), inputs, Map.of());
    Picture picture = laid.picture();
    Size size =
        target instanceof Resize.Scale times
            ? new Size(
                picture.size().height().map(rows -> rows * times.factorH()),
                picture.size().width().map(columns -> columns * times.factorW()))
            : wanted;
    return laid.with(new StoredPicture(value, picture.channels(), size));
  }

  /** The size that it asks for. */
  private static Size wanted(Call call, Laid laid) {
    boolean isOld = call.operator().equals("Upsample") || call.opset() <= FIRST_RESIZE_OPSET;
    int scalesInput = isOld ? 1 : 2;
    int sizesInput = 3;
    List<Amount> extents = new ArrayList<>(laid.extents());
    if (!isOld && call.has(sizesInput)) {
      place(call, call.numbers(sizesInput).amounts(), extents, false);
    } else {
      List<Amount> scales =
          call.has(scalesInput) ? call.numbers(scalesInput).amounts() : setScales(call.node());
      place(call, scales, extents, true);
    }
    List<Axis> axes = laid.order().axes();
    requireSame(call, extents.get(axes.indexOf(Axis.BATCH)), Amount.of(1));
    requireSame(
        call, extents.get(axes.indexOf(Axis.CHANNELS)), Amount.of(laid.picture().channels()));
    return new Size(extents.get(axes.indexOf(Axis.HEIGHT)), extents.get(axes.indexOf(Axis.WIDTH)));
  }

  /** Scales that are settings: one for each axis in opset 7 and 8, two before. */
  private static List<Amount> setScales(ForeignNode node) {
    Optional<float[]> scales = node.reals("scales");
    if (scales.isPresent()) {
      List<Amount> amounts = new ArrayList<>();
      for (float scale : scales.get()) {
        amounts.add(Amount.of(scale));
      }
      return amounts;
    }
    if (!node.has("height_scale") || !node.has("width_scale")) {
      throw new NotImportableException(
          "has neither sizes nor scales to resize by; export the model again");
    }
    return List.of(
        Amount.of(1),
        Amount.of(1),
        Amount.of(node.real("height_scale", 1)),
        Amount.of(node.real("width_scale", 1)));
  }

  /** Puts sizes, or scaled ones, in the places of the axes that they are said of. */
  private static void place(
      Call call, List<Amount> numbers, List<Amount> extents, boolean areScales) {
    long[] axes = call.node().integers("axes").orElseGet(() -> counted(numbers.size()));
    if (axes.length != numbers.size() || axes.length > extents.size()) {
      throw new NotImportableException("resizes other axes than it reads; export the model again");
    }
    for (int i = 0; i < axes.length; i++) {
      int axis = (int) (axes[i] < 0 ? axes[i] + extents.size() : axes[i]);
      if (axis < 0 || axis >= extents.size()) {
        throw new NotImportableException("resizes an axis that there is not; export again");
      }
      Amount number = numbers.get(i);
      Amount before = extents.get(axis);
      extents.set(
          axis,
          areScales && !number.is(1)
              ? before.with(number, (side, factor) -> Math.floor(side * factor + ROUNDING))
              : areScales ? before : number);
    }
  }

  private static long[] counted(int count) {
    long[] axes = new long[count];
    for (int i = 0; i < count; i++) {
      axes[i] = i;
    }
    return axes;
  }

  private static void requireSame(Call call, Amount asked, Amount there) {
    if (!call.trials().agree(asked, there)) {
      throw new NotImportableException(
          "resizes channels or pictures, which Fude has no op for; " + Call.EXPORT_WITHOUT);
    }
  }

  private static Optional<Resize.Scale> scale(Call call, Size wanted, Size size) {
    int vertical = times(call, wanted.height(), size.height());
    int horizontal = times(call, wanted.width(), size.width());
    return vertical > 0 && horizontal > 0
        ? Optional.of(new Resize.Scale(vertical, horizontal))
        : Optional.empty();
  }

  /** How many times as long a side is to become, or 0 if it is no whole multiple. */
  private static int times(Call call, Amount wanted, Amount side) {
    for (int times = 1; times <= MOST_TIMES; times++) {
      double factor = times;
      if (call.trials().agree(wanted, side.map(number -> number * factor))) {
        return times;
      }
    }
    return 0;
  }

  /** The picture that a size was taken from, or else the first one of that size. */
  private static Optional<Picture> like(Call call, Size wanted) {
    Optional<Picture> named =
        wanted.height().origin().filter(picture -> picture.size().same(wanted));
    // One that is stored lends its size for nothing; another would be computed for it alone.
    return named.filter(Picture::isStored).or(() -> call.out().ofSize(wanted)).or(() -> named);
  }

  private static Op op(Call call, Resize.Target target) {
    String mode = call.node().text("mode", "nearest");
    boolean isOld = call.operator().equals("Upsample") || call.opset() <= FIRST_RESIZE_OPSET;
    String coordinates =
        isOld ? "asymmetric" : call.node().text("coordinate_transformation_mode", "half_pixel");
    if (call.node().integer("antialias", 0) != 0) {
      throw unknown("averages pixels before it shrinks (antialias)");
    }
    if (call.node().text("keep_aspect_ratio_policy", "stretch").equals("stretch")) {
      if (mode.equals("linear") || mode.equals("bilinear")) {
        return new ResizeBilinear(rule(coordinates), target);
      }
      if (mode.equals("nearest") && isRoundedDown(call, coordinates, target, isOld)) {
        return new ResizeNearest(target);
      }
    }
    throw unknown("resizes in a way that is neither bilinear nor nearest by whole multiples");
  }

  private static ResizeRule rule(String coordinates) {
    return switch (coordinates) {
      case "asymmetric" -> ResizeRule.ASYMMETRIC;
      case "align_corners" -> ResizeRule.ALIGN_CORNERS;
      // They differ only where a single pixel is made.
      case "half_pixel", "pytorch_half_pixel" -> ResizeRule.HALF_PIXEL;
      default -> throw unknown("resizes by coordinates that Fude does not know");
    };
  }

  /**
   * Whether every pixel becomes a block. By half pixels a whole multiple gives the same blocks
   * however it is rounded, as no position lies halfway.
   */
  private static boolean isRoundedDown(
      Call call, String coordinates, Resize.Target target, boolean isOld) {
    String rounding = isOld ? "floor" : call.node().text("nearest_mode", "round_prefer_floor");
    boolean isMultiple = target instanceof Resize.Scale;
    return switch (coordinates) {
      case "asymmetric" ->
          rounding.equals("floor")
              || (rounding.equals("round_prefer_floor")
                  && target instanceof Resize.Scale times
                  && times.factorH() <= 2
                  && times.factorW() <= 2);
      case "half_pixel", "pytorch_half_pixel" -> isMultiple && rounding.startsWith("round_prefer");
      case "tf_half_pixel_for_nn" -> isMultiple && rounding.equals("floor");
      default -> false;
    };
  }

  private static NotImportableException unknown(String what) {
    return new NotImportableException(what + ", which Fude has no op for; " + Call.EXPORT_WITHOUT);
  }
}
