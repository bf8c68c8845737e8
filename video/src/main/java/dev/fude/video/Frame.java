package dev.fude.video;

import java.util.Objects;

/**
 * One picture of a film. The levels are not copied: whoever passes a frame on leaves them alone.
 *
 * @param width columns
 * @param height rows
 * @param levels (height, width, 3), red first, each from 0 to 255 unsigned, as {@link
 *     dev.fude.painter.Painter#stylizeLevels(byte[], int, int)} takes them
 * @param time when it appears, in ticks of the film's time base, at least 0
 * @param duration how long it stays, in the same ticks; 0 if that is not known
 */
public record Frame(int width, int height, byte[] levels, long time, long duration) {
  /** Levels of a pixel. */
  public static final int CHANNELS = 3;

  /**
   * Checks the levels' number.
   *
   * @throws IllegalArgumentException if a side is below 1, there are more or fewer levels, or time
   *     or duration is negative
   */
  public Frame {
    Objects.requireNonNull(levels, "levels");
    if (width < 1 || height < 1 || levels.length != (long) width * height * CHANNELS) {
      throw new IllegalArgumentException(
          levels.length + " levels are no frame of " + width + "x" + height + " pixels.");
    }
    if (time < 0 || duration < 0) {
      throw new IllegalArgumentException(
          "No frame appears at tick " + time + " and stays for " + duration + ".");
    }
  }

  /**
   * Another picture at the same time.
   *
   * @param newWidth its columns
   * @param newHeight its rows
   * @param newLevels its levels, (newHeight, newWidth, 3)
   * @return the frame
   */
  public Frame withPicture(int newWidth, int newHeight, byte[] newLevels) {
    return new Frame(newWidth, newHeight, newLevels, time, duration);
  }
}
