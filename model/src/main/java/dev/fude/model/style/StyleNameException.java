package dev.fude.model.style;

import dev.fude.core.FudeException;

/** A name cannot be one of a style, or the surroundings do not say where styles are. */
public final class StyleNameException extends FudeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what is wrong, and what to do
   */
  public StyleNameException(String message) {
    super(message);
  }
}
