package dev.fude.video;

import dev.fude.painter.Painter;
import dev.fude.painter.picture.Framing;

/** Paints each frame for itself, at its own size or the model's multiple of it. */
public final class PaintedFrames implements FramePainter {
  private final Painter painter;

  /**
   * A painter of films.
   *
   * @param painter paints each frame; not closed with this
   */
  public PaintedFrames(Painter painter) {
    this.painter = painter;
  }

  @Override
  public FilmFormat format(FilmFormat film) {
    Framing painted = painter.resultFraming(film.width(), film.height());
    return film.withSize(painted.width(), painted.height());
  }

  @Override
  public Frame paint(Frame frame) {
    byte[] levels = painter.stylizeLevels(frame.levels(), frame.width(), frame.height());
    Framing painted = painter.resultFraming(frame.width(), frame.height());
    return frame.withPicture(painted.width(), painted.height(), levels);
  }
}
