package dev.fude.painter.picture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff"})
  void losslessFormatsComeBackExactly(String format) throws IOException {
    BufferedImage image = TestPictures.noise(9, 7, BufferedImage.TYPE_INT_RGB, 21);
    Path file = write("photo", TestPictures.encode(image, format));

    assertThat(TestPictures.probe(file).storedWidth()).isEqualTo(9);
    assertThat(TestPictures.probe(file).storedHeight()).isEqualTo(7);
    assertThat(pixels(file)).isEqualTo(Picture.of(image).argb());
  }

  /** The JDK takes the width of 32 bits that a TIFF may state for a number with a sign. */
  @Test
  void sidesBelowOneAreNoSizeOfAPicture() throws IOException {
    byte[] tiff = TestPictures.encode(filled(0xFFCC0000), "tiff");
    ByteBuffer file = ByteBuffer.wrap(tiff); // most significant byte first, as the JDK writes it
    int entry = file.getInt(4) + 2;
    while (file.getShort(entry) != 256) {
      entry += 12;
    }
    file.putShort(entry + 2, (short) 4).putInt(entry + 8, 0xFF000004);

    assertThatExceptionOfType(InvalidImageException.class)
        .isThrownBy(() -> TestPictures.probe(write("photo.tif", tiff)))
        .withMessageContaining("photo.tif is damaged or cut short")
        .withMessageContaining("it claims -16777212 x 4 pixels");
  }

  @Test
  void firstPictureOfAnAnimationIsRead() throws IOException {
    Path file = folder.resolve("moving.gif");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      writer.writeToSequence(new IIOImage(filled(0xFFCC0000), null, null), null);
      writer.writeToSequence(new IIOImage(filled(0xFF0000CC), null, null), null);
      writer.endWriteSequence();
    }
    writer.dispose();

    assertThat(pixels(file)).containsOnly(0xFFCC0000);
  }

  private static BufferedImage filled(int argb) {
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 16; i++) {
      image.setRGB(i % 4, i / 4, argb);
    }
    return image;
  }

  @Test
  void greyIsTakenAsItIs() throws IOException {
    BufferedImage grey = new BufferedImage(256, 2, BufferedImage.TYPE_BYTE_GRAY);
    for (int level = 0; level < 256; level++) {
      grey.getRaster().setSample(level, 0, 0, level);
    }
    int[] argb = pixels(write("grey.png", TestPictures.encode(grey, "png")));
    for (int level = 0; level < 256; level++) {
      assertThat(argb[level]).isEqualTo(0xFF000000 | level * 0x010101);
    }
  }

  @Test
  void sixteenBitGreyIsRoundedToEight() throws IOException {
    BufferedImage grey = new BufferedImage(256, 256, BufferedImage.TYPE_USHORT_GRAY);
    for (int value = 0; value < 65536; value++) {
      grey.getRaster().setSample(value % 256, value / 256, 0, value);
    }
    int[] argb = pixels(write("grey16.png", TestPictures.encode(grey, "png")));
    for (int value = 0; value < 65536; value++) {
      assertThat(argb[value] & 0xFF).as("value %d", value).isEqualTo((value + 128) / 257);
    }
  }

  @Test
  void sixteenBitColourWithAlphaIsRoundedToEight() throws IOException {
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, 16, 16, 4, null);
    Random random = new Random(22);
    int[] samples = random.ints(16 * 16 * 4, 0, 65536).toArray();
    raster.setPixels(0, 0, 16, 16, samples);
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            true,
            false,
            Transparency.TRANSLUCENT,
            DataBuffer.TYPE_USHORT);
    BufferedImage image = new BufferedImage(model, raster, false, null);

    int[] argb = pixels(write("deep.png", TestPictures.encode(image, "png")));
    for (int i = 0; i < argb.length; i++) {
      assertThat(argb[i] >> 16 & 0xFF).as("red %d", i).isEqualTo((samples[4 * i] + 128) / 257);
      assertThat(argb[i] >> 8 & 0xFF).isEqualTo((samples[4 * i + 1] + 128) / 257);
      assertThat(argb[i] & 0xFF).isEqualTo((samples[4 * i + 2] + 128) / 257);
      assertThat(argb[i] >>> 24).isEqualTo((samples[4 * i + 3] + 128) / 257);
    }
  }

  @Test
  void indexedColoursAreLookedUp() throws IOException {
    BufferedImage indexed = TestPictures.noise(12, 12, BufferedImage.TYPE_BYTE_INDEXED, 23);
    int[] expected = indexed.getRGB(0, 0, 12, 12, null, 0, 12);

    assertThat(pixels(write("indexed.png", TestPictures.encode(indexed, "png"))))
        .isEqualTo(expected);
  }

  @Test
  void everyTypeOfImageGivesTheColoursItWasSet() {
    int[] types = {
      BufferedImage.TYPE_INT_RGB,
      BufferedImage.TYPE_INT_ARGB,
      BufferedImage.TYPE_INT_BGR,
      BufferedImage.TYPE_3BYTE_BGR,
      BufferedImage.TYPE_4BYTE_ABGR
    };
    for (int type : types) {
      BufferedImage image = TestPictures.noise(6, 5, type, 24);
      assertThat(Picture.of(image).argb())
          .as("type %d", type)
          .isEqualTo(image.getRGB(0, 0, 6, 5, null, 0, 6));
    }
  }

  @Test
  void partsOfImagesAreReadFromTheirOwnOrigin() {
    for (int type : new int[] {BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_3BYTE_BGR}) {
      BufferedImage part = TestPictures.noise(10, 10, type, 25).getSubimage(3, 2, 5, 6);
      assertThat(Picture.of(part).argb()).isEqualTo(part.getRGB(0, 0, 5, 6, null, 0, 5));
    }
  }

  @Test
  void premultipliedColoursAreDividedByAlpha() {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB_PRE);
    image.getRaster().setDataElements(0, 0, new int[] {0x80402000});

    int pixel = Picture.of(image).argb()[0];

    // 0x40 * 255 / 0x80 = 127.5 and 0x20 * 255 / 0x80 = 63.75.
    assertThat(pixel >>> 24).isEqualTo(0x80);
    assertThat(pixel >> 16 & 0xFF).isBetween(127, 128);
    assertThat(pixel >> 8 & 0xFF).isEqualTo(64);
    assertThat(pixel & 0xFF).isZero();
  }

  @Test
  void theSizeThatABmpStatesOfItsFileIsNotBelieved() throws IOException {
    BufferedImage image = TestPictures.noise(9, 7, BufferedImage.TYPE_INT_RGB, 29);
    byte[] bmp = TestPictures.encode(image, "bmp");
    for (int at = 2; at < 6; at++) {
      bmp[at] = 0;
    }
    assertThat(pixels(write("size.bmp", bmp))).isEqualTo(Picture.of(image).argb());
  }

  @Test
  void missingFilesAndFoldersAreRefused() {
    refused(folder.resolve("nowhere.jpg"), "does not exist");
    refused(folder, "is a folder");
  }

  @Test
  void whatIsNoPictureIsRefused() throws IOException {
    refused(
        write("notes.jpg", "These are notes, not a photograph.".getBytes(UTF_8)),
        "is not a picture");
    refused(write("empty.png", new byte[0]), "is not a picture");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "bmp", "gif"})
  void truncatedFilesAreRefused(String format) throws IOException {
    BufferedImage image = TestPictures.noise(24, 24, BufferedImage.TYPE_INT_RGB, 26);
    byte[] whole = TestPictures.encode(image, format);
    for (int length = 1; length < whole.length * 3 / 4; length += 7) {
      Path file = write("cut", TestPictures.cut(whole, length));
      assertThatThrownBy(() -> TestPictures.read(file))
          .as("%s cut to %d of %d bytes", format, length, whole.length)
          .isInstanceOf(InvalidImageException.class)
          .hasMessageContaining("cut");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "bmp", "gif", "tiff"})
  void damagedFilesAreReadOrRefused(String format) throws IOException {
    BufferedImage image = TestPictures.noise(16, 16, BufferedImage.TYPE_INT_RGB, 27);
    byte[] whole = TestPictures.encode(image, format);
    Random random = new Random(28);
    for (int round = 0; round < 120; round++) {
      byte[] damaged = whole.clone();
      int at = random.nextInt(damaged.length);
      damaged[at] = (byte) random.nextInt();
      Path file = write("damaged", damaged);
      try {
        PictureInfo info = TestPictures.probe(file);
        if ((long) info.storedWidth() * info.storedHeight() <= 1 << 20) {
          TestPictures.read(file);
        }
      } catch (InvalidImageException e) {
        assertThat(e).as("%s, byte %d", format, at).hasMessageContaining("damaged");
      }
    }
  }

  @Test
  void sizeIsKnownBeforeAnythingIsDecoded() throws IOException {
    Path file = write("huge.png", TestPictures.pngClaiming(60000, 60000));

    PictureInfo info = TestPictures.probe(file);

    assertThat(info.width()).isEqualTo(60000);
    assertThat(info.height()).isEqualTo(60000);
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static int[] pixels(Path file) {
    return Picture.of(TestPictures.read(file).stored()).argb();
  }

  private static void refused(Path file, String words) {
    assertThatExceptionOfType(InvalidImageException.class)
        .isThrownBy(() -> TestPictures.read(file))
        .withMessageContaining(words)
        .withMessageContaining(file.getFileName().toString());
    assertThatExceptionOfType(InvalidImageException.class)
        .isThrownBy(() -> TestPictures.probe(file))
        .withMessageContaining(words);
  }
}
