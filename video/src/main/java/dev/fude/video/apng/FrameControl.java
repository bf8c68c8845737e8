package dev.fude.video.apng;

import dev.fude.video.animation.Rectangle;
import java.nio.ByteBuffer;

/**
 * What stands before a frame: chunk {@code fcTL}. Source: PNG, third edition, section 11.3.2.2.
 *
 * @param part where it lies on the sheet
 * @param delayNumerator of the seconds for which it is shown
 * @param delayDenominator of these seconds
 * @param disposal 0 it stays, 1 it becomes transparent, 2 what was before comes back
 * @param blend 0 its pixels take the place of the sheet's, 1 the sheet is seen through them
 */
record FrameControl(
    Rectangle part, int delayNumerator, int delayDenominator, int disposal, int blend) {
  static final int BYTES = 26;
  private static final int HUNDREDTHS = 100;

  /**
   * Reads the chunk's data.
   *
   * @param data behind the number in the sequence
   */
  static FrameControl read(ByteBuffer data) {
    int width = data.getInt();
    int height = data.getInt();
    Rectangle part = new Rectangle(data.getInt(), data.getInt(), width, height);
    int numerator = Short.toUnsignedInt(data.getShort());
    int denominator = Short.toUnsignedInt(data.getShort());
    return withUsualDelay(part, numerator, denominator, data.get(), data.get());
  }

  /** A denominator of 0 means hundredths; no delay at all is shown for a tenth, as browsers do. */
  private static FrameControl withUsualDelay(
      Rectangle part, int numerator, int denominator, int disposal, int blend) {
    return numerator == 0
        ? new FrameControl(part, 1, 10, disposal, blend)
        : new FrameControl(
            part, numerator, denominator == 0 ? HUNDREDTHS : denominator, disposal, blend);
  }

  /** The chunk's data, with its number in the sequence. */
  byte[] data(int sequence) {
    ByteBuffer data = ByteBuffer.allocate(BYTES).putInt(sequence);
    data.putInt(part.width()).putInt(part.height()).putInt(part.x()).putInt(part.y());
    data.putShort((short) delayNumerator).putShort((short) delayDenominator);
    return data.put((byte) disposal).put((byte) blend).array();
  }
}
