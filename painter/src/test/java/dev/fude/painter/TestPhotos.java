package dev.fude.painter;

import dev.fude.testkit.GoldenFiles;
import java.awt.image.BufferedImage;

/** Golden pictures as a program has them. */
final class TestPhotos {
  private TestPhotos() {}

  /** The picture as a program has it. */
  static BufferedImage photo(GoldenFiles golden) {
    int height = golden.pictureShape().extent(0);
    int width = golden.pictureShape().extent(1);
    BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < height * width; i++) {
      int rgb =
          (golden.levels()[3 * i] & 0xFF) << 16
              | (golden.levels()[3 * i + 1] & 0xFF) << 8
              | (golden.levels()[3 * i + 2] & 0xFF);
      photo.setRGB(i % width, i / width, rgb);
    }
    return photo;
  }
}
