package dev.fude.video.ffmpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Some frames of a film, encoded by themselves.
 *
 * @param file the pictures, in NUT
 * @param firstTime when the first frame is seen, in ticks of the film
 * @param lastDuration how long the last one stays, in ticks of the film
 */
record Segment(Path file, long firstTime, long lastDuration) {
  private static final int TIMES = 2 * Long.BYTES;

  /**
   * What is kept beside the file.
   *
   * @param memory of the painter, after the last frame
   */
  byte[] note(byte[] memory) {
    return ByteBuffer.allocate(TIMES + memory.length)
        .putLong(firstTime)
        .putLong(lastDuration)
        .put(memory)
        .array();
  }

  /** The segment of a file and a note. */
  static Segment of(Path file, byte[] note) throws IOException {
    if (note.length < TIMES) {
      throw new IOException("the note of " + file.getFileName() + " is not whole");
    }
    ByteBuffer times = ByteBuffer.wrap(note);
    return new Segment(file, times.getLong(), times.getLong());
  }

  /** The painter's memory in a note. */
  static byte[] memory(byte[] note) {
    return Arrays.copyOfRange(note, TIMES, note.length);
  }
}
