package dev.fude.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SmallerSourceTest {
  private static FrameSource film(int width, int height, byte[] levels) {
    return new FrameSource() {
      @Override
      public FilmFormat format() {
        return new FilmFormat(
            width, height, Rational.ONE, Optional.empty(), Rational.ONE, Optional.empty());
      }

      @Override
      public Optional<Frame> next() {
        return Optional.of(new Frame(width, height, levels, 3, 4));
      }

      @Override
      public void close() {}
    };
  }

  private static byte[] grey(int... levels) {
    byte[] rgb = new byte[3 * levels.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) levels[i / 3];
    }
    return rgb;
  }

  @Test
  void pixelsBecomeSquare() {
    FilmFormat wide = film(8, 8, new byte[192]).format().withSize(8, 8, new Rational(2, 1));
    FrameSource film =
        new FrameSource() {
          @Override
          public FilmFormat format() {
            return wide;
          }

          @Override
          public Optional<Frame> next() {
            return Optional.of(TestFrames.plain(8, 8, 0x102030, 0, 1));
          }

          @Override
          public void close() {}
        };
    assertThat(SmallerSource.of(film, 16, 8)).isSameAs(film);
    FrameSource small = SmallerSource.of(film, 12, 12);
    assertThat(small.format()).isEqualTo(wide.withSize(12, 6, Rational.ONE));
    assertThat(small.next())
        .hasValueSatisfying(
            frame ->
                assertThat(frame.levels())
                    .isEqualTo(TestFrames.plain(12, 6, 0x102030, 0, 1).levels()));
  }

  @Test
  void eachPixelIsTheMeanOfWhatItCovers() {
    // Four columns become two, three rows become two: a pixel covers two columns, one row and a
    // half.
    byte[] levels = grey(0, 60, 200, 200, 240, 240, 100, 100, 30, 60, 0, 0);
    Frame small = SmallerSource.of(film(4, 3, levels), 2, 100).next().orElseThrow();
    assertThat(small.width()).isEqualTo(2);
    assertThat(small.height()).isEqualTo(2);
    // (30 + 240 / 2) / 1.5 = 100, (200 + 50) / 1.5 = 167, (45 + 120) / 1.5 = 110, 50 / 1.5 = 33
    assertThat(small.levels()).isEqualTo(grey(100, 167, 110, 33));
    assertThat(small.time()).isEqualTo(3);
    assertThat(small.duration()).isEqualTo(4);
  }

  @Test
  void framesKeepTheirShapeAndGetEvenSides() {
    FilmFormat small = SmallerSource.of(film(1920, 1080, new byte[0]), 160, 160).format();
    assertThat(small.width()).isEqualTo(160);
    assertThat(small.height()).isEqualTo(90);
  }

  @Test
  void framesThatFitAreLeftAlone() {
    FrameSource film = film(64, 48, new byte[0]);
    assertThat(SmallerSource.of(film, 64, 64)).isSameAs(film);
  }
}
