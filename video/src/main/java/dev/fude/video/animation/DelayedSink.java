package dev.fude.video.animation;

import dev.fude.video.Frame;
import dev.fude.video.FrameSink;

/**
 * A film whose frames are written with their delays. How long a frame is shown is known when the
 * next one comes, so that each is held back until then; the last one is shown for its duration, or
 * as long as the one before if that is not known.
 */
public abstract class DelayedSink implements FrameSink {
  private Frame waiting; // null before the first
  private long lastDelay = 1;

  /** A sink without frames. */
  protected DelayedSink() {}

  /**
   * Writes a frame of which the delay is known.
   *
   * @param frame the frame
   * @param end when the next one is shown, in ticks
   */
  protected abstract void write(Frame frame, long end);

  /** Ends the film, after its last frame. */
  protected abstract void end();

  @Override
  public final void write(Frame frame) {
    if (waiting != null) {
      lastDelay = frame.time() - waiting.time();
      write(waiting, frame.time());
    }
    waiting = frame;
  }

  @Override
  public final void finish() {
    if (waiting != null) {
      long delay = waiting.duration() > 0 ? waiting.duration() : lastDelay;
      write(waiting, waiting.time() + delay);
    }
    end();
  }
}
