package dev.fude.spark;

import java.util.Locale;
import java.util.Map;

/**
 * What a photograph is foretold to cost before it is opened: its pixels, guessed from the length
 * and the name of its file, as formats usually pack them. Only the proportions matter; how many
 * pixels there really are is learned from a sample.
 */
final class Cost {
  /** Pixels of a byte. */
  private static final Map<String, Double> PIXELS =
      Map.of("png", 0.6, "tif", 0.3, "tiff", 0.3, "bmp", 0.33, "gif", 1.5, "webp", 6.0);

  private static final double PIXELS_OF_JPEG = 4;

  /** Opening a file, whatever is in it, takes as long as some pixels. */
  private static final double LEAST = 4096;

  private Cost() {}

  static double of(String name, long length) {
    return LEAST + length * PIXELS.getOrDefault(ending(name), PIXELS_OF_JPEG);
  }

  /** The end of a name behind its last dot, in lower case; empty if there is none. */
  static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
