package dev.fude.painter.picture;

import java.awt.image.BufferedImage;
import java.util.Objects;

/**
 * A photograph as it was decoded, not yet turned upright.
 *
 * @param stored the pixels as stored
 * @param orientation how they are to be seen
 * @param mayBeWrittenOver whether nobody else holds the pixels, so that the picture may take their
 *     place
 */
public record Photo(BufferedImage stored, Orientation orientation, boolean mayBeWrittenOver) {
  /** Checks that nothing is null. */
  public Photo {
    Objects.requireNonNull(stored, "stored");
    Objects.requireNonNull(orientation, "orientation");
  }

  /**
   * A photograph that is stored as it is seen, and that a program holds.
   *
   * @param image the pixels
   * @return the photograph
   */
  public static Photo upright(BufferedImage image) {
    return new Photo(image, Orientation.UPRIGHT, false);
  }

  /**
   * Columns as it is seen.
   *
   * @return at least 1
   */
  public int width() {
    return orientation.swapsAxes() ? stored.getHeight() : stored.getWidth();
  }

  /**
   * Rows as it is seen.
   *
   * @return at least 1
   */
  public int height() {
    return orientation.swapsAxes() ? stored.getWidth() : stored.getHeight();
  }
}
