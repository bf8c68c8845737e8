package dev.fude.video.animation;

/** What becomes of a frame's part of the sheet before the next frame is laid on it. */
public enum Disposal {
  /** It stays. */
  KEEP,
  /** It becomes transparent. */
  CLEAR,
  /** It becomes what it was before the frame. */
  RESTORE
}
