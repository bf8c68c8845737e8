package dev.fude.painter;

import dev.fude.core.tensor.Shape;
import dev.fude.model.Model;
import dev.fude.painter.picture.Framing;
import dev.fude.painter.picture.PixelRows;
import dev.fude.painter.picture.ReflectMargin;

/** How much is computed for a photograph. */
final class Work {
  /** Of a picture whose work is counted; others have theirs by pixels. */
  private static final int SIDE = 256;

  private Work() {}

  /**
   * The work of one photograph, about: that of its pixels, without the margins of small pictures.
   *
   * @param model what paints it
   * @param framing which part of it is painted, and at which size
   * @return multiply-adds
   */
  static long of(Model model, Framing framing) {
    ReflectMargin margin = ReflectMargin.around(SIDE, SIDE, model.picture().sides());
    int height = margin.paddedHeight();
    int width = margin.paddedWidth();
    long counted = model.graph().multiplyAdds(Shape.nhwc(1, height, width, PixelRows.CHANNELS));
    double pixels = (double) framing.width() * framing.height();
    return (long) (counted * pixels / ((double) width * height));
  }
}
