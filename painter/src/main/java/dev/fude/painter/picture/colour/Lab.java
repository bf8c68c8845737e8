package dev.fude.painter.picture.colour;

import org.joml.Matrix3d;
import org.joml.Matrix3dc;
import org.joml.Vector3d;

/** Colours as the eye tells them apart, under the white of profiles. Source: CIE 15, CIELAB. */
public final class Lab {
  private static final int MOST = 65_535;
  private static final double EDGE = 6.0 / 29;
  private static final Matrix3dc FROM_XYZ = Primaries.BT709.toXyz().invert(new Matrix3d());

  private Lab() {}

  /**
   * A colour of sRGB; what no screen shows is brought to the nearest level of each channel.
   *
   * @param lightness 0 is black, 100 white
   * @param a from green, below 0, to red
   * @param b from blue, below 0, to yellow
   * @param levels where red, green and blue go, from 0 to 65535
   * @param at where in it
   */
  public static void toSrgb(double lightness, double a, double b, int[] levels, int at) {
    double middle = (lightness + 16) / 116;
    Vector3d light =
        new Vector3d(share(middle + a / 500), share(middle), share(middle - b / 200))
            .mul(Primaries.D50)
            .mul(FROM_XYZ);
    for (int i = 0; i < 3; i++) {
      double v = Math.min(1, Math.max(0, light.get(i)));
      double level = v <= 0.0031308 ? 12.92 * v : 1.055 * Math.pow(v, 1 / 2.4) - 0.055;
      levels[at + i] = (int) Math.round(level * MOST);
    }
  }

  /** Of the white's X, Y or Z. */
  private static double share(double value) {
    return value > EDGE ? value * value * value : 3 * EDGE * EDGE * (value - 4.0 / 29);
  }
}
