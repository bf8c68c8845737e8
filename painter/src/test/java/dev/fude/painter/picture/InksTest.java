package dev.fude.painter.picture;

import static dev.fude.painter.picture.SeenColours.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;

/** Inks, and luma with chroma, which the JDK's decoders take for other colours. */
class InksTest {
  /** The JDK's decoder takes them for red, green, blue and alpha. */
  @Test
  void inksOfSixteenBitsInATiffAreInks() throws IOException {
    byte[] levels = {-1, -1, (byte) 0x80, (byte) 0x80, 0, 0, 0, 0};
    assertThat(read(tiff(5, 1, 4, 16, levels))).containsExactly(0xFF007FFF);
  }

  /** The JDK's decoder gives them inverted. */
  @Test
  void inksThatATiffPacksAsJpegAreInks() throws IOException {
    int[] ink = {255, 128, 0, 51};
    // As below; a JPEG's rounding is a level or two.
    int argb = read(tiff(5, 7, 4, 8, jpegOfInks(ink, 1)))[0];
    assertThat(argb >> 16 & 0xFF).isLessThanOrEqualTo(2);
    assertThat(argb >> 8 & 0xFF).isBetween(100, 104);
    assertThat(argb & 0xFF).isBetween(202, 206);
  }

  /** The JDK's decoder takes what it made of them for light, which is shown as 188. */
  @Test
  void lumaAndChromaOfATiffAreNotBrightened() throws IOException {
    byte[] grey = {(byte) 128, (byte) 128, (byte) 128};
    assertThat(read(tiff(6, 1, 3, 8, grey))).containsExactly(0xFF808080);
  }

  /** One pixel. Entries are sorted, as TIFF wants them. */
  private static byte[] tiff(
      int photometric, int compression, int samples, int bits, byte[] levels) {
    ByteBuffer tiff = ByteBuffer.allocate(200 + levels.length).order(ByteOrder.BIG_ENDIAN);
    tiff.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8);
    int[][] entries = {
      {256, 1},
      {257, 1},
      {258, bits},
      {259, compression},
      {262, photometric},
      {273, 200},
      {277, samples},
      {278, 1},
      {279, levels.length},
      {530, 1}
    };
    tiff.putShort((short) entries.length);
    for (int[] entry : entries) {
      boolean each = entry[0] == 258;
      boolean pair = entry[0] == 530;
      tiff.putShort((short) entry[0]).putShort((short) 3).putInt(each ? samples : pair ? 2 : 1);
      tiff.putInt(each ? 180 : entry[1] << 16 | (pair ? entry[1] : 0));
    }
    tiff.position(180);
    for (int i = 0; i < samples; i++) {
      tiff.putShort((short) bits);
    }
    return tiff.put(200, levels).array();
  }

  private static byte[] jpegOfInks(int[] ink, int side) throws IOException {
    WritableRaster cmyk = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, side, side, 4, null);
    for (int i = 0; i < side * side; i++) {
      cmyk.setPixel(i % side, i / side, ink);
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(cmyk, null, null), null);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Without Adobe's segment too 255 is none of an ink, as Pillow and browsers show it. */
  @Test
  void inksWithoutAProfileTakeLightAway() throws IOException {
    byte[] file = jpegOfInks(new int[] {0, 127, 255, 204}, 16);
    assertThat(new String(file, StandardCharsets.ISO_8859_1)).doesNotContain("Adobe");

    // Of 255, 128, 0 and 51 parts of ink: (1 - ink) * (1 - 51 / 255): 0, 127 * 0.8 = 102, 204; a
    // JPEG's rounding is a level or two.
    for (int argb : read(file)) {
      assertThat(argb >> 16 & 0xFF).isLessThanOrEqualTo(2);
      assertThat(argb >> 8 & 0xFF).isBetween(100, 104);
      assertThat(argb & 0xFF).isBetween(202, 206);
    }
  }
}
