package dev.fude.video;

import dev.fude.core.backend.RunOptions;
import dev.fude.painter.Painter;
import dev.fude.painter.picture.Framing;

/** Paints each frame for itself, at its own size or the model's multiple of it. */
public final class PaintedFrames implements FramePainter {
  private final Painter painter;
  private final RunOptions options;

  /**
   * A painter of films.
   *
   * @param painter paints each frame; not closed with this
   */
  public PaintedFrames(Painter painter) {
    this(painter, RunOptions.DEFAULTS);
  }

  /**
   * A painter of films.
   *
   * @param painter paints each frame; not closed with this
   * @param options of the network's run for each frame
   */
  public PaintedFrames(Painter painter, RunOptions options) {
    this.painter = painter;
    this.options = options;
  }

  @Override
  public FilmFormat format(FilmFormat film) {
    Framing painted = painter.resultFraming(film.width(), film.height());
    return film.withSize(painted.width(), painted.height());
  }

  @Override
  public Frame paint(Frame frame) {
    byte[] levels = painter.stylizeLevels(frame.levels(), frame.width(), frame.height(), options);
    Framing painted = painter.resultFraming(frame.width(), frame.height());
    return frame.withPicture(painted.width(), painted.height(), levels);
  }
}
