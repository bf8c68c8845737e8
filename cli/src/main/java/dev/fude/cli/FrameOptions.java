package dev.fude.cli;

import dev.fude.painter.Painter;
import dev.fude.video.FramePainter;
import dev.fude.video.PaintedFrames;

/** How the frames of a film are painted, and what is made of them. */
final class FrameOptions {
  /**
   * What becomes of each frame.
   *
   * @param painter who paints; closed by the caller
   */
  FramePainter painter(Painter painter) {
    return new PaintedFrames(painter);
  }

  /** Everything here on which a frame depends, as a text. */
  String settings() {
    return "";
  }
}
