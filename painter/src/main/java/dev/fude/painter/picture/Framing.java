package dev.fude.painter.picture;

import org.joml.Matrix3x2f;
import org.joml.Matrix3x2fc;

/**
 * A rectangle of an upright photograph and the size it is brought to, as one affine map.
 *
 * @param width columns of the result, at least 1
 * @param height rows of the result, at least 1
 * @param map from the photograph's coordinates to the result's, in pixels with the origin at the
 *     corner of the first one, so that its centre is (0.5, 0.5)
 */
public record Framing(int width, int height, Matrix3x2fc map) {
  /**
   * The whole photograph.
   *
   * @param width columns of the photograph
   * @param height rows of the photograph
   * @param toWidth columns of the result
   * @param toHeight rows of the result
   * @return the framing
   */
  public static Framing whole(int width, int height, int toWidth, int toHeight) {
    Matrix3x2f scale = new Matrix3x2f().scale((float) toWidth / width, (float) toHeight / height);
    return new Framing(toWidth, toHeight, scale);
  }

  /**
   * The largest square in the middle of the photograph.
   *
   * @param width columns of the photograph
   * @param height rows of the photograph
   * @param toSide columns and rows of the result
   * @return the framing
   */
  public static Framing centreSquare(int width, int height, int toSide) {
    int side = Math.min(width, height);
    int left = (width - side) / 2;
    int top = (height - side) / 2;
    Matrix3x2f map = new Matrix3x2f().scale((float) toSide / side).translate(-left, -top);
    return new Framing(toSide, toSide, map);
  }

  /**
   * The same part of the photograph, larger.
   *
   * @param factor sides of the result for each side of this one's, at least 1
   * @return the framing
   */
  public Framing enlarged(int factor) {
    return new Framing(
        factor * width, factor * height, new Matrix3x2f().scale(factor, factor).mul(map));
  }

  /** Whether this is the whole of an upright photograph at its own size. */
  boolean isWholeOf(int photoWidth, int photoHeight) {
    return width == photoWidth && height == photoHeight && map.equals(new Matrix3x2f(), 0);
  }

  /**
   * The map from a photograph as it is stored: turned upright, cropped and scaled in one.
   *
   * @param orientation how the photograph is stored
   * @param storedWidth columns as stored
   * @param storedHeight rows as stored
   * @return the map from stored coordinates to the result's
   */
  public Matrix3x2fc mapFrom(Orientation orientation, int storedWidth, int storedHeight) {
    return map.mul(orientation.toUpright(storedWidth, storedHeight), new Matrix3x2f());
  }
}
