package dev.fude.painter;

import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.tensor.Shape;
import dev.fude.model.PictureSides;
import dev.fude.painter.picture.Brightness;
import dev.fude.painter.picture.Framing;
import dev.fude.painter.picture.Photo;
import dev.fude.painter.picture.Picture;
import dev.fude.painter.picture.PixelLevels;
import dev.fude.painter.picture.ReflectMargin;
import dev.fude.painter.picture.Resampler;
import java.awt.image.BufferedImage;

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

  BufferedImage stylize(Photo photo, RunOptions options) {
    Framing framing = framing(photo.width(), photo.height());
    Picture picture = Resampler.frame(photo, framing);
    byte[] levels = paint(PixelLevels.of(picture), framing, options);
    Framing result = resultFraming(photo.width(), photo.height());
    Picture anime = PixelLevels.toPicture(levels, result.width(), result.height());
    return anime
        .withAlphaOf(sides.scale() == 1 ? picture : Resampler.frame(photo, result))
        .toImage();
  }

  /** Levels to levels: the part of the way that has no need of pictures. */
  byte[] paint(byte[] levels, Framing framing, RunOptions options) {
    ReflectMargin margin = marginOf(framing);
    byte[] input = margin.pad(levels);
    byte[] output = network.run(RunInput.levels(input, shapeOf(margin)), options);
    byte[] anime = margin.crop(output);
    return matchBrightness ? Brightness.match(anime, levels) : anime;
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
    return Shape.nhwc(1, margin.paddedHeight(), margin.paddedWidth(), PixelLevels.CHANNELS);
  }

  private ReflectMargin marginOf(Framing framing) {
    return ReflectMargin.around(framing.width(), framing.height(), sides);
  }
}
