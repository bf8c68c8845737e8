package dev.fude.painter.picture;

import static dev.fude.painter.picture.SeenColours.assertNear;
import static dev.fude.painter.picture.SeenColours.profile;
import static dev.fude.painter.picture.SeenColours.read;
import static dev.fude.painter.picture.SeenColours.seen;
import static dev.fude.painter.picture.SeenColours.smooth;
import static dev.fude.painter.picture.StatedFiles.chunk;
import static dev.fude.painter.picture.StatedFiles.ints;
import static dev.fude.painter.picture.StatedFiles.packed;
import static dev.fude.painter.picture.StatedFiles.png;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.painter.picture.colour.SrgbProfile;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Colours that a PNG states, by a profile or in the three other ways that it has. */
class PngColoursTest {
  private static final byte[] SRGB = profile(ColorSpace.CS_sRGB);

  private final BufferedImage colours = smooth(BufferedImage.TYPE_INT_RGB);

  @Test
  void whatIsSrgbAlreadyIsLeftToTheLevel() throws IOException {
    BufferedImage noise = TestPictures.noise(40, 30, BufferedImage.TYPE_INT_RGB, 93);
    byte[] usualGamma = chunk("gAMA", ints(45455));
    byte[] usualPrimaries =
        chunk("cHRM", ints(31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000));
    for (byte[] png :
        List.of(
            png(noise, chunk("iCCP", packed(SRGB))),
            png(noise, chunk("iCCP", packed(SrgbProfile.bytes()))),
            png(noise, usualGamma, usualPrimaries),
            png(noise, chunk("cICP", new byte[] {1, 13, 0, 1})),
            png(noise, chunk("sRGB", new byte[1]), chunk("gAMA", ints(100_000))))) {
      assertThat(read(png)).isEqualTo(Picture.of(noise).argb());
    }
  }

  @Test
  void pngsStateLightInThreeOtherWays() throws IOException {
    int[] expected = seen(Picture.of(colours).argb());
    assertNear(read(png(colours, chunk("gAMA", ints(100_000)))), expected, 1);
    assertNear(read(png(colours, chunk("cICP", new byte[] {1, 8, 0, 1}))), expected, 1);
    byte[] first = chunk("cICP", new byte[] {1, 8, 0, 1});
    assertNear(read(png(colours, first, chunk("iCCP", packed(SRGB)))), expected, 1);
  }

  @Test
  void whatCannotBeObeyedLeavesTheRestToCount() throws IOException {
    int[] expected = seen(Picture.of(colours).argb());
    byte[] light = chunk("gAMA", ints(100_000));
    for (byte[] useless :
        List.of(
            chunk("cICP", new byte[] {2, 2, 0, 1}),
            chunk("iCCP", packed(new byte[200])),
            chunk("iCCP", "p\0\0no stream".getBytes(ISO_8859_1)),
            damaged(chunk("cICP", new byte[] {1, 13, 0, 1})))) {
      try (WarningsTold told = new WarningsTold()) {
        assertNear(read(png(colours, useless, light)), expected, 1);
        assertThat(told.messages()).singleElement().asString().contains(" not obeyed");
      }
    }
  }

  @Test
  void aProfileThatMakesOneColourOfAllIsBroken() throws IOException {
    byte[] flat = profile(ColorSpace.CS_LINEAR_RGB);
    ByteBuffer tags = ByteBuffer.wrap(flat);
    for (int i = 0, at = 132; i < tags.getInt(128); i++, at += 12) {
      if (new String(flat, at, 4, ISO_8859_1).endsWith("TRC")) {
        int curve = tags.getInt(at + 4);
        tags.put(curve, "curv\0\0\0\0\0\0\0\1\0\0".getBytes(ISO_8859_1));
      }
    }
    try (WarningsTold told = new WarningsTold()) {
      assertThat(read(png(colours, chunk("iCCP", packed(flat)))))
          .isEqualTo(Picture.of(colours).argb());
      assertThat(told.messages()).singleElement().asString().contains("taken for sRGB;");
    }
  }

  @Test
  void whatStandsBehindThePixelsOrIsDamagedIsNotObeyed() throws IOException {
    byte[] light = chunk("gAMA", ints(100_000));
    byte[] png = TestPictures.encode(colours, "png");
    ByteBuffer late = ByteBuffer.allocate(png.length + light.length);
    late.put(png, 0, png.length - 12).put(light).put(png, png.length - 12, 12);
    for (byte[] file : List.of(late.array(), png(colours, damaged(light)))) {
      try (WarningsTold told = new WarningsTold()) {
        assertThat(read(file)).isEqualTo(Picture.of(colours).argb());
        assertThat(told.messages()).singleElement().asString().endsWith("is not obeyed.");
      }
    }
  }

  private static byte[] damaged(byte[] chunk) {
    byte[] other = chunk.clone();
    other[chunk.length - 1]++;
    return other;
  }

  @Test
  void theNarrowRangeOfTelevisionIsWidened() throws IOException {
    BufferedImage image = new BufferedImage(220, 1, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 220; i++) {
      image.getRaster().setSample(i, 0, 0, 16 + i);
    }
    int[] argb = read(png(image, chunk("cICP", new byte[] {1, 13, 0, 0})));
    for (int i = 0; i < 220; i++) {
      int level = Math.round(i * 255 / 219f);
      assertThat(argb[i] & 0xFF).as("%d", i).isBetween(level - 1, level + 1);
    }
  }

  @Test
  void aRedThatNoScreenShowsIsTheReddestThatItHas() throws IOException {
    BufferedImage red = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    red.setRGB(0, 0, 0xFFFF0000);
    int[] argb = read(png(red, chunk("cICP", new byte[] {9, 13, 0, 1})));
    assertThat(argb[0] & 0xFFFF00).isEqualTo(0xFF0000);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "1, 1", "2, 0", "2, 1", "2, 2", "2, 3", "4, 0", "4, 7", "4, 15"})
  void theLevelThatIsTransparentIsOfTheFilesOwnBits(int bits, int transparent) throws IOException {
    int levels = 1 << bits;
    ByteArrayOutputStream row = new ByteArrayOutputStream();
    row.write(0); // of no filter
    for (int first = 0; first < levels; first += 8 / bits) {
      int packed = 0;
      for (int i = 0; i < 8 / bits; i++) {
        packed = packed << bits | (first + i) % levels;
      }
      row.write(packed);
    }
    ByteBuffer header = ByteBuffer.allocate(13).putInt(levels).putInt(1).put((byte) bits);
    byte[] file =
        pngOf(
            chunk("IHDR", header.array()),
            chunk("tRNS", new byte[] {0, (byte) transparent}),
            chunk("IDAT", deflated(row.toByteArray())),
            chunk("IEND", new byte[0]));

    int[] argb = read(file);

    for (int level = 0; level < levels; level++) {
      int grey = level * 255 / (levels - 1);
      int alpha = level == transparent ? 0 : 255;
      assertThat(argb[level] >>> 24).as("alpha of level %d", level).isEqualTo(alpha);
      if (alpha > 0) {
        assertThat(argb[level] & 0xFF).as("level %d", level).isEqualTo(grey);
      }
    }
  }

  private static byte[] pngOf(byte[]... chunks) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    for (byte[] chunk : chunks) {
      file.write(chunk);
    }
    return file.toByteArray();
  }

  private static byte[] deflated(byte[] data) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(data);
    }
    return packed.toByteArray();
  }
}
