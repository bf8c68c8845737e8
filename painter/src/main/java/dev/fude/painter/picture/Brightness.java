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
  private static final int CHANNELS = PixelLevels.CHANNELS;

  private Brightness() {}

  /**
   * Scales a picture's colours so that it becomes as bright as another, as far as the range allows.
   *
   * @param levels what is changed, (height, width, 3), red first
   * @param reference what it is compared with, (height, width, 3), red first
   * @return (height, width, 3); the same array if it is black all over, since no factor would
   *     brighten it
   */
  public static byte[] match(byte[] levels, byte[] reference) {
    double brightness = of(levels);
    if (brightness == 0) {
      return levels;
    }
    return transformed(levels, new Matrix3f().scaling((float) (of(reference) / brightness)));
  }

  private static double of(byte[] levels) {
    Vector3d sum = new Vector3d();
    for (int at = 0; at < levels.length; at += CHANNELS) {
      sum.add(levels[at] & 0xFF, levels[at + 1] & 0xFF, levels[at + 2] & 0xFF);
    }
    return sum.dot(LUMA) / (levels.length / CHANNELS);
  }

  /** Every colour through a matrix, rounded and held to 0 to 255. */
  private static byte[] transformed(byte[] levels, Matrix3f matrix) {
    byte[] changed = new byte[levels.length];
    Vector3f colour = new Vector3f();
    for (int at = 0; at < levels.length; at += CHANNELS) {
      colour.set(levels[at] & 0xFF, levels[at + 1] & 0xFF, levels[at + 2] & 0xFF).mul(matrix);
      changed[at] = level(colour.x);
      changed[at + 1] = level(colour.y);
      changed[at + 2] = level(colour.z);
    }
    return changed;
  }

  private static byte level(float value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
  }
}
