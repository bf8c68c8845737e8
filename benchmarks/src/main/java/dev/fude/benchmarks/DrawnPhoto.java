package dev.fude.benchmarks;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** A picture of sky, ground and discs, so that the benchmarks need nobody's photograph. */
final class DrawnPhoto {
  private static final long SEED = 20_261_122;
  private static final int DISCS = 40;

  private DrawnPhoto() {}

  /**
   * Draws and writes a PNG.
   *
   * @param file where to
   * @param size rows and columns; discs are as large as the shorter side makes them
   * @throws IOException if it cannot be written
   */
  static void write(Path file, PhotoSize size) throws IOException {
    ImageIO.write(draw(size), "png", file.toFile());
  }

  /**
   * Draws.
   *
   * @param size rows and columns
   * @return a picture without alpha
   */
  static BufferedImage draw(PhotoSize size) {
    int width = size.width();
    int height = size.height();
    BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = photo.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    Color horizon = new Color(0xF4E3C1);
    graphics.setPaint(new GradientPaint(0, 0, new Color(0x3A6EA5), 0, height * 0.6f, horizon));
    graphics.fillRect(0, 0, width, height);
    graphics.setPaint(new GradientPaint(0, height * 0.6f, horizon, 0, height, new Color(0x2E4A1F)));
    graphics.fillRect(0, height * 6 / 10, width, height);
    Random random = new Random(SEED);
    for (int i = 0; i < DISCS; i++) {
      double diameter = Math.min(width, height) * (0.02 + 0.2 * random.nextDouble());
      graphics.setPaint(new Color(random.nextInt(0x1000000)));
      graphics.fill(
          new Ellipse2D.Double(
              width * random.nextDouble(), height * random.nextDouble(), diameter, diameter));
    }
    graphics.dispose();
    return photo;
  }
}
