package dev.fude.painter;

/** What becomes of a photograph whose memory others have at the moment. */
public enum WhenBusy {
  /** It waits until they give it back: first come, first served. */
  WAIT,
  /** It is refused with a sentence that names who has it. */
  REFUSE
}
