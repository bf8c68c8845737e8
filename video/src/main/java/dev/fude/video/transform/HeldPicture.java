package dev.fude.video.transform;

import dev.fude.video.Frame;

/**
 * A painted picture that is shown again.
 *
 * @param width columns
 * @param height rows
 * @param levels (height, width, 3)
 */
record HeldPicture(int width, int height, byte[] levels) {
  /** No picture. */
  static final HeldPicture NONE = new HeldPicture(0, 0, new byte[0]);

  static HeldPicture of(Frame frame) {
    return new HeldPicture(frame.width(), frame.height(), frame.levels());
  }

  boolean isNone() {
    return width == 0;
  }

  /** The picture at the time of a frame. */
  Frame at(Frame frame) {
    return frame.withPicture(width, height, levels);
  }

  /** The picture as memory; of no picture, none. */
  byte[] toBytes() {
    if (isNone()) {
      return levels;
    }
    PixelMemory memory = PixelMemory.empty(width, height, Frame.CHANNELS);
    memory.content().put(levels);
    return memory.toBytes();
  }

  /**
   * The inverse of {@link #toBytes}.
   *
   * @throws IllegalArgumentException if the memory is damaged
   */
  static HeldPicture of(byte[] memory) {
    if (memory.length == 0) {
      return NONE;
    }
    PixelMemory kept = PixelMemory.of(memory, Frame.CHANNELS, "a held picture");
    byte[] levels = new byte[kept.content().remaining()];
    kept.content().get(levels);
    return new HeldPicture(kept.width(), kept.height(), levels);
  }
}
