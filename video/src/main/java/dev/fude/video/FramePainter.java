package dev.fude.video;

/**
 * Turns the frames of a film into others, one for one, in their order and on one thread. It may
 * remember those before: to keep norms steady, to hold a drawing for two frames, or not to paint
 * the same picture twice.
 */
public interface FramePainter extends AutoCloseable {
  /**
   * What becomes of a film.
   *
   * @param film the format of the frames that come
   * @return the format of those that are given
   */
  FilmFormat format(FilmFormat film);

  /**
   * Paints the next frame.
   *
   * @param frame not changed
   * @return a frame with the same time and duration; may share the levels of an earlier one
   * @throws dev.fude.core.FudeException if it cannot be painted
   * @throws dev.fude.core.backend.RunCancelledException if the calling thread is interrupted
   */
  Frame paint(Frame frame);

  /**
   * What it remembers, so that a painter that is given it by {@link #recall} paints the next frames
   * just as this one will, bit for bit. Kept on disk while a film is under way.
   *
   * @return nothing by default: every frame stands for itself
   */
  default byte[] memory() {
    return new byte[0];
  }

  /**
   * Takes over what another painter of the same settings remembered, before the first frame.
   *
   * @param memory as {@link #memory} gave it
   */
  default void recall(byte[] memory) {}

  @Override
  default void close() {}
}
