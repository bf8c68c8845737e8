package dev.fude.converter;

import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.converter.files.TinyNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the fuzzer calls: one input becomes the file that a user names, in a folder with the other
 * files of its format, and is converted. Only the project's own exception may come out.
 */
public final class FuzzedSource {
  /** The system property that names the file to be written and converted. */
  static final String FILE = "fude.fuzz.file";

  private static final Path SOURCE = Path.of(System.getProperty(FILE));

  private FuzzedSource() {}

  /**
   * Converts one input.
   *
   * @param content the file's content
   */
  public static void fuzzerTestOneInput(byte[] content) {
    try {
      Files.write(SOURCE, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      Conversion.open(SOURCE, TinyNetwork.GENERATOR).model();
    } catch (InvalidWeightsException e) {
      requireSentence(e.getMessage());
    }
  }

  private static void requireSentence(String message) {
    if (message.isBlank() || message.contains("\n") || !message.endsWith(".")) {
      throw new AssertionError("No sentence: " + message);
    }
  }
}
