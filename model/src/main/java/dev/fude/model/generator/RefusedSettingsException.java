package dev.fude.model.generator;

import dev.fude.core.weights.InvalidWeightsException;

/** Settings for a network that is known to have others: the file is sound, the wish is not. */
public final class RefusedSettingsException extends InvalidWeightsException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: which settings, why not, and that they are to be left out
   */
  public RefusedSettingsException(String message) {
    super(message);
  }

  /**
   * What is said of a file whose graph says all of it.
   *
   * @return the exception, which names no file
   */
  public static RefusedSettingsException besideGraph() {
    return new RefusedSettingsException(
        "The file holds the network's graph, which says how it enlarges and what its norms add;"
            + " leave resize rule and eps out.");
  }
}
