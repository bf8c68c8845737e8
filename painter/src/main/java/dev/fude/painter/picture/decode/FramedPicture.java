package dev.fude.painter.picture.decode;

import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** A frame that is shown on a canvas. */
final class FramedPicture extends EncodedPicture {
  private final Canvas canvas;

  FramedPicture(ImageReader decoder, ImageInputStream frame, Canvas canvas) throws IOException {
    super(decoder, frame);
    this.canvas = canvas;
  }

  @Override
  public int width() throws IOException {
    return canvas.widthFor(super.width());
  }

  @Override
  public int height() throws IOException {
    return canvas.heightFor(super.height());
  }

  @Override
  BufferedImage decodeWith(ImageReader reader) throws IOException {
    return canvas.place(super.decodeWith(reader));
  }
}
