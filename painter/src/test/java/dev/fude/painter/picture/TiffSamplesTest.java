package dev.fude.painter.picture;

import static dev.fude.painter.picture.PicturesInMemory.read;
import static dev.fude.painter.picture.PicturesInMemory.refused;
import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TIFFs whose samples the JDK's decoder takes for others: of odd lengths, and beside colours. */
class TiffSamplesTest {
  private static final int WIDTH_TAG = 256;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int PHOTOMETRIC = 262;
  private static final int COLOUR_MAP = 320;
  private static final int EXTRA_SAMPLES = 338;
  private static final int ALPHA = 2;

  /** Of each sample the highest bits first, one behind the other, whatever the order of bytes. */
  @ParameterizedTest
  @CsvSource({"10, 3", "12, 3", "14, 3", "10, 1", "12, 1", "14, 1"})
  void levelsOfTenToFourteenBitsAreThoseThatAreStored(int bits, int samples) {
    int width = 16;
    BigInteger row = BigInteger.ZERO;
    int[] levels = IntStream.range(0, width * samples).map(i -> (i * 5 + 3) % 256).toArray();
    for (int level : levels) {
      row = row.shiftLeft(bits).or(BigInteger.valueOf(((1L << bits) - 1) * level / 255));
    }
    byte[] number = row.toByteArray();
    byte[] packed = new byte[width * samples * bits / 8];
    int length = Math.min(number.length, packed.length);
    System.arraycopy(number, number.length - length, packed, packed.length - length, length);
    int[] each = new int[samples];
    Arrays.fill(each, bits);
    byte[] file =
        new TestTiff(LITTLE_ENDIAN, packed.length / samples, samples, 8, packed)
            .says(WIDTH_TAG, width)
            .says(BITS, each)
            .says(PHOTOMETRIC, samples == 1 ? 1 : 2)
            .file();

    int[] argb = read(file);

    for (int x = 0; x < width; x++) {
      for (int channel = 0; channel < 3; channel++) {
        int level = levels[samples == 1 ? x : 3 * x + channel];
        assertThat(argb[x] >> 16 - 8 * channel & 0xFF).isBetween(level - 1, level);
      }
    }
  }

  /** The decoder turns round all samples, where grey alone counts down from white. */
  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void alphaBesideAGreyThatCountsDownCountsUp(int bits) {
    int[] stored = {10, 200, 255, 0, 0, 255, 99, 98};
    ByteBuffer pixels = ByteBuffer.allocate(stored.length * bits / 8);
    for (int level : stored) {
      if (bits == 8) {
        pixels.put((byte) level);
      } else {
        pixels.putShort((short) (257 * level));
      }
    }
    TestTiff tiff = new TestTiff(BIG_ENDIAN, 4, 2, bits, pixels.array()).says(PHOTOMETRIC, 0);
    assertThat(read(tiff.says(EXTRA_SAMPLES, ALPHA).file()))
        .containsExactly(0xC8F5F5F5, 0, 0xFFFFFFFF, 0x629C9C9C);
  }

  private static TestTiff indexed(int samples, int scale, int... pixels) {
    byte[] bytes = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      bytes[i] = (byte) pixels[i];
    }
    int[] map = new int[3 * 256];
    for (int i = 0; i < map.length; i++) {
      map[i] = scale * (i % 256 * (1 + i / 256) & 0xFF);
    }
    return new TestTiff(LITTLE_ENDIAN, pixels.length / samples, samples, 8, bytes)
        .says(PHOTOMETRIC, 3)
        .says(COLOUR_MAP, map);
  }

  /** Some programs state the colours by bytes, where the format has numbers of 16 bits. */
  @ParameterizedTest
  @ValueSource(ints = {1, 257})
  void aPaletteMayBeOfBytes(int scale) {
    assertThat(read(indexed(1, scale, 0, 1, 100, 255).file()))
        .containsExactly(0xFF000000, 0xFF010203, 0xFF64C82C, 0xFFFFFEFD);
  }

  @Test
  void numbersOfColoursMayHaveAlphaBesideThem() {
    byte[] file = indexed(2, 257, 1, 255, 100, 7, 255, 0).says(EXTRA_SAMPLES, ALPHA).file();
    assertThat(read(file)).containsExactly(0xFF010203, 0x0764C82C, 0x00FFFEFD);
    byte[] other = indexed(2, 257, 1, 255, 100, 7).says(EXTRA_SAMPLES, 0).file();
    assertThat(read(other)).containsExactly(0xFF010203, 0xFF64C82C);
  }

  @Test
  void aPackingThatIsUnknownIsNoDamage() {
    TestTiff tiff = new TestTiff(BIG_ENDIAN, 2, 1, 8, new byte[4]).says(PHOTOMETRIC, 1);
    refused(tiff.says(COMPRESSION, 34933).file(), "packed by a way of its own (number 34933)");
  }
}
