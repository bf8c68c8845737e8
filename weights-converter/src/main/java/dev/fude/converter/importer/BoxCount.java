package dev.fude.converter.importer;

import dev.fude.core.op.BoxMean;
import java.util.List;
import java.util.Map;

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
  /** What a convolution makes of a picture of one number. */
  static BoxCount of(Uniform picture, Box box) {
    double number = picture.number() * box.weight();
    if (!Double.isFinite(1 / number)) {
      throw new NotImportableException(
          "counts pixels by zeros, which nothing can be divided by; export the model again");
    }
    return new BoxCount(number, box.radius(), picture.order());
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
