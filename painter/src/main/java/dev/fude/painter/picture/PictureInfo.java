package dev.fude.painter.picture;

/**
 * What a picture file says before it is decoded.
 *
 * @param format the format that was recognised, lower case, such as {@code jpeg}; {@code image} for
 *     one in memory
 * @param storedWidth columns as stored
 * @param storedHeight rows as stored
 * @param orientation how it is to be seen
 */
public record PictureInfo(
    String format, int storedWidth, int storedHeight, Orientation orientation) {
  /**
   * Columns as it is seen.
   *
   * @return at least 1
   */
  public int width() {
    return orientation.swapsAxes() ? storedHeight : storedWidth;
  }

  /**
   * Rows as it is seen.
   *
   * @return at least 1
   */
  public int height() {
    return orientation.swapsAxes() ? storedWidth : storedHeight;
  }
}
