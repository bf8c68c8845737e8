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

  private Brightness() {}

  /**
   * Scales a picture's colours so that it becomes as bright as another, as far as the range allows.
   *
   * @param picture what is changed
   * @param reference what it is compared with
   * @return the picture; unchanged if it is black all over, since no factor would brighten it
   */
  public static Picture match(Picture picture, Picture reference) {
    double brightness = of(picture);
    if (brightness == 0) {
      return picture;
    }
    return transformed(picture, new Matrix3f().scaling((float) (of(reference) / brightness)));
  }

  private static double of(Picture picture) {
    Vector3d sum = new Vector3d();
    for (int pixel : picture.argb()) {
      sum.add(pixel >> 16 & 0xFF, pixel >> 8 & 0xFF, pixel & 0xFF);
    }
    return sum.dot(LUMA) / picture.argb().length;
  }

  /** Every colour through a matrix, rounded and held to 0 to 255. */
  private static Picture transformed(Picture picture, Matrix3f matrix) {
    int[] argb = picture.argb();
    int[] changed = new int[argb.length];
    Vector3f colour = new Vector3f();
    for (int i = 0; i < argb.length; i++) {
      colour.set(argb[i] >> 16 & 0xFF, argb[i] >> 8 & 0xFF, argb[i] & 0xFF).mul(matrix);
      changed[i] =
          (argb[i] & 0xFF000000) | level(colour.x) << 16 | level(colour.y) << 8 | level(colour.z);
    }
    return new Picture(picture.width(), picture.height(), picture.hasAlpha(), changed);
  }

  private static int level(float value) {
    return Math.max(0, Math.min(255, Math.round(value)));
  }
}
