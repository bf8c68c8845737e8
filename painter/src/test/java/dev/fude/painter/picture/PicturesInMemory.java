package dev.fude.painter.picture;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What becomes of a file that a test has made, without writing it. */
final class PicturesInMemory {
  private PicturesInMemory() {}

  /** The pixels of a file, upright or not, by rows. */
  static int[] read(byte[] file) {
    return Picture.of(TestPictures.read(PictureSource.of("photo", file)).stored()).argb();
  }

  /** Holds that a file is refused in one sentence about the photograph. */
  static void refused(byte[] file, String words) {
    assertThatExceptionOfType(InvalidImageException.class)
        .isThrownBy(() -> read(file))
        .withMessageStartingWith("photo is ")
        .withMessageContaining(words)
        .withMessageEndingWith(".");
  }
}
