package dev.fude.painter.picture;

import java.util.stream.Stream;
import org.joml.Matrix3x2f;

/** The eight ways in which a camera may store an upright picture. Source: Exif 2.32, tag 0x0112. */
public enum Orientation {
  /** As it is seen. */
  UPRIGHT(1, false, false, false),
  /** Left and right exchanged. */
  MIRRORED(2, false, true, false),
  /** Upside down by half a turn. */
  HALF_TURN(3, false, true, true),
  /** Top and bottom exchanged. */
  FLIPPED(4, false, false, true),
  /** Rows and columns exchanged. */
  TRANSPOSED(5, true, false, false),
  /** Upright after a quarter turn clockwise. */
  QUARTER_TURN(6, true, true, false),
  /** Rows and columns exchanged about the other diagonal. */
  TRANSVERSED(7, true, true, true),
  /** Upright after a quarter turn anticlockwise. */
  QUARTER_TURN_BACK(8, true, false, true);

  private final int exifValue;
  private final boolean swapsAxes;
  private final boolean mirrorsX;
  private final boolean mirrorsY;

  Orientation(int exifValue, boolean swapsAxes, boolean mirrorsX, boolean mirrorsY) {
    this.exifValue = exifValue;
    this.swapsAxes = swapsAxes;
    this.mirrorsX = mirrorsX;
    this.mirrorsY = mirrorsY;
  }

  /**
   * The orientation with an EXIF value.
   *
   * @param value 1 to 8; anything else is what broken files hold, and taken as 1
   * @return the orientation
   */
  public static Orientation ofExif(int value) {
    return Stream.of(values())
        .filter(orientation -> orientation.exifValue == value)
        .findFirst()
        .orElse(UPRIGHT);
  }

  /**
   * Whether the upright picture's columns are the stored picture's rows.
   *
   * @return true if width and height change places
   */
  public boolean swapsAxes() {
    return swapsAxes;
  }

  /**
   * The map from stored to upright coordinates, in pixels with the origin at a corner.
   *
   * @param storedWidth columns as stored
   * @param storedHeight rows as stored
   * @return a fresh matrix
   */
  public Matrix3x2f toUpright(int storedWidth, int storedHeight) {
    Matrix3x2f map = new Matrix3x2f();
    if (swapsAxes) {
      map.set(0, 1, 1, 0, 0, 0);
    }
    if (mirrorsX) {
      map.scaleLocal(-1, 1).translateLocal(swapsAxes ? storedHeight : storedWidth, 0);
    }
    if (mirrorsY) {
      map.scaleLocal(1, -1).translateLocal(0, swapsAxes ? storedWidth : storedHeight);
    }
    return map;
  }
}
