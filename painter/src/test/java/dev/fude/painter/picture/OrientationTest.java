package dev.fude.painter.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The eight orientations, told by the words of the EXIF standard. */
class OrientationTest {
  private static final int WIDTH = 5;
  private static final int HEIGHT = 3;

  @TempDir Path folder;

  /** The standard names the side of the seen picture where the stored row 0 and column 0 lie. */
  @ParameterizedTest
  @CsvSource({
    "1, top, left", "2, top, right", "3, bottom, right", "4, bottom, left",
    "5, left, top", "6, right, top", "7, right, bottom", "8, left, bottom"
  })
  void everyPixelIsWhereTheStandardSays(int value, String row0, String column0) throws IOException {
    BufferedImage stored =
        TestPictures.noise(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB, 11 + value);
    Path file = folder.resolve("photo.png");
    byte[] png = TestPictures.encode(stored, "png");
    Files.write(file, TestPictures.pngWithExif(png, value));

    Photo photo = TestPictures.read(file);
    Picture upright = frameWhole(photo);

    boolean swapped = row0.equals("left") || row0.equals("right");
    assertThat(upright.width()).isEqualTo(swapped ? HEIGHT : WIDTH);
    assertThat(upright.height()).isEqualTo(swapped ? WIDTH : HEIGHT);
    assertThat(TestPictures.probe(file).width()).isEqualTo(upright.width());
    assertThat(TestPictures.probe(file).height()).isEqualTo(upright.height());
    for (int row = 0; row < HEIGHT; row++) {
      for (int column = 0; column < WIDTH; column++) {
        int x = swapped ? from(row0, row, upright.width()) : from(column0, column, upright.width());
        int y =
            swapped ? from(column0, column, upright.height()) : from(row0, row, upright.height());
        assertThat(upright.argb()[y * upright.width() + x])
            .as("stored row %d, column %d of orientation %d", row, column, value)
            .isEqualTo(stored.getRGB(column, row));
      }
    }
  }

  /** The index on the seen axis that lies so far from a side of it. */
  private static int from(String side, int distance, int extent) {
    boolean atOrigin = side.equals("top") || side.equals("left");
    return atOrigin ? distance : extent - 1 - distance;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void jpegSegmentIsRead(int value) throws IOException {
    byte[] jpeg = TestPictures.encode(TestPictures.tiles(3, 2, 16), "jpeg");
    Path file = folder.resolve("photo.jpg");
    Files.write(file, TestPictures.withExif(jpeg, value));

    assertThat(TestPictures.probe(file))
        .isEqualTo(new PictureInfo("jpeg", 48, 32, Orientation.ofExif(value)));
    assertThat(TestPictures.read(file).orientation()).isEqualTo(Orientation.ofExif(value));
  }

  /** A segment of a JPEG begins with a mark, and some programs write it into other files. */
  @ParameterizedTest
  @ValueSource(ints = {1, 6, 8})
  void aMarkBeforeExifDataIsPassedOver(int value) throws IOException {
    byte[] png = TestPictures.encode(TestPictures.tiles(3, 2, 16), "png");
    PictureSource source = PictureSource.of(TestPictures.pngWithMarkedExif(png, value));
    assertThat(TestPictures.read(source).orientation()).isEqualTo(Orientation.ofExif(value));
  }

  @Test
  void valuesBeyondTheStandardAreUpright() {
    assertThat(Orientation.ofExif(0)).isEqualTo(Orientation.UPRIGHT);
    assertThat(Orientation.ofExif(9)).isEqualTo(Orientation.UPRIGHT);
  }

  private static Picture frameWhole(Photo photo) {
    int width = photo.width();
    int height = photo.height();
    return Resampler.frame(photo, Framing.whole(width, height, width, height));
  }
}
