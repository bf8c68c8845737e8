package dev.fude.video.transform;

import dev.fude.video.Frame;
import java.nio.ByteBuffer;

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

  byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(2 * Integer.BYTES + levels.length);
    return bytes.putInt(width).putInt(height).put(levels).array();
  }

  /** The inverse of {@link #toBytes}; of no bytes, no picture. */
  static HeldPicture of(byte[] bytes) {
    if (bytes.length == 0) {
      return NONE;
    }
    ByteBuffer from = ByteBuffer.wrap(bytes);
    if (bytes.length < 2 * Integer.BYTES) {
      throw damaged();
    }
    int width = from.getInt();
    int height = from.getInt();
    byte[] levels = new byte[from.remaining()];
    from.get(levels);
    if (levels.length != (long) Frame.CHANNELS * width * height) {
      throw damaged();
    }
    return new HeldPicture(width, height, levels);
  }

  private static IllegalArgumentException damaged() {
    return new IllegalArgumentException(
        "What was kept of a film's painting is damaged: a held picture is not whole.");
  }
}
