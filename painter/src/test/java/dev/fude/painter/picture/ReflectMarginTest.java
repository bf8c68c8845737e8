package dev.fude.painter.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.core.tensor.LevelSink;
import dev.fude.core.tensor.LevelSource;
import dev.fude.model.PictureSides;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReflectMarginTest {
  private static final int MINIMUM = 8;

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void everySizeIsPaddedToTheLeastThatFitsAndCroppedBack(int multiple) {
    for (int width = 2; width <= 40; width++) {
      for (int height = 2; height <= 40; height++) {
        ReflectMargin margin =
            ReflectMargin.around(width, height, new PictureSides(MINIMUM, multiple, 1));
        byte[] picture = numbered(height, width);

        byte[] padded = padded(margin, picture, width, height);

        assertThat(margin.paddedWidth()).isEqualTo(leastThatFits(width, multiple));
        assertThat(margin.paddedHeight()).isEqualTo(leastThatFits(height, multiple));
        assertThat(padded).hasSize(margin.paddedWidth() * margin.paddedHeight() * 3);
        assertThat(cropped(margin, padded, width, height))
            .as("%d x %d", width, height)
            .isEqualTo(picture);
      }
    }
  }

  @Test
  void theMarginOfALargerResultIsLarger() {
    ReflectMargin margin = ReflectMargin.around(5, 7, new PictureSides(MINIMUM, 4, 3));
    byte[] result = numbered(3 * margin.paddedHeight(), 3 * margin.paddedWidth());

    byte[] cropped = new byte[21 * 15 * 3];
    LevelSink sink = margin.crop(PixelRows.ofLevels(cropped, 15, 21));
    int row = 3 * margin.paddedWidth();
    for (int y = 0; y < 3 * margin.paddedHeight(); y++) {
      sink.write(y, 0, row, result, y * row * 3);
    }

    for (int y = 0; y < 21; y++) {
      for (int at = 0; at < 15 * 3; at++) {
        assertThat(cropped[y * 15 * 3 + at])
            .isEqualTo(result[y * 3 * margin.paddedWidth() * 3 + at]);
      }
    }
  }

  private static int leastThatFits(int side, int multiple) {
    int fitting = Math.max(side, MINIMUM);
    while (fitting % multiple != 0) {
      fitting++;
    }
    return fitting;
  }

  @Test
  void marginIsThePictureMirroredBackAndForth() {
    for (int side = 2; side <= 11; side++) {
      ReflectMargin margin = ReflectMargin.around(side, side, new PictureSides(MINIMUM, 4, 1));
      byte[] padded = padded(margin, numbered(side, side), side, side);
      int[] walk = bounce(side, margin.paddedWidth());
      int at = 0;
      for (int row : walk) {
        for (int column : walk) {
          for (int c = 0; c < 3; c++) {
            byte expected = (byte) ((row * side + column) * 3 + c);
            assertThat(padded[at++]).as("side %d", side).isEqualTo(expected);
          }
        }
      }
    }
  }

  /** Indices met when walking to and fro between the ends of an axis. */
  private static int[] bounce(int extent, int steps) {
    int[] walk = new int[steps];
    int step = 1;
    for (int i = 1; i < steps; i++) {
      walk[i] = walk[i - 1] + step;
      if (walk[i] == 0 || walk[i] == extent - 1) {
        step = -step;
      }
    }
    return walk;
  }

  @Test
  void pieceAcrossTheEdgeIsThatOfTheWholeRow() {
    ReflectMargin margin = ReflectMargin.around(9, 7, new PictureSides(MINIMUM, 4, 1));
    byte[] picture = numbered(7, 9);
    byte[] whole = padded(margin, picture, 9, 7);
    byte[] piece = new byte[4 * 3];

    margin.pad(PixelRows.ofLevels(picture, 9, 7)).read(7, 7, 4, piece, 0);

    assertThat(piece).isEqualTo(Arrays.copyOfRange(whole, (7 * 12 + 7) * 3, (7 * 12 + 11) * 3));
  }

  /** A picture in swaths is written over from the top before its last rows are read. */
  @Test
  void rowsBelowAreThoseOfThePictureAsItWas() {
    ReflectMargin margin = ReflectMargin.around(5, 3, new PictureSides(MINIMUM, 4, 1));
    byte[] picture = numbered(3, 5);
    byte[] expected = padded(margin, picture.clone(), 5, 3);
    byte[] below = new byte[5 * 8 * 3];

    LevelSource source = margin.pad(PixelRows.ofLevels(picture, 5, 3));
    Arrays.fill(picture, (byte) 0);
    for (int y = 3; y < 8; y++) {
      source.read(y, 0, 8, below, (y - 3) * 8 * 3);
    }

    assertThat(below).isEqualTo(Arrays.copyOfRange(expected, 3 * 8 * 3, expected.length));
  }

  @Test
  void aPictureThatFitsIsReadAndWrittenItself() {
    PixelRows picture = PixelRows.ofLevels(numbered(12, 16), 16, 12);
    ReflectMargin margin = ReflectMargin.around(16, 12, new PictureSides(MINIMUM, 4, 1));

    assertThat(margin.pad(picture)).isSameAs(picture);
    assertThat(margin.crop(picture)).isSameAs(picture);
  }

  @Test
  void aSingleRowOrColumnIsRefused() {
    assertThatExceptionOfType(InvalidImageException.class)
        .isThrownBy(() -> ReflectMargin.around(1, 9, new PictureSides(MINIMUM, 4, 1)))
        .withMessageContaining("1 x 9")
        .withMessageContaining("at least 2");
    assertThatExceptionOfType(InvalidImageException.class)
        .isThrownBy(() -> ReflectMargin.around(9, 1, new PictureSides(MINIMUM, 4, 1)));
  }

  private static byte[] padded(ReflectMargin margin, byte[] picture, int width, int height) {
    LevelSource source = margin.pad(PixelRows.ofLevels(picture, width, height));
    int row = margin.paddedWidth() * 3;
    byte[] padded = new byte[margin.paddedHeight() * row];
    for (int y = 0; y < margin.paddedHeight(); y++) {
      source.read(y, 0, margin.paddedWidth(), padded, y * row);
    }
    return padded;
  }

  private static byte[] cropped(ReflectMargin margin, byte[] padded, int width, int height) {
    byte[] cropped = new byte[height * width * 3];
    LevelSink sink = margin.crop(PixelRows.ofLevels(cropped, width, height));
    int row = margin.paddedWidth() * 3;
    for (int y = 0; y < margin.paddedHeight(); y++) {
      sink.write(y, 0, margin.paddedWidth(), padded, y * row);
    }
    return cropped;
  }

  private static byte[] numbered(int height, int width) {
    byte[] levels = new byte[height * width * 3];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) i;
    }
    return levels;
  }
}
