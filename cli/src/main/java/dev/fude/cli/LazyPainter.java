package dev.fude.cli;

import dev.fude.painter.Painter;
import java.util.function.Supplier;

/** A painter, made when the first sound photograph needs it; for any thread. */
final class LazyPainter implements Supplier<Painter>, AutoCloseable {
  private final Supplier<Painter> making;
  private Painter painter; // null until it is needed

  /**
   * No painter yet.
   *
   * @param making makes it
   */
  LazyPainter(Supplier<Painter> making) {
    this.making = making;
  }

  @Override
  public synchronized Painter get() {
    if (painter == null) {
      painter = making.get();
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
