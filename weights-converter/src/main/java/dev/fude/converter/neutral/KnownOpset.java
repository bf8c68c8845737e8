package dev.fude.converter.neutral;

import java.util.List;

/**
 * The versions of ONNX's operators whose meanings are known here. A later version may give an
 * operator another meaning under the same name, which nothing in a file shows.
 */
public final class KnownOpset {
  /** Of ONNX 1.23. */
  public static final long NEWEST = 28;

  private KnownOpset() {}

  /**
   * What the user should know of a graph's version.
   *
   * @param opset the version that the graph says
   * @return a sentence if it is later than all that are known; empty if not
   */
  public static List<String> notes(long opset) {
    if (opset <= NEWEST) {
      return List.of();
    }
    return List.of(
        String.format(
            "Its operators are of opset %d; assumed: that they mean what they do in opset %d, the"
                + " newest that Fude knows; export the model with that one to be sure.",
            opset, NEWEST));
  }
}
