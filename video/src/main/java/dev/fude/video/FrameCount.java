package dev.fude.video;

/**
 * How many frames a film has, for those who wait.
 *
 * @param frames at least 0
 * @param exact whether it was counted; else it is a length times a rate
 */
public record FrameCount(long frames, boolean exact) {
  /** As people read it: {@code 240}, or {@code ~240}. */
  @Override
  public String toString() {
    return (exact ? "" : "~") + frames;
  }
}
