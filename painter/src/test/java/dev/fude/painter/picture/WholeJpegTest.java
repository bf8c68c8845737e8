package dev.fude.painter.picture;

import static dev.fude.painter.picture.PicturesInMemory.read;
import static dev.fude.painter.picture.PicturesInMemory.refused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As {@link WholePixelsTest}, of JPEG. */
class WholeJpegTest {
  private final BufferedImage image = TestPictures.noise(48, 40, BufferedImage.TYPE_INT_RGB, 95);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aJpegIsWholeWithoutItsEnd(boolean progressive) throws IOException {
    byte[] jpeg = jpeg(image, progressive);
    byte[] noEnd = Arrays.copyOf(jpeg, jpeg.length - 2);
    try (WarningsTold told = new WarningsTold()) {
      assertThat(read(noEnd)).isEqualTo(read(jpeg));
      assertThat(told.messages())
          .containsExactly("photo: its end is missing, but its pixels are whole.");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aJpegIsWholeWhateverComesBehind(boolean progressive) throws IOException {
    byte[] jpeg = jpeg(image, progressive);
    byte[] film = new byte[5000];
    new Random(96).nextBytes(film);
    for (int end : new int[] {0, 2}) {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.write(jpeg, 0, jpeg.length - end);
      file.write(film);
      assertThat(read(file.toByteArray())).isEqualTo(read(jpeg));
    }
  }

  @Test
  void aProgressiveJpegIsCutShortWhereverItEnds() throws IOException {
    byte[] jpeg = jpeg(image, true);
    for (int length = 20; length < jpeg.length - 40; length += 61) {
      refused(Arrays.copyOf(jpeg, length), "cut short");
    }
  }

  @Test
  void thumbnailsAndTextOfAJpegAreNotLookedAt() throws IOException {
    byte[] jpeg = jpeg(image, false);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(jpeg, 0, 2);
    for (int marker : new int[] {0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xFE}) {
      file.write(new byte[] {(byte) 0xFF, (byte) marker, 0, 22});
      file.write("JFIF\0\1\2\0\0\1\0\1\7\7gone".getBytes(ISO_8859_1));
      file.write(new byte[2]);
    }
    file.write(jpeg, 2, jpeg.length - 2);
    assertThat(read(file.toByteArray())).isEqualTo(read(jpeg));
  }

  /** Scanners do not know how long a page is: they tell none, or the most, and the truth behind. */
  @ParameterizedTest
  @CsvSource({"0, cut short", "65535, 'a side above 65,500'"})
  void rowsThatAreToldBehindTheFirstScanAreKnown(int guess, String untold) throws IOException {
    byte[] jpeg = jpeg(image, false);
    int frame = frameOf(jpeg);
    byte[] told = jpeg.clone();
    told[frame + 5] = (byte) (guess >> 8);
    told[frame + 6] = (byte) guess;
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(told, 0, told.length - 2);
    file.write(new byte[] {(byte) 0xFF, (byte) 0xDC, 0, 4, 0, 40, (byte) 0xFF, (byte) 0xD9});
    assertThat(read(file.toByteArray())).isEqualTo(read(jpeg));
    refused(told, untold);
  }

  /** The JDK's decoder alone takes channels 0, 1, 2 for RGB, and paints them green and pink. */
  @Test
  void lumaAndChromaNeedNoHeadThatSaysSo() throws IOException {
    byte[] jpeg = PictureEncoder.jpeg(0.95f).encode(image);
    int app0 = 4 + (jpeg[5] & 0xFF);
    assertThat(jpeg[3] & 0xFF).as("JFIF's segment").isEqualTo(0xE0);
    byte[] bare = jpeg.clone();
    int frame = frameOf(jpeg);
    int scan = segmentOf(jpeg, 0xDA);
    for (int channel = 0; channel < 3; channel++) {
      bare[frame + 10 + 3 * channel] = (byte) channel;
      bare[scan + 5 + 2 * channel] = (byte) channel;
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(bare, 0, 2);
    file.write(bare, app0, bare.length - app0);
    assertThat(read(file.toByteArray())).isEqualTo(read(jpeg));
  }

  @Test
  void sortsOfJpegThatAreNotReadAreNamed() throws IOException {
    byte[] jpeg = jpeg(image, false);
    refused(withFrame(jpeg, 0xC9, 8), "arithmetic coding");
    refused(withFrame(jpeg, 0xC3, 8), "lossless JPEG");
    refused(withFrame(jpeg, 0xC5, 8), "hierarchical JPEG");
    refused(withFrame(jpeg, 0xC1, 12), "12 bits a channel");
    refused(withFrame(jpeg, 0xF7, 8), "JPEG-LS");
  }

  private static byte[] withFrame(byte[] jpeg, int marker, int bits) {
    byte[] other = jpeg.clone();
    int frame = frameOf(jpeg);
    other[frame + 1] = (byte) marker;
    other[frame + 4] = (byte) bits;
    return other;
  }

  private static int frameOf(byte[] jpeg) {
    return segmentOf(jpeg, 0xC0);
  }

  private static int segmentOf(byte[] jpeg, int marker) {
    int at = 2;
    while ((jpeg[at + 1] & 0xFF) != marker) {
      at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
    }
    return at;
  }

  private static byte[] jpeg(BufferedImage image, boolean progressive) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(0.9f);
      param.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    assertThat(ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()))).isNotNull();
    return bytes.toByteArray();
  }
}
