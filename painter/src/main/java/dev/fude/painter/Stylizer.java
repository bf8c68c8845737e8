package dev.fude.painter;

import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import dev.fude.painter.generator.AnimeGanV2;
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
  private final ResizeRule rule;
  private final Sizing sizing;
  private final boolean matchBrightness;

  Stylizer(PreparedGraph network, ResizeRule rule, Sizing sizing, boolean matchBrightness) {
    this.network = network;
    this.rule = rule;
    this.sizing = sizing;
    this.matchBrightness = matchBrightness;
  }

  BufferedImage stylize(Photo photo, RunOptions options) {
    Framing framing = sizing.framing(photo.width(), photo.height());
    Picture picture = Resampler.frame(photo, framing);

    ReflectMargin margin = marginOf(framing);
    byte[] input = margin.pad(PixelLevels.of(picture));
    byte[] output = network.run(RunInput.levels(input, shapeOf(margin)), options);
    Picture anime = PixelLevels.toPicture(margin.crop(output), framing.width(), framing.height());

    if (matchBrightness) {
      anime = Brightness.match(anime, picture);
    }
    return anime.withAlphaOf(picture).toImage();
  }

  /** What the network is given for a photograph of this size. */
  Shape networkInput(int width, int height) {
    return shapeOf(marginOf(sizing.framing(width, height)));
  }

  private static Shape shapeOf(ReflectMargin margin) {
    return Shape.nhwc(1, margin.paddedHeight(), margin.paddedWidth(), PixelLevels.CHANNELS);
  }

  private ReflectMargin marginOf(Framing framing) {
    return ReflectMargin.around(
        framing.width(), framing.height(), AnimeGanV2.MINIMUM_SIDE, AnimeGanV2.sizeMultiple(rule));
  }
}
