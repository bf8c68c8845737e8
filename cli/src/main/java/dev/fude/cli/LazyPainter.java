package dev.fude.cli;

import dev.fude.painter.Painter;
import dev.fude.painter.picture.PictureInfo;
import java.util.function.Function;

/** A painter, made when the first sound photograph needs it; for any thread. */
final class LazyPainter implements Function<PictureInfo, Painter>, AutoCloseable {
  private final Function<PictureInfo, Painter> making;
  private Painter painter; // null until it is needed

  /**
   * No painter yet.
   *
   * @param making makes it, given the photograph that needs it first
   */
  LazyPainter(Function<PictureInfo, Painter> making) {
    this.making = making;
  }

  @Override
  public synchronized Painter apply(PictureInfo photo) {
    if (painter == null) {
      painter = making.apply(photo);
    }
    return painter;
  }

  /** What computes, or null if nothing was computed. */
  synchronized String engine() {
    return painter == null ? null : painter.describe();
  }

  @Override
  public synchronized void close() {
    if (painter != null) {
      painter.close();
    }
  }
}
