package dev.fude.painter.picture;

import java.awt.image.BufferedImage;

/**
 * A picture that a program has decoded already: upright, and nothing to close.
 *
 * @param name what messages call it
 * @param image its pixels
 */
record ImageInMemory(String name, BufferedImage image) implements OpenPicture {
  @Override
  public PictureInfo info() {
    return new PictureInfo("image", image.getWidth(), image.getHeight(), Orientation.UPRIGHT);
  }

  @Override
  public PixelMemory memory() {
    return PixelMemory.OF_AN_IMAGE;
  }

  @Override
  public Photo read() {
    return Photo.upright(image);
  }

  @Override
  public void close() {}
}
