package dev.fude.painter.picture;

/** Pixels as the network takes and gives them: levels of red, green and blue, without alpha. */
public final class PixelLevels {
  /** Red, green and blue. */
  public static final int CHANNELS = 3;

  private PixelLevels() {}

  /**
   * A picture's colours. Alpha is left out.
   *
   * @param picture the picture
   * @return (height, width, 3), red first
   */
  public static byte[] of(Picture picture) {
    int[] argb = picture.argb();
    byte[] levels = new byte[Math.multiplyExact(argb.length, CHANNELS)];
    for (int i = 0; i < argb.length; i++) {
      levels[i * CHANNELS] = (byte) (argb[i] >> 16);
      levels[i * CHANNELS + 1] = (byte) (argb[i] >> 8);
      levels[i * CHANNELS + 2] = (byte) argb[i];
    }
    return levels;
  }

  /**
   * An opaque picture of some colours.
   *
   * @param levels (height, width, 3), red first
   * @param width columns, at least 1
   * @param height rows, at least 1
   * @return the picture
   * @throws IllegalArgumentException if there are more or fewer levels
   */
  public static Picture toPicture(byte[] levels, int width, int height) {
    requireSize(levels, width, height);
    int[] argb = new int[width * height];
    for (int i = 0; i < argb.length; i++) {
      argb[i] =
          0xFF000000
              | (levels[i * CHANNELS] & 0xFF) << 16
              | (levels[i * CHANNELS + 1] & 0xFF) << 8
              | (levels[i * CHANNELS + 2] & 0xFF);
    }
    return new Picture(width, height, false, argb);
  }

  /**
   * Refuses more or fewer levels than a picture has.
   *
   * @param levels (height, width, 3)
   * @param width columns
   * @param height rows
   * @throws IllegalArgumentException if there are more or fewer
   */
  public static void requireSize(byte[] levels, int width, int height) {
    if (levels.length != (long) width * height * CHANNELS) {
      throw new IllegalArgumentException(
          String.format(
              "%d levels do not fill a picture of %d x %d pixels.", levels.length, width, height));
    }
  }
}
