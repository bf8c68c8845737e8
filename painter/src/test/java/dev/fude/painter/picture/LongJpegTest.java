package dev.fude.painter.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A JPEG may have sides of 65,535, and the JDK's decoder stops at 65,500. */
class LongJpegTest {
  private static final int BLOCK = 8;
  private static final int GREY = 128;

  /** Of a block as the one before, by the usual tables: four of "no change, no detail", 00 1010. */
  private static final byte[] FOUR_BLOCKS = {0x28, (byte) 0xA2, (byte) 0x8A};

  /** A sound grey JPEG, of which every block is alike. */
  private static byte[] grey(int width, int height) throws IOException {
    BufferedImage block = new BufferedImage(BLOCK, BLOCK, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < BLOCK * BLOCK; i++) {
      block.getRaster().setSample(i % BLOCK, i / BLOCK, 0, GREY);
    }
    byte[] jpeg = TestPictures.encode(block, "jpg");
    int frame = segment(jpeg, 0xC0);
    System.arraycopy(
        new byte[] {(byte) (height >> 8), (byte) height, (byte) (width >> 8), (byte) width},
        0,
        jpeg,
        frame + 5,
        4);
    int scan = segment(jpeg, 0xDA);
    int blocks = (width + BLOCK - 1) / BLOCK * ((height + BLOCK - 1) / BLOCK);
    assertThat(blocks % 4).as("blocks beyond whole bytes").isZero();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(Arrays.copyOf(jpeg, scan + 2 + (jpeg[scan + 3] & 0xFF)));
    for (int i = 0; i < blocks; i += 4) {
      file.writeBytes(FOUR_BLOCKS);
    }
    file.write(0xFF);
    file.write(0xD9);
    return file.toByteArray();
  }

  private static int segment(byte[] jpeg, int marker) {
    int at = 2;
    while ((jpeg[at + 1] & 0xFF) != marker) {
      at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
    }
    return at;
  }

  @Test
  void theLongestSideThatIsReadIsRead() throws IOException {
    int[] pixels =
        Picture.of(TestPictures.read(PictureSource.of("photo", grey(65500, 32))).stored()).argb();
    assertThat(pixels).hasSize(65500 * 32).containsOnly(0xFF808080);
  }

  @ParameterizedTest
  @CsvSource({"65501, 8", "65535, 8", "32, 65535"})
  void aLongerSideIsNoDamage(int width, int height) throws IOException {
    refused(grey(width, height), width, height);
  }

  /** A frame of no rows, whose number stands behind the scan. */
  @Test
  void rowsThatAreToldAtLastCount() throws IOException {
    byte[] jpeg = grey(32, 65535);
    int frame = segment(jpeg, 0xC0);
    jpeg[frame + 5] = 0;
    jpeg[frame + 6] = 0;
    byte[] behind = {
      (byte) 0xFF, (byte) 0xDC, 0, 4, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xD9
    };
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(jpeg, 0, jpeg.length - 2);
    file.writeBytes(behind);
    refused(file.toByteArray(), 32, 65535);
  }

  private static void refused(byte[] file, int width, int height) {
    assertThatExceptionOfType(InvalidImageException.class)
        .isThrownBy(() -> TestPictures.read(PictureSource.of("photo", file)))
        .withMessage(
            "photo is a JPEG of %d x %d pixels, with a side above 65,500, a kind that is not read"
                + " here; convert it with `ffmpeg -i IN OUT.png`.",
            width, height);
  }
}
