package dev.fude.painter.picture;

import org.joml.Matrix3f;
import org.joml.Vector3d;
import org.joml.Vector3f;

/**
 * The brightness of whole pictures, {@code 0.299 R + 0.587 G + 0.114 B} of their mean colour (ITU-R
 * BT.601).
 */
public final class Brightness {
  private static final Vector3d LUMA = new Vector3d(0.299, 0.587, 0.114);
  private static final int CHANNELS = PixelRows.CHANNELS;

  private Brightness() {}

  /**
   * How bright a picture is.
   *
   * @param picture the picture
   * @return from 0 for black to 255 for white
   */
  public static double of(PixelRows picture) {
    Vector3d sum = new Vector3d();
    byte[] row = new byte[picture.width() * CHANNELS];
    for (int y = 0; y < picture.height(); y++) {
      picture.read(y, 0, picture.width(), row, 0);
      for (int at = 0; at < row.length; at += CHANNELS) {
        sum.add(row[at] & 0xFF, row[at + 1] & 0xFF, row[at + 2] & 0xFF);
      }
    }
    return sum.dot(LUMA) / ((double) picture.width() * picture.height());
  }

  /**
   * Scales a picture's colours so that it becomes as bright as another, as far as the range allows.
   * What is black all over stays so, since no factor would brighten it.
   *
   * @param picture what is changed
   * @param wanted the brightness of the other
   */
  public static void match(PixelRows picture, double wanted) {
    double brightness = of(picture);
    if (brightness > 0) {
      transform(picture, new Matrix3f().scaling((float) (wanted / brightness)));
    }
  }

  /** Every colour through a matrix, rounded and held to 0 to 255. */
  private static void transform(PixelRows picture, Matrix3f matrix) {
    byte[] row = new byte[picture.width() * CHANNELS];
    Vector3f colour = new Vector3f();
    for (int y = 0; y < picture.height(); y++) {
      picture.read(y, 0, picture.width(), row, 0);
      for (int at = 0; at < row.length; at += CHANNELS) {
        colour.set(row[at] & 0xFF, row[at + 1] & 0xFF, row[at + 2] & 0xFF).mul(matrix);
        row[at] = level(colour.x);
        row[at + 1] = level(colour.y);
        row[at + 2] = level(colour.z);
      }
      picture.write(y, 0, picture.width(), row, 0);
    }
  }

  private static byte level(float value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
  }
}
