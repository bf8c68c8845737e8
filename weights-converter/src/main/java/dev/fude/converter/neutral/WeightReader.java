package dev.fude.converter.neutral;

import java.nio.file.Path;
import java.util.Optional;

/** Knows one format, and nothing of any network. */
public interface WeightReader {
  /**
   * The format's name.
   *
   * @return for messages and reports, such as {@code TensorFlow Lite}
   */
  String format();

  /**
   * The file to begin with, where the user may name something else: the folder that a format of
   * several files fills, the beginning that their names share, or another one of them.
   *
   * @param named what the user named: a folder, a file, or neither
   * @return a file of this format that it stands for, or empty
   * @throws MalformedSourceException if it may stand for several
   */
  default Optional<Path> find(Path named) {
    return Optional.empty();
  }

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

  /**
   * Reads the graph of a file whose network nobody knows.
   *
   * @param source the file, which need not be trusted
   * @return empty if files of this format hold none, or none that is imported
   * @throws MalformedSourceException if the file is not a valid one
   */
  default Optional<ForeignGraph> graph(Source source) {
    return Optional.empty();
  }
}
