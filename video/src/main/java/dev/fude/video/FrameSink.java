package dev.fude.video;

import java.util.List;

/**
 * A film that is written, frame by frame in the order in which they are seen. Its place holds
 * nothing, or what it held before, until {@link #finish} has ended well. One thread at a time
 * writes; any thread may close.
 *
 * <p>A sink may be resumable: it keeps what it was given up to its last checkpoint, through every
 * failure, and a later sink for the same film begins there. Those that are not have the methods of
 * checkpoints as they stand here.
 */
public interface FrameSink extends AutoCloseable {
  /**
   * What a person should know of how the film is written, such as the encoder that was chosen.
   *
   * @return sentences; none by default
   */
  default List<String> notices() {
    return List.of();
  }

  /**
   * Writes the next frame.
   *
   * @param frame of the size that the sink was made for, later than the one before
   * @throws dev.fude.core.file.OutputFileException if it cannot be written
   */
  void write(Frame frame);

  /**
   * Makes the film whole and puts it in its place, after the last frame.
   *
   * @throws dev.fude.core.file.OutputFileException if it cannot be written
   */
  void finish();

  /** Ends the writing, also one that is under way; abandons what is not finished. Never fails. */
  @Override
  void close();

  /**
   * How many frames an earlier sink has kept: so many are passed over, and the next is written.
   *
   * @return 0 by default
   */
  default long framesKept() {
    return 0;
  }

  /**
   * What the painter remembered after the last frame that was kept.
   *
   * @return as {@link FramePainter#memory} gave it; nothing by default
   */
  default byte[] memoryKept() {
    return new byte[0];
  }

  /**
   * Whether a checkpoint follows a frame.
   *
   * @param frame its number, from 0
   * @return false by default
   */
  default boolean hasCheckpointAfter(long frame) {
    return false;
  }

  /**
   * Keeps all frames so far, also if the process is killed in the next moment.
   *
   * @param memory what the painter remembers now
   */
  default void checkpoint(byte[] memory) {}
}
