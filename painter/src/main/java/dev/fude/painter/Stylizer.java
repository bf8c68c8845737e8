package dev.fude.painter;

import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.tensor.Shape;
import dev.fude.model.PictureSides;
import dev.fude.painter.picture.Brightness;
import dev.fude.painter.picture.Framing;
import dev.fude.painter.picture.Photo;
import dev.fude.painter.picture.PixelRows;
import dev.fude.painter.picture.ReflectMargin;
import dev.fude.painter.picture.WorkingImage;
import java.awt.image.BufferedImage;
import java.util.function.Supplier;

/** A picture's whole way through the engine, from top to bottom: the first class to read. */
final class Stylizer {
  private final PreparedGraph network;
  private final PictureSides sides;
  private final Sizing sizing;
  private final boolean matchBrightness;

  Stylizer(PreparedGraph network, PictureSides sides, Sizing sizing, boolean matchBrightness) {
    this.network = network;
    this.sides = sides;
    this.sizing = sizing;
    this.matchBrightness = matchBrightness;
  }

  BufferedImage stylize(Supplier<Photo> photograph, RunOptions options) {
    Sheet sheet = prepare(photograph.get());
    paint(sheet.photo(), sheet.anime(), options);
    return sheet.image();
  }

  /**
   * What a picture is painted on. The decoded photograph is not held beside it.
   *
   * @param photo the photograph's pixels, upright and framed
   * @param anime where the picture's go: the same, unless the model makes it larger
   * @param image what holds the picture's
   */
  private record Sheet(PixelRows photo, PixelRows anime, BufferedImage image) {}

  private Sheet prepare(Photo photo) {
    Framing framing = framing(photo.width(), photo.height());
    BufferedImage image = WorkingImage.of(photo, framing);
    PixelRows pixels = PixelRows.of(image);
    if (sides.scale() == 1) {
      return new Sheet(pixels, pixels, image);
    }
    BufferedImage larger = WorkingImage.enlarged(photo, framing.enlarged(sides.scale()));
    return new Sheet(pixels, PixelRows.of(larger), larger);
  }

  /** Levels to fresh levels: the part of the way that has no need of images. */
  byte[] paintLevels(PixelRows photo, RunOptions options) {
    int width = sides.scale() * photo.width();
    int height = sides.scale() * photo.height();
    byte[] levels = new byte[Shape.nhwc(1, height, width, PixelRows.CHANNELS).arrayLength()];
    paint(photo, PixelRows.ofLevels(levels, width, height), options);
    return levels;
  }

  /** Pixels to pixels, which may be the same ones. */
  private void paint(PixelRows photo, PixelRows anime, RunOptions options) {
    ReflectMargin margin = ReflectMargin.around(photo.width(), photo.height(), sides);
    double brightness = matchBrightness ? Brightness.of(photo) : 0;
    network.run(RunInput.rows(margin.pad(photo), shapeOf(margin), margin.crop(anime)), options);
    if (matchBrightness) {
      Brightness.match(anime, brightness);
    }
  }

  /** Which part of a photograph of this size is painted, and at which size. */
  Framing framing(int width, int height) {
    return sizing.framing(width, height);
  }

  /** The same part, at the size that the model makes of it. */
  Framing resultFraming(int width, int height) {
    return framing(width, height).enlarged(sides.scale());
  }

  /** What the network is given for a picture that is framed so. */
  Shape networkInput(Framing framing) {
    return shapeOf(marginOf(framing));
  }

  /** How many sides of the result there are for each side of the picture. */
  int scale() {
    return sides.scale();
  }

  private static Shape shapeOf(ReflectMargin margin) {
    return Shape.nhwc(1, margin.paddedHeight(), margin.paddedWidth(), PixelRows.CHANNELS);
  }

  private ReflectMargin marginOf(Framing framing) {
    return ReflectMargin.around(framing.width(), framing.height(), sides);
  }
}
