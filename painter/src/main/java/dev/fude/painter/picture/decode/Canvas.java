package dev.fude.painter.picture.decode;

import java.awt.image.BufferedImage;

/**
 * The sheet of an animation, on which a frame has its place.
 *
 * @param width columns; 0 if the file does not say
 * @param height rows; 0 if the file does not say
 * @param x where the first frame's columns begin
 * @param y where the first frame's rows begin
 */
record Canvas(int width, int height, int x, int y) {
  /** Columns, enough for the frame. */
  int widthFor(int frameWidth) {
    return Math.max(width, Math.addExact(x, frameWidth));
  }

  /** Rows, enough for the frame. */
  int heightFor(int frameHeight) {
    return Math.max(height, Math.addExact(y, frameHeight));
  }

  /** The frame on the canvas, transparent around it; the frame itself if it fills the canvas. */
  BufferedImage place(BufferedImage frame) {
    int columns = widthFor(frame.getWidth());
    int rows = heightFor(frame.getHeight());
    if (columns == frame.getWidth() && rows == frame.getHeight()) {
      return frame;
    }
    BufferedImage sheet = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_ARGB);
    int[] row = new int[frame.getWidth()];
    for (int i = 0; i < frame.getHeight(); i++) {
      frame.getRGB(0, i, row.length, 1, row, 0, row.length);
      sheet.getRaster().setDataElements(x, y + i, row.length, 1, row);
    }
    return sheet;
  }
}
