package dev.fude.painter.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.testkit.SharedFolder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures made after public reports by tools that are not ours. All show the same scene. */
class ReportedPicturesTest {
  private static Picture read(String name) {
    return Picture.of(
        TestPictures.read(PictureSource.of(SharedFolder.require("reports/" + name))).stored());
  }

  /** How far the mean level may be off: rounding of 8 bits, or what a JPEG of quality 90 loses. */
  @ParameterizedTest
  @CsvSource({
    "png_profile_swapped.png, 0.5",
    "png_profile_wide.png, 0.5",
    "png_no_IEND.png, 0",
    "png_broken_zTXt.png, 0",
    "bmp_v5_alpha_zero.bmp, 0",
    "cmyk_ycck.jpg, 1.5",
    "jpeg_whole.jpg, 1.5",
    "jpeg_no_end.jpg, 1.5",
    "jpeg_film_for_end.jpg, 1.5"
  })
  void showTheScene(String name, double tolerance) {
    int[] scene = read("scene.png").argb();
    int[] argb = read(name).argb();
    assertThat(argb).hasSameSizeAs(scene);
    double difference = 0;
    for (int i = 0; i < argb.length; i++) {
      assertThat(argb[i] >>> 24).isEqualTo(0xFF);
      for (int shift = 0; shift < 24; shift += 8) {
        difference += Math.abs((argb[i] >> shift & 0xFF) - (scene[i] >> shift & 0xFF));
      }
    }
    assertThat(difference / (3.0 * argb.length)).isLessThanOrEqualTo(tolerance);
  }

  @ParameterizedTest
  @CsvSource({
    "jpeg_half.jpg, cut short",
    "jpeg_12_bit.jpg, 12 bits",
    "jpeg_arithmetic.jpg, jpegtran",
    "heic_named_jpg.jpg, heif-convert",
    "raw_sub_directory.dng, raw file"
  })
  void areRefusedByWhatTheyAre(String name, String words) {
    assertThatExceptionOfType(InvalidImageException.class)
        .isThrownBy(() -> read(name))
        .withMessageContaining(name)
        .withMessageContaining(words);
  }
}
