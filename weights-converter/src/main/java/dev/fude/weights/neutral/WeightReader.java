package dev.fude.weights.neutral;

/** Knows one format, and nothing of any network. */
public interface WeightReader {
  /**
   * The format's name.
   *
   * @return for messages and reports, such as {@code TensorFlow Lite}
   */
  String format();

  /**
   * Whether a file claims to be of this format.
   *
   * @param source the file
   * @return true if its content, not its name, looks so; it may still turn out to be malformed
   */
  boolean recognises(Source source);

  /**
   * Reads a file of this format.
   *
   * @param source the file, which need not be trusted
   * @return what is in it
   * @throws MalformedSourceException if the file is not a valid one
   */
  NeutralModel read(Source source);
}
