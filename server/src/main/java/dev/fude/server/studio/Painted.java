package dev.fude.server.studio;

import dev.fude.server.queue.Result;

/** A picture that is painted, and not yet encoded. */
@FunctionalInterface
public interface Painted {
  /**
   * Encodes it, by the calling thread alone.
   *
   * @return the picture as its owner gets it
   */
  Result encode();
}
