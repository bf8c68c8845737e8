package dev.fude.painter.picture;

import static dev.fude.painter.picture.PicturesInMemory.read;
import static dev.fude.painter.picture.PicturesInMemory.refused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no pixel never costs the picture; a pixel that is missing always does. */
class WholePixelsTest {
  private static final int IHDR_END = 33;
  private static final int IEND_BYTES = 12;

  private final BufferedImage image = TestPictures.noise(48, 40, BufferedImage.TYPE_INT_RGB, 95);

  @Test
  void aPngWithoutItsEndIsWhole() throws IOException {
    byte[] png = TestPictures.encode(image, "png");
    byte[] cut = Arrays.copyOf(png, png.length - IEND_BYTES);
    assertThat(read(cut)).isEqualTo(Picture.of(image).argb());
    // The last checksum is no pixel either; the byte before it is.
    assertThat(read(Arrays.copyOf(cut, cut.length - 4))).isEqualTo(Picture.of(image).argb());
    refused(Arrays.copyOf(cut, cut.length - 5), "cut short");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zTXt", "iTXt", "tEXt", "tIME", "pHYs", "eXIf", "hIST", "sPLT", "xyZz"})
  void noOtherChunkOfAPngCostsIt(String type) throws IOException {
    byte[] png = TestPictures.encode(image, "png");
    byte[] broken =
        TestPictures.pngChunk(type, "Comment\0\0x\u009cnot a stream".getBytes(ISO_8859_1));
    for (int at : new int[] {IHDR_END, png.length - IEND_BYTES}) {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.write(png, 0, at);
      file.write(broken);
      file.write(png, at, png.length - at);
      assertThat(read(file.toByteArray())).as("at %d", at).isEqualTo(Picture.of(image).argb());
    }
  }

  /** The JDK's decoder refuses the second and does not look at the first. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void aPngWithAWrongChecksumIsPaintedAndToldOf(int beforeTheEnd) throws IOException {
    byte[] png = TestPictures.encode(image, "png");
    png[png.length - IEND_BYTES - beforeTheEnd]++;
    try (WarningsTold told = new WarningsTold()) {
      assertThat(read(png)).isEqualTo(Picture.of(image).argb());
      assertThat(told.messages())
          .singleElement()
          .asString()
          .startsWith("photo: a checksum of its pixels is wrong");
    }
  }

  @Test
  void coloursThatAPaletteLacksAreToldOf() throws IOException {
    BufferedImage indexed = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_INDEXED);
    indexed.getRaster().setSample(3, 3, 0, 200);
    byte[] png = TestPictures.encode(indexed, "png");
    assertThat(new String(png, 37, 4, ISO_8859_1)).isEqualTo("PLTE");
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(png, 0, IHDR_END);
    file.write(TestPictures.pngChunk("PLTE", Arrays.copyOfRange(png, 41, 41 + 3 * 60)));
    int behind = 41 + 3 * 256 + 4;
    file.write(png, behind, png.length - behind);
    try (WarningsTold told = new WarningsTold()) {
      read(file.toByteArray());
      assertThat(told.messages()).singleElement().asString().contains("palette does not have");
    }
  }

  /** The JDK gives grey of less than 8 bits a palette of its own. */
  @Test
  void greyOfFewBitsLacksNoColours() throws IOException {
    BufferedImage bits = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_BINARY);
    bits.getRaster().setSample(3, 3, 0, 1);
    byte[] png = TestPictures.encode(bits, "png");
    assertThat(png[25]).as("colour type").isZero();
    try (WarningsTold told = new WarningsTold()) {
      assertThat(read(png)).isEqualTo(Picture.of(bits).argb());
      assertThat(told.messages()).isEmpty();
    }
  }

  @Test
  void aGifIsWholeWithoutItsEndAndCutShortWithoutAPixel() throws IOException {
    byte[] gif = TestPictures.encode(image, "gif");
    int[] whole = read(gif);
    assertThat(read(Arrays.copyOf(gif, gif.length - 1))).isEqualTo(whole);
    try (WarningsTold told = new WarningsTold()) {
      assertThat(read(Arrays.copyOf(gif, gif.length - 2))).isEqualTo(whole);
      assertThat(told.messages())
          .containsExactly("photo: its end is missing, but its pixels are whole.");
    }
    for (int missing = 8; missing < gif.length / 2; missing += 61) {
      byte[] cut = Arrays.copyOf(gif, gif.length - missing);
      refused(cut, "cut short");
    }
  }

  /** The JDK's decoder leaves black what is missing before an end, and tells nobody. */
  @Test
  void aGifThatEndsTooEarlyIsCutShort() throws IOException {
    byte[] gif = TestPictures.encode(image, "gif");
    int last = gif.length - 2; // the end of the parts, if the last is followed back
    int part = gifParts(gif);
    while (part + 1 + (gif[part] & 0xFF) < last) {
      byte[] cut = Arrays.copyOf(gif, part + 2);
      cut[part] = 0;
      cut[part + 1] = ';';
      refused(cut, "cut short");
      part += 1 + (gif[part] & 0xFF);
    }
  }

  /** Where the first part of the first frame's pixels stands. */
  private static int gifParts(byte[] gif) {
    int at = 13 + ((gif[10] & 0x80) == 0 ? 0 : 3 << ((gif[10] & 7) + 1));
    while (gif[at] == 0x21) {
      at += 2;
      while (gif[at] != 0) {
        at += 1 + (gif[at] & 0xFF);
      }
      at++;
    }
    return at + 10 + ((gif[at + 9] & 0x80) == 0 ? 0 : 3 << ((gif[at + 9] & 7) + 1)) + 1;
  }

  @Test
  void aBmpMayHoldAPng() throws IOException {
    byte[] png = TestPictures.encode(image, "png");
    ByteBuffer bmp = ByteBuffer.allocate(54 + png.length).order(ByteOrder.LITTLE_ENDIAN);
    bmp.put((byte) 'B').put((byte) 'M').putInt(bmp.capacity()).putInt(0).putInt(54).putInt(40);
    bmp.putInt(48).putInt(40).putShort((short) 1).putShort((short) 0).putInt(5).position(54);
    assertThat(read(bmp.put(png).array())).isEqualTo(Picture.of(image).argb());
  }

  @Test
  void aPreviewAloneIsToldOf() throws IOException {
    byte[] tiff = TestPictures.encode(image, "tiff");
    ByteBuffer file = ByteBuffer.wrap(tiff);
    file.order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int entry = file.getInt(4) + 2;
    assertThat(file.getShort(entry)).as("the tag of its width").isEqualTo((short) 256);
    ByteBuffer other = ByteBuffer.allocate(tiff.length + 300).order(file.order());
    int count = file.getShort(entry - 2);
    other.put(tiff).putInt(4, tiff.length).position(tiff.length);
    other.putShort((short) (count + 1)).putShort((short) 254).putShort((short) 4).putInt(1);
    other.putInt(1).put(tiff, entry, 12 * count);
    try (WarningsTold told = new WarningsTold()) {
      assertThat(read(other.array())).isEqualTo(Picture.of(image).argb());
      assertThat(told.messages())
          .containsExactly("photo: it is a preview of a larger picture, which is not in it.");
    }
  }
}
