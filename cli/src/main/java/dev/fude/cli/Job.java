package dev.fude.cli;

import dev.fude.painter.picture.PictureSource;
import java.nio.file.Path;

/**
 * One photograph and its picture.
 *
 * @param photograph what is painted
 * @param output the picture's file
 */
record Job(Inputs.Photograph photograph, Path output) {
  /** Where the photograph is read from, once. */
  PictureSource source() {
    return photograph.isStandardInput()
        ? PictureSource.of("standard input", System.in)
        : PictureSource.of(input());
  }

  /** The photograph's file. */
  Path input() {
    return photograph.file();
  }
}
