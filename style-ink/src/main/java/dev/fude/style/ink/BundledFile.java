package dev.fude.style.ink;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** The model files of this artifact. */
final class BundledFile {
  private BundledFile() {}

  /** A file beside this class, to be closed by the caller. */
  static InputStream open(String file) throws IOException {
    InputStream weights = BundledFile.class.getResourceAsStream(file);
    if (weights == null) {
      throw new FileNotFoundException(file + " is not in the jar");
    }
    return weights;
  }
}
