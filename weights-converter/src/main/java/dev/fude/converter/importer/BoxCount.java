package dev.fude.converter.importer;

import dev.fude.core.op.BoxMean;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many pixels of a picture there are in the box round each pixel, times a number: what a
 * depthwise convolution of equal weights makes of a picture of one number. The same convolution of
 * a true picture, divided by this, is a mean that knows no edges ({@link BoxMean}), as guided
 * filters take it.
 *
 * @param number what each pixel counts
 * @param radius pixels on each side of the middle one
 * @param order the order of the axes
 */
record BoxCount(double number, int radius, Order order) implements Value {
  /** A sum of some dozen numbers in single precision may be so far off, as a part of it. */
  private static final double ROUNDING = 1e-5;

  /** What a convolution makes of a picture of one number. */
  static BoxCount of(Uniform picture, Box box) {
    double number = picture.number() * box.weight();
    if (!Double.isFinite(1 / number)) {
      throw new NotImportableException(
          "counts pixels by zeros, which nothing can be divided by; export the model again");
    }
    return new BoxCount(number, box.radius(), picture.order());
  }

  /**
   * The same numbers as an exporter has computed them, for the only size that its graph takes.
   *
   * @param call the node that divides by them
   * @param laid what it divides
   * @param constant the numbers
   * @return empty if that is no sum of boxes, or the numbers count other pixels
   */
  static Optional<BoxCount> stored(Call call, Laid laid, Constant constant) {
    Optional<Box> box =
        laid.picture() instanceof ConvolvedPicture sums ? sums.box() : Optional.empty();
    int[] extents = constant.tensor().shape().extents();
    if (box.isEmpty() || !constant.isReal() || !isAsLarge(call, laid, extents)) {
      return Optional.empty();
    }
    int radius = box.get().radius();
    int inRows = laid.order().axes().indexOf(Axis.HEIGHT);
    int inColumns = laid.order().axes().indexOf(Axis.WIDTH);
    int ofRows = stride(extents, inRows);
    int ofColumns = stride(extents, inColumns);
    float[] numbers = constant.decoded().data();
    double first = pixels(0, extents[inRows], radius) * pixels(0, extents[inColumns], radius);
    // As a rule the numbers are sums of the same box.
    double number =
        isAbout(numbers[0], first * box.get().weight()) ? box.get().weight() : numbers[0] / first;
    for (int i = 0; i < numbers.length; i++) {
      double rows = pixels(i / ofRows % extents[inRows], extents[inRows], radius);
      double columns = pixels(i / ofColumns % extents[inColumns], extents[inColumns], radius);
      if (!isAbout(numbers[i], number * rows * columns)) {
        return Optional.empty();
      }
    }
    return Optional.of(new BoxCount(number, radius, laid.order()));
  }

  /** Whether a tensor has a number for each pixel, of each channel or of all. */
  private static boolean isAsLarge(Call call, Laid laid, int[] extents) {
    List<Amount> there = laid.extents();
    boolean isAsLarge =
        extents.length == there.size() && !laid.order().axes().contains(Axis.PIXELS);
    for (int axis = 0; axis < extents.length && isAsLarge; axis++) {
      boolean isOfAll = extents[axis] == 1 && laid.order().axes().get(axis) == Axis.CHANNELS;
      isAsLarge = isOfAll || call.trials().agree(Amount.of(extents[axis]), there.get(axis));
    }
    return isAsLarge;
  }

  private static boolean isAbout(double number, double expected) {
    return Math.abs(number - expected) <= ROUNDING * Math.abs(expected);
  }

  private static int stride(int[] extents, int axis) {
    int stride = 1;
    for (int inner = axis + 1; inner < extents.length; inner++) {
      stride *= extents[inner];
    }
    return stride;
  }

  /** How many of a side's pixels are in the box round one. */
  private static double pixels(int place, int side, int radius) {
    return Math.min(place, radius) + 1.0 + Math.min(side - 1 - place, radius);
  }

  /** The same numbers with their axes in another order. */
  BoxCount with(Order other) {
    return new BoxCount(number, radius, other);
  }

  /** A convolved picture, divided by this. */
  Laid dividing(Call call, Laid laid) {
    Box box = laid.picture() instanceof ConvolvedPicture sums ? sums.box().orElse(null) : null;
    if (box == null || box.radius() != radius || !laid.order().equals(order)) {
      throw new NotImportableException(
          "divides by the pixels in a box what is no sum of such a box; " + Call.EXPORT_WITHOUT);
    }
    Picture input = ((ConvolvedPicture) laid.picture()).input();
    String mean = call.out().add(new BoxMean(radius), List.of(input.stored(call.out())), Map.of());
    Picture picture = new StoredPicture(mean, input.channels(), input.size());
    double factor = box.weight() / number;
    int channels = picture.channels();
    return laid.with(
        factor == 1
            ? picture
            : ScaledPicture.of(picture, Vectors.of(factor, channels), Vectors.of(0, channels)));
  }
}
