package dev.fude.video.y4m;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.video.FilmColour;
import dev.fude.video.FilmColour.Matrix;
import dev.fude.video.Frame;
import dev.fude.video.TestFrames;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlanesTest {
  private static final int WIDTH = 37;
  private static final int HEIGHT = 23;

  private static byte[] planes(Frame frame, ChromaFormat chroma, FilmColour colour) {
    byte[] planes = new byte[(int) chroma.frameBytes(frame.width(), frame.height())];
    new PlanesWriter(chroma, frame.width(), frame.height(), YuvCode.of(colour))
        .write(frame.levels(), planes);
    return planes;
  }

  private static Frame throughPlanes(Frame frame, ChromaFormat chroma, FilmColour colour) {
    PlanesReader reader =
        new PlanesReader(chroma, frame.width(), frame.height(), YuvCode.of(colour));
    byte[] levels = reader.levels(planes(frame, chroma, colour));
    return frame.withPicture(frame.width(), frame.height(), levels);
  }

  /** The numbers stand in the recommendations, or follow from the weights by hand. */
  @ParameterizedTest
  @CsvSource({
    "BT601, false, 0xFF0000, 81, 90, 240",
    "BT709, false, 0xFF0000, 63, 102, 240",
    "BT2020, false, 0xFF0000, 74, 97, 240",
    "BT709, false, 0x0000FF, 32, 240, 118",
    "BT709, false, 0xFFFFFF, 235, 128, 128",
    "BT709, false, 0x000000, 16, 128, 128",
    "BT709, true, 0xFFFFFF, 255, 128, 128",
    "BT601, true, 0x00FF00, 150, 44, 21",
  })
  void coloursHaveTheirNumbers(
      Matrix matrix, boolean full, String rgb, int luma, int blueChroma, int redChroma) {
    Frame frame = TestFrames.plain(4, 2, Integer.decode(rgb), 0, 1);
    FilmColour colour = new FilmColour(matrix, full, false);
    byte[] planes = planes(frame, ChromaFormat.MPEG2_420, colour);
    assertThat(planes).hasSize(8 + 2 + 2);
    assertThat(planes[0] & 0xFF).isEqualTo(luma);
    assertThat(planes[8] & 0xFF).isEqualTo(blueChroma);
    assertThat(planes[10] & 0xFF).isEqualTo(redChroma);
    Frame back = throughPlanes(frame, ChromaFormat.MPEG2_420, colour);
    assertThat(TestFrames.distance(frame, back)).isLessThanOrEqualTo(2);
  }

  /**
   * Soft colours change by less than two levels from pixel to pixel, so that even at the edges,
   * where samples are repeated, chroma is hardly off; a chroma that lay elsewhere would be.
   */
  @ParameterizedTest
  @EnumSource(value = ChromaFormat.class, mode = EnumSource.Mode.EXCLUDE, names = "MONO")
  void softColoursComeBack(ChromaFormat chroma) {
    Frame frame = TestFrames.soft(WIDTH, HEIGHT, 3, 1);
    for (Matrix matrix : Matrix.values()) {
      for (boolean full : new boolean[] {false, true}) {
        Frame back = throughPlanes(frame, chroma, new FilmColour(matrix, full, false));
        assertThat(TestFrames.distance(frame, back)).as("%s %s", matrix, full).isLessThan(6);
      }
    }
  }

  /** In the middle of a steep ramp a chroma that lies half a pixel off is seen. */
  @ParameterizedTest
  @EnumSource(value = ChromaFormat.class, mode = EnumSource.Mode.EXCLUDE, names = "MONO")
  void chromaIsReadWhereItWasWritten(ChromaFormat chroma) {
    byte[] levels = new byte[3 * 24 * 24];
    for (int i = 0; i < 24 * 24; i++) {
      levels[3 * i] = (byte) (6 * (i % 24) + 4 * (i / 24));
      levels[3 * i + 1] = (byte) 128;
      levels[3 * i + 2] = (byte) (240 - 6 * (i % 24) - 4 * (i / 24));
    }
    Frame frame = new Frame(24, 24, levels, 0, 1);
    Frame back = throughPlanes(frame, chroma, new FilmColour(Matrix.BT709, true, false));
    for (int y = 4; y < 20; y++) {
      for (int x = 4; x < 20; x++) {
        int red = 3 * (24 * y + x);
        assertThat(back.levels()[red] & 0xFF)
            .isBetween((levels[red] & 0xFF) - 2, (levels[red] & 0xFF) + 2);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Matrix.class)
  void monochromeIsLumaAlone(Matrix matrix) {
    Frame frame = TestFrames.plain(5, 3, 0x808080, 0, 1);
    FilmColour colour = new FilmColour(matrix, false, false);
    assertThat(planes(frame, ChromaFormat.MONO, colour)).hasSize(15).containsOnly(126);
    assertThat(TestFrames.distance(frame, throughPlanes(frame, ChromaFormat.MONO, colour)))
        .isLessThanOrEqualTo(1);
  }
}
