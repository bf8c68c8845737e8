package dev.fude.painter.picture.colour;

import org.joml.Matrix3d;
import org.joml.Vector3d;

/**
 * The lights whose mixture a picture's levels are.
 *
 * @param red level 1, 0, 0
 * @param green level 0, 1, 0
 * @param blue level 0, 0, 1
 * @param white all three at 1
 */
public record Primaries(
    Chromaticity red, Chromaticity green, Chromaticity blue, Chromaticity white) {
  private static final Chromaticity D65 = new Chromaticity(0.3127, 0.3290);

  /** Of sRGB and of television in HD. Source: ITU-R BT.709. */
  public static final Primaries BT709 = d65(0.640, 0.330, 0.300, 0.600, 0.150, 0.060);

  /** Of phones and their screens. Source: SMPTE EG 432-1. */
  public static final Primaries DISPLAY_P3 = d65(0.680, 0.320, 0.265, 0.690, 0.150, 0.060);

  /** Of wide television. Source: ITU-R BT.2020. */
  public static final Primaries BT2020 = d65(0.708, 0.292, 0.170, 0.797, 0.131, 0.046);

  /** Of cameras that are set to Adobe RGB. Source: Adobe RGB (1998), 4.3.1. */
  public static final Primaries ADOBE_RGB = d65(0.640, 0.330, 0.210, 0.710, 0.150, 0.060);

  /** Of television in Europe. Source: ITU-R BT.470 B, G. */
  public static final Primaries BT470_BG = d65(0.640, 0.330, 0.290, 0.600, 0.150, 0.060);

  /** Of television in North America. Source: SMPTE 170M. */
  public static final Primaries SMPTE_170M = d65(0.630, 0.340, 0.310, 0.595, 0.155, 0.070);

  /** The white that profiles are written for. Source: ICC.1:2022, 6.3.4.3. */
  static final Vector3d D50 = new Vector3d(0.9642, 1, 0.8249);

  /** From XYZ to the answers of the eye's cones, by Bradford. Source: ICC.1:2022, annex E. */
  private static final Matrix3d CONES =
      rows(
          0.8951, 0.2664, -0.1614, //
          -0.7502, 1.7135, 0.0367, //
          0.0389, -0.0685, 1.0296);

  private static final double LEAST_DETERMINANT = 1e-6;

  private static Primaries d65(
      double redX, double redY, double greenX, double greenY, double blueX, double blueY) {
    return new Primaries(
        new Chromaticity(redX, redY),
        new Chromaticity(greenX, greenY),
        new Chromaticity(blueX, blueY),
        D65);
  }

  private static Matrix3d rows(double... entries) {
    return new Matrix3d(
            entries[0],
            entries[1],
            entries[2],
            entries[3],
            entries[4],
            entries[5],
            entries[6],
            entries[7],
            entries[8])
        .transpose();
  }

  /**
   * From linear levels to XYZ, as a profile states it.
   *
   * @return columns red, green and blue, adapted to the white D50
   * @throws IllegalArgumentException if the lights do not span a space of colours
   */
  Matrix3d toXyz() {
    Matrix3d lights = new Matrix3d(red.toXyz(), green.toXyz(), blue.toXyz());
    if (!(Math.abs(lights.determinant()) > LEAST_DETERMINANT) || !(white.y() > 0)) {
      throw new IllegalArgumentException("the primaries lie on one line");
    }
    Vector3d amounts = white.toXyz().mul(new Matrix3d(lights).invert());
    lights.mul(new Matrix3d().scaling(amounts));
    return adaptation().mul(lights);
  }

  private Matrix3d adaptation() {
    Vector3d from = white.toXyz().mul(CONES);
    Vector3d to = new Vector3d(D50).mul(CONES);
    return new Matrix3d(CONES).invert().scale(to.div(from)).mul(CONES);
  }
}
