package dev.fude.painter.picture;

import org.joml.Matrix3x2f;
import org.joml.Matrix3x2fc;

/**
 * Turns, crops and scales a picture in one step, by one affine map.
 *
 * <p>The map sends rows and columns to rows or columns, so each axis is sampled by itself: first
 * along the source's rows, then along its columns, and an exchange of axes is only where the result
 * is put. Where the map is a mere turn every pixel is copied exactly. Colours are weighted by
 * alpha, so that what cannot be seen does not bleed into its neighbours.
 */
public final class Resampler {
  private static final int PLANES = 4; // alpha, and red, green, blue times alpha

  private final Picture source;
  private final boolean swapped; // target rows run along source columns
  private final AxisTaps acrossX;
  private final AxisTaps acrossY;

  private Resampler(Picture source, Matrix3x2fc map, int width, int height) {
    this.source = source;
    Matrix3x2f back = map.invert(new Matrix3x2f());
    swapped = back.m00() == 0 && back.m11() == 0;
    if (!swapped && (back.m01() != 0 || back.m10() != 0)) {
      throw new IllegalArgumentException("Pictures are turned by quarters only, not by " + map);
    }
    acrossX =
        swapped
            ? AxisTaps.of(back.m10(), back.m20(), height, source.width())
            : AxisTaps.of(back.m00(), back.m20(), width, source.width());
    acrossY =
        swapped
            ? AxisTaps.of(back.m01(), back.m21(), width, source.height())
            : AxisTaps.of(back.m11(), back.m21(), height, source.height());
  }

  /**
   * A photograph turned upright, cropped and scaled.
   *
   * @param photo the photograph
   * @param framing which part of it, at which size
   * @return the picture
   */
  public static Picture frame(Photo photo, Framing framing) {
    Picture stored = Picture.of(photo.stored());
    Matrix3x2fc map = framing.mapFrom(photo.orientation(), stored.width(), stored.height());
    return sample(stored, map, framing.width(), framing.height());
  }

  /**
   * A picture through an affine map.
   *
   * @param source the picture
   * @param map from its coordinates to the result's, in pixels with the origin at a corner; turns
   *     by quarters, mirrors, scales and shifts only
   * @param width columns of the result
   * @param height rows of the result
   * @return the result
   * @throws IllegalArgumentException if the map does anything else
   */
  public static Picture sample(Picture source, Matrix3x2fc map, int width, int height) {
    Resampler resampler = new Resampler(source, map, width, height);
    int[] argb = new int[Math.multiplyExact(width, height)];
    if (resampler.acrossX.copies() && resampler.acrossY.copies()) {
      resampler.copy(argb);
    } else {
      resampler.filter(argb);
    }
    return new Picture(width, height, source.hasAlpha(), argb);
  }

  /** What sampling takes: the source's pixels, its rows at the result's width, the result. */
  static long bytesFor(int width, int height, Framing framing) {
    long source = (long) width * height * Integer.BYTES;
    long rows = (long) framing.width() * height * PLANES * Float.BYTES;
    long result = (long) framing.width() * framing.height() * Integer.BYTES;
    return source + rows + result;
  }

  private void copy(int[] target) {
    int[] argb = source.argb();
    for (int v = 0; v < acrossY.length(); v++) {
      int row = acrossY.first(v) * source.width();
      for (int u = 0; u < acrossX.length(); u++) {
        target[place(u, v)] = argb[row + acrossX.first(u)];
      }
    }
  }

  /** Where the pixel lies that is number u along the source's rows and v along its columns. */
  private int place(int u, int v) {
    return swapped ? u * acrossY.length() + v : v * acrossX.length() + u;
  }

  private void filter(int[] target) {
    float[][] rows = new float[source.height()][]; // (source height, u, PLANES), made when needed
    float[] pixel = new float[PLANES];
    for (int v = 0; v < acrossY.length(); v++) {
      int first = acrossY.first(v);
      float[] shares = acrossY.shares(v);
      for (int i = 0; i < shares.length; i++) {
        if (rows[first + i] == null) {
          rows[first + i] = filteredRow(first + i);
        }
      }
      for (int u = 0; u < acrossX.length(); u++) {
        sumColumn(rows, first, shares, u, pixel);
        target[place(u, v)] = pack(pixel);
      }
    }
  }

  private static void sumColumn(float[][] rows, int first, float[] shares, int u, float[] pixel) {
    for (int plane = 0; plane < PLANES; plane++) {
      float sum = 0;
      for (int i = 0; i < shares.length; i++) {
        sum += shares[i] * rows[first + i][u * PLANES + plane];
      }
      pixel[plane] = sum;
    }
  }

  private float[] filteredRow(int y) {
    float[] row = new float[acrossX.length() * PLANES];
    for (int u = 0; u < acrossX.length(); u++) {
      float[] shares = acrossX.shares(u);
      int start = y * source.width() + acrossX.first(u);
      for (int i = 0; i < shares.length; i++) {
        addWeighted(source.argb()[start + i], shares[i], row, u * PLANES);
      }
    }
    return row;
  }

  private static void addWeighted(int argb, float share, float[] row, int at) {
    float alpha = share * (argb >>> 24);
    row[at] += alpha;
    row[at + 1] += alpha * (argb >> 16 & 0xFF);
    row[at + 2] += alpha * (argb >> 8 & 0xFF);
    row[at + 3] += alpha * (argb & 0xFF);
  }

  private static int pack(float[] pixel) {
    float alpha = pixel[0];
    if (Math.round(alpha) <= 0) {
      return 0;
    }
    return level(alpha) << 24
        | level(pixel[1] / alpha) << 16
        | level(pixel[2] / alpha) << 8
        | level(pixel[3] / alpha);
  }

  private static int level(float value) {
    return Math.max(0, Math.min(255, Math.round(value)));
  }
}
