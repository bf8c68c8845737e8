package dev.fude.painter.picture;

import static dev.fude.painter.picture.SeenColours.assertNear;
import static dev.fude.painter.picture.SeenColours.profile;
import static dev.fude.painter.picture.SeenColours.read;
import static dev.fude.painter.picture.SeenColours.seen;
import static dev.fude.painter.picture.SeenColours.smooth;
import static dev.fude.painter.picture.StatedFiles.GREY_WEBP;
import static dev.fude.painter.picture.StatedFiles.bmp;
import static dev.fude.painter.picture.StatedFiles.chunk;
import static dev.fude.painter.picture.StatedFiles.ints;
import static dev.fude.painter.picture.StatedFiles.packed;
import static dev.fude.painter.picture.StatedFiles.png;
import static dev.fude.painter.picture.StatedFiles.profilePart;
import static dev.fude.painter.picture.StatedFiles.webp;
import static dev.fude.painter.picture.StatedFiles.withInterop;
import static dev.fude.painter.picture.StatedFiles.withTiffProfile;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Colours come to sRGB, whatever container states them. The profiles are the JDK's own, of which it
 * is known what they mean: light itself, whose level 128 of 255 is 188 in sRGB.
 */
class StatedColoursTest {
  private static final byte[] LIGHT = profile(ColorSpace.CS_LINEAR_RGB);
  private static final byte[] GREY_LIGHT = profile(ColorSpace.CS_GRAY);
  private static final byte[] BROKEN = "no profile, but long enough to be one".getBytes(ISO_8859_1);

  private final BufferedImage colours = smooth(BufferedImage.TYPE_INT_RGB);

  @Test
  void ofPng() throws IOException {
    byte[] png = png(colours, chunk("iCCP", packed(LIGHT)));
    assertNear(read(png), seen(Picture.of(colours).argb()), 1);
  }

  @Test
  void ofJpegInPartsOutOfOrder() throws IOException {
    byte[] jpeg = TestPictures.encode(colours, "jpeg");
    int half = LIGHT.length / 2;
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(jpeg, 0, 2);
    file.write(profilePart(2, Arrays.copyOfRange(LIGHT, half, LIGHT.length)));
    file.write(profilePart(1, Arrays.copyOf(LIGHT, half)));
    file.write(jpeg, 2, jpeg.length - 2);

    // What the JPEG itself changed is in both.
    assertNear(read(file.toByteArray()), seen(read(jpeg)), 1);
  }

  @Test
  void ofTiff() throws IOException {
    byte[] tiff = TestPictures.encode(colours, "tiff");
    assertNear(read(withTiffProfile(tiff, LIGHT)), seen(Picture.of(colours).argb()), 1);
  }

  @Test
  void ofBmp() throws IOException {
    assertNear(read(bmp(colours, LIGHT)), seen(Picture.of(colours).argb()), 1);
  }

  @Test
  void ofGif() throws IOException {
    BufferedImage few = smooth(BufferedImage.TYPE_BYTE_INDEXED);
    byte[] gif = TestPictures.encode(few, "gif");
    int table = 13 + (3 << ((gif[10] & 7) + 1));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(gif, 0, table);
    file.write(new byte[] {0x21, (byte) 0xFF, 11});
    file.write("ICCRGBG1012".getBytes(ISO_8859_1));
    for (int at = 0; at < LIGHT.length; at += 255) {
      int length = Math.min(255, LIGHT.length - at);
      file.write(length);
      file.write(LIGHT, at, length);
    }
    file.write(0);
    file.write(gif, table, gif.length - table);

    assertNear(read(file.toByteArray()), seen(read(gif)), 1);
  }

  @Test
  void ofWebp() throws IOException {
    assertThat(read(GREY_WEBP)).containsOnly(0xFF808080);
    assertNear(read(webp(LIGHT)), seen(read(GREY_WEBP)), 1);
  }

