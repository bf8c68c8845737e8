package dev.fude.converter.importer;

import dev.fude.core.op.Parameter;
import dev.fude.core.op.ScaleShift;
import java.util.List;
import java.util.Map;

/**
 * A picture times one number a channel, plus another. Behind a convolution that nothing else reads
 * it is that convolution with other weights; elsewhere a scale and shift.
 */
final class ScaledPicture extends Picture {
  private final Picture base;
  private final double[] scale;
  private final double[] shift;

  private ScaledPicture(Picture base, double[] scale, double[] shift) {
    super(base.channels(), base.size());
    this.base = base;
    this.scale = scale;
    this.shift = shift;
  }

  /**
   * A picture, scaled and shifted.
   *
   * @param picture the picture
   * @param scale the factors, one a channel
   * @param shift what is added then, one a channel
   */
  static Picture of(Picture picture, double[] scale, double[] shift) {
    if (picture instanceof NormedPicture norm) {
      return norm.scaled(scale, shift);
    }
    if (picture instanceof ScaledPicture inner) {
      return new ScaledPicture(
          inner.base,
          Vectors.product(inner.scale, scale),
          Vectors.sum(Vectors.product(inner.shift, scale), shift));
    }
    return new ScaledPicture(picture, scale, shift);
  }

  Picture base() {
    return base;
  }

  double[] scale() {
    return scale;
  }

  double[] shift() {
    return shift;
  }

  @Override
  String write(GraphWriter out) {
    if (Vectors.isAll(scale, 1) && Vectors.isAll(shift, 0)) {
      return base.stored(out);
    }
    if (base instanceof ConvolvedPicture convolved && base.isForOneReader()) {
      return convolved.writeScaled(out, scale, shift);
    }
    return out.add(
        new ScaleShift(),
        List.of(base.stored(out)),
        Map.of(
            Parameter.SCALE, Vectors.tensor(scale),
            Parameter.SHIFT, Vectors.tensor(shift)));
  }
}
