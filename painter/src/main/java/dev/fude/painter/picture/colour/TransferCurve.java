package dev.fude.painter.picture.colour;

import java.util.function.DoubleUnaryOperator;

/** From a stored level, 0 to 1, to the light that it stands for, 0 to 1. */
public final class TransferCurve {
  /** Of sRGB. Source: IEC 61966-2-1. */
  public static final TransferCurve SRGB =
      new TransferCurve(v -> v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));

  /** Of television. Source: ITU-R BT.709, item 1.2, inverted. */
  public static final TransferCurve BT709 =
      new TransferCurve(v -> v < 0.081 ? v / 4.5 : Math.pow((v + 0.099) / 1.099, 1 / 0.45));

  /** Light itself. */
  public static final TransferCurve LINEAR = new TransferCurve(v -> v);

  /**
   * Of films with high range, whose white of paper, 203 cd/m2, becomes white; what is brighter is
   * cut off. Source: SMPTE ST 2084; ITU-R BT.2408 for the white.
   */
  public static final TransferCurve PQ = new TransferCurve(v -> Math.min(1, pq(v) * 10000 / 203));

  /**
   * Of television with high range, whose white of paper, a signal of 0.75, becomes white; what is
   * brighter is cut off. Source: ITU-R BT.2100, table 5; ITU-R BT.2408 for the white.
   */
  public static final TransferCurve HLG =
      new TransferCurve(v -> Math.min(1, Math.pow(hlg(v) / hlg(0.75), 1.2)));

  private final DoubleUnaryOperator light;

  private TransferCurve(DoubleUnaryOperator light) {
    this.light = light;
  }

  /**
   * A power.
   *
   * @param exponent of the level, such as 2.2
   * @return the curve
   */
  public static TransferCurve power(double exponent) {
    return new TransferCurve(v -> Math.pow(v, exponent));
  }

  /**
   * The same curve for levels of the narrow range of television: 16 to 235 of 255.
   *
   * @return the curve
   */
  public TransferCurve ofNarrowRange() {
    return new TransferCurve(
        v -> light.applyAsDouble(Math.min(1, Math.max(0, (v * 255 - 16) / (235 - 16)))));
  }

  double lightOf(double level) {
    return light.applyAsDouble(level);
  }

  private static double pq(double level) {
    double m1 = 2610.0 / 16384;
    double m2 = 2523.0 / 4096 * 128;
    double c1 = 3424.0 / 4096;
    double c2 = 2413.0 / 4096 * 32;
    double c3 = 2392.0 / 4096 * 32;
    double root = Math.pow(level, 1 / m2);
    return Math.pow(Math.max(0, root - c1) / (c2 - c3 * root), 1 / m1);
  }

  private static double hlg(double level) {
    double a = 0.17883277;
    double b = 1 - 4 * a;
    double c = 0.5 - a * Math.log(4 * a);
    return level <= 0.5 ? level * level / 3 : (Math.exp((level - c) / a) + b) / 12;
  }
}