  @Test
  void ofPalettes() throws IOException {
    BufferedImage few = smooth(BufferedImage.TYPE_BYTE_INDEXED);
    byte[] png = png(few, chunk("iCCP", packed(LIGHT)));
    assertNear(read(png), seen(few.getRGB(0, 0, 64, 16, null, 0, 64)), 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofGreysByAProfileOfGreyOrOfColours(boolean grey) throws IOException {
    BufferedImage levels = greys(BufferedImage.TYPE_BYTE_GRAY, 1);
    int[] argb = read(png(levels, chunk("iCCP", packed(grey ? GREY_LIGHT : LIGHT))));
    for (int level = 0; level < 256; level++) {
      assertThat(argb[level] & 0xFF).as("%d", level).isBetween(seen(level) - 1, seen(level) + 1);
    }
  }

  @Test
  void ofSixteenBits() throws IOException {
    BufferedImage levels = greys(BufferedImage.TYPE_USHORT_GRAY, 257);
    int[] argb = read(png(levels, chunk("iCCP", packed(GREY_LIGHT))));
    for (int level = 0; level < 256; level++) {
      assertThat(argb[level] & 0xFF).as("%d", level).isBetween(seen(level) - 1, seen(level) + 1);
    }
  }

  private static BufferedImage greys(int type, int step) {
    BufferedImage image = new BufferedImage(256, 2, type);
    for (int level = 0; level < 256; level++) {
      image.getRaster().setSample(level, 0, 0, level * step);
    }
    return image;
  }

  @Test
  void transparencyIsNoColour() throws IOException {
    BufferedImage image = TestPictures.noise(9, 7, BufferedImage.TYPE_INT_ARGB, 91);
    int[] argb = image.getRGB(0, 0, 9, 7, null, 0, 9);
    assertNear(read(png(image, chunk("iCCP", packed(LIGHT)))), seen(argb), 1);
  }

  /** As palettes with a transparent colour, greys with alpha and TIFFs with alpha come. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void transparencyStaysBesideEveryKindOfLevels(int channels) {
    ColorSpace space =
        channels == 1
            ? new ICC_ColorSpace(ICC_Profile.getInstance(GREY_LIGHT))
            : ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB);
    for (boolean multiplied : new boolean[] {false, true}) {
      ComponentColorModel model =
          new ComponentColorModel(
              space, true, multiplied, Transparency.TRANSLUCENT, DataBuffer.TYPE_BYTE);
      WritableRaster levels =
          Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 4, 70, channels + 1, null);
      for (int i = 0; i < 280; i++) {
        for (int channel = 0; channel < channels; channel++) {
          levels.setSample(i % 4, i / 4, channel, multiplied ? 64 : 128);
        }
        levels.setSample(i % 4, i / 4, channels, multiplied ? 128 : 200);
      }
      int[] argb = Picture.of(new BufferedImage(model, levels, multiplied, null)).argb();
      int expected = multiplied ? 0x80000000 | 188 * 0x010101 : 0xC8000000 | 188 * 0x010101;
      assertNear(argb, IntStream.generate(() -> expected).limit(280).toArray(), 1);
    }
  }

  @Test
  void aPictureInMemoryIsConvertedAsAFileIs() {
    BufferedImage image =
        new BufferedImage(
            new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB),
                false,
                false,
                Transparency.OPAQUE,
                DataBuffer.TYPE_BYTE),
            Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 5, 200, 3, null),
            false,
            null);
    Random random = new Random(92);
    int[] expected = new int[1000];
    for (int i = 0; i < 1000; i++) {
      int[] pixel = {random.nextInt(256), random.nextInt(256), random.nextInt(256)};
      image.getRaster().setPixel(i % 5, i / 5, pixel);
      expected[i] = 0xFF000000 | pixel[0] << 16 | pixel[1] << 8 | pixel[2];
    }
    assertNear(Picture.of(image).argb(), seen(expected), 1);
  }

  @Test
  void aBrokenProfileCostsOneWarningAndNoPicture() throws IOException {
    BufferedImage noise = TestPictures.noise(12, 9, BufferedImage.TYPE_INT_RGB, 94);
    int[] expected = Picture.of(noise).argb();
    byte[] huge = new byte[(1 << 24) + 1];
    for (byte[] file :
        List.of(
            png(noise, chunk("iCCP", packed(BROKEN))),
            png(noise, chunk("iCCP", packed(Arrays.copyOf(LIGHT, 200)))),
            png(noise, chunk("iCCP", "no zlib stream\0\0here".getBytes(ISO_8859_1))),
            png(noise, chunk("iCCP", packed(huge))),
            png(noise, chunk("iCCP", packed(GREY_LIGHT))),
            png(noise, chunk("gAMA", new byte[4])),
            png(noise, chunk("cHRM", new byte[32])),
            png(noise, chunk("cICP", new byte[] {77, 13, 0, 1})),
            withTiffProfile(TestPictures.encode(noise, "tiff"), BROKEN),
            bmp(noise, BROKEN))) {
      try (WarningsTold told = new WarningsTold()) {
        assertThat(read(file)).isEqualTo(expected);
        assertThat(told.messages())
            .singleElement()
            .asString()
            .startsWith("photo: ")
            .endsWith("save it anew by a program that shows them right.");
      }
    }
  }

  /**
   * Cameras that are set to Adobe RGB may say so by a note alone; (0, 255, 0) is no green of sRGB.
   */
  @Test
  void aProfileForOtherChannelsSaysWhichAndWhatToDo() throws IOException {
    BufferedImage noise = TestPictures.noise(9, 7, BufferedImage.TYPE_INT_RGB, 96);
    try (WarningsTold told = new WarningsTold()) {
      read(bmp(noise, GREY_LIGHT));
      assertThat(told.messages())
          .containsExactly(
              "photo: the profile of its colours is not obeyed (it is for 1 channel, and the"
                  + " picture has 3); they are taken for sRGB; if they look wrong, save it anew by"
                  + " a program that shows them right.");
    }
  }

  @Test
  void ofACamerasNoteOfAdobeRgb() throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      image.setRGB(i % 16, i / 16, 0xFF96A078);
    }
    byte[] jpeg = TestPictures.encode(image, "jpeg");

    int plain = read(withInterop(jpeg, "R98"))[0];
    int noted = read(withInterop(jpeg, "R03"))[0];

    assertThat(plain).isEqualTo(read(jpeg)[0]);
    // By the matrices of both spaces: 150, 160, 120 of Adobe RGB is 147, 161, 119 of sRGB.
    assertNear(new int[] {noted}, new int[] {0xFF000000 | 147 << 16 | 161 << 8 | 119}, 3);
  }
}
