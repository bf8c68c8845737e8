package dev.fude.painter.picture;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** TIFFs of numbers of every kind and length, of differences, of Lab, and of more than colours. */
class TiffNumbersTest {
  private static final int BLACK_IS_ZERO = 1;
  private static final int RGB = 2;
  private static final int PREDICTOR = 317;
  private static final int TILE_WIDTH = 322;
  private static final int EXTRA_SAMPLES = 338;

  static Stream<Arguments> numbersInBothOrders() {
    return Stream.of(TiffNumbers.values())
        .flatMap(n -> Stream.of(Arguments.of(n, BIG_ENDIAN), Arguments.of(n, LITTLE_ENDIAN)));
  }

  private static double[] noise(int count, long seed) {
    return new Random(seed).doubles(count).toArray();
  }

  private static int[] read(TestTiff tiff) {
    return read(tiff.file());
  }

  private static int[] read(byte[] file) {
    return Picture.of(TestPictures.read(PictureSource.of("photo", file)).stored()).argb();
  }

  private static void assertNear(int argb, double red, double green, double blue, int levels) {
    assertThat(new int[] {argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF})
        .satisfies(seen -> assertThat((double) seen[0]).isBetween(red - levels, red + levels))
        .satisfies(seen -> assertThat((double) seen[1]).isBetween(green - levels, green + levels))
        .satisfies(seen -> assertThat((double) seen[2]).isBetween(blue - levels, blue + levels));
  }

  @ParameterizedTest
  @MethodSource("numbersInBothOrders")
  void spanFromBlackToWhite(TiffNumbers numbers, ByteOrder order) {
    double[] grey = new double[256];
    for (int level = 0; level < 256; level++) {
      grey[level] = level / 255.0;
    }
    int[] argb = read(numbers.tiff(order, 16, 1, grey));
    for (int level = 0; level < 256; level++) {
      assertNear(argb[level], level, level, level, 1);
    }
  }

  @ParameterizedTest
  @MethodSource("numbersInBothOrders")
  void ofColoursAndAlpha(TiffNumbers numbers, ByteOrder order) {
    double[] shares = noise(4 * 35, 41);
    int[] argb = read(numbers.tiff(order, 7, 4, shares).says(EXTRA_SAMPLES, 2));
    for (int i = 0; i < 35; i++) {
      double[] pixel = {shares[4 * i], shares[4 * i + 1], shares[4 * i + 2]};
      assertNear(argb[i], 255 * pixel[0], 255 * pixel[1], 255 * pixel[2], 1);
      assertThat((argb[i] >>> 24) / 255.0)
          .isBetween(shares[4 * i + 3] - 0.004, shares[4 * i + 3] + 0.004);
    }
  }

  /** Differences between neighbours, in rows as a whole and in tiles of 16 columns. */
  @ParameterizedTest
  @MethodSource("numbersInBothOrders")
  void mayBeStoredAsDifferences(TiffNumbers numbers, ByteOrder order) {
    TestTiff tiff = numbers.tiff(order, 40, 3, noise(3 * 40 * 16, 42));
    int[] expected = read(tiff);

    assertThat(read(tiff.says(PREDICTOR, 2))).isEqualTo(expected);
    assertThat(read(tiff.says(TILE_WIDTH, 16))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"HALF, 40", "FLOAT, 40", "FLOAT, 48"})
  void floatsMayBeStoredAsDifferencesOfBytes(TiffNumbers numbers, int width) {
    for (ByteOrder order : new ByteOrder[] {BIG_ENDIAN, LITTLE_ENDIAN}) {
      TestTiff tiff = numbers.tiff(order, width, 3, noise(3 * width * 16, 43));
      int[] expected = read(tiff);

      tiff.says(PREDICTOR, 3);
      assertThat(read(width % 16 == 0 ? tiff.says(TILE_WIDTH, 16) : tiff)).isEqualTo(expected);
    }
  }

  @Test
  void floatsInTilesThatReachBeyondTheirRowsAreNamed() {
    TestTiff tiff = TiffNumbers.FLOAT.tiff(BIG_ENDIAN, 40, 1, noise(40 * 16, 44));
    byte[] file = tiff.says(PREDICTOR, 3).says(TILE_WIDTH, 16).file();
    assertThatExceptionOfType(InvalidImageException.class)
        .isThrownBy(() -> read(file))
        .withMessageContaining("differences in an unusual way");
  }

  @Test
  void whiteMayBeZero() {
    int[] argb = read(TiffNumbers.UNSIGNED_32.tiff(BIG_ENDIAN, 2, 1, 0, 0.75).says(262, 0));
    assertNear(argb[0], 255, 255, 255, 0);
    assertNear(argb[1], 64, 64, 64, 1);
  }

  @Test
  void floatsAboveWhiteAreCutOffAndTold() {
    TestTiff tiff = TiffNumbers.FLOAT.tiff(LITTLE_ENDIAN, 4, 1, -3, Double.NaN, 0.5, 1e30);
    try (WarningsTold told = new WarningsTold()) {
      assertThat(read(tiff)).containsExactly(0xFF000000, 0xFF000000, 0xFF808080, 0xFFFFFFFF);
      assertThat(told.messages())
          .containsExactly(
              "photo: some of its levels are above 1, which is white; they are cut off.");
    }
  }

  @Test
  void aProfileIsObeyed() {
    byte[] light = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    TestTiff tiff = TiffNumbers.FLOAT.tiff(BIG_ENDIAN, 1, 3, 128 / 255.0, 0, 1).holds(34675, light);
    assertNear(read(tiff)[0], 188, 0, 255, 1);
  }

  /** White, the middle grey and the three lights of sRGB. Source: CIE 15, adapted to D50. */
  static Stream<Arguments> labColours() {
    return Stream.of(
        Arguments.of(100, 0, 0, 0xFFFFFF),
        Arguments.of(53.585, 0, 0, 0x808080),
        Arguments.of(54.29, 80.81, 69.89, 0xFF0000),
        Arguments.of(87.82, -79.27, 80.99, 0x00FF00),
        Arguments.of(29.57, 68.30, -112.03, 0x0000FF));
  }

  @ParameterizedTest
  @MethodSource("labColours")
  void labIsBroughtToSrgb(double lightness, double a, double b, int rgb) {
    for (ByteOrder order : new ByteOrder[] {BIG_ENDIAN, LITTLE_ENDIAN}) {
      assertNearRgb(read(lab(order, 8, 16, lightness * 655.35, a * 256, b * 256))[0], rgb, 1);
      assertNearRgb(
          read(lab(order, 9, 16, lightness * 652.8, (a + 128) * 256, (b + 128) * 256))[0], rgb, 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"60, 20, -30", "40, -25, 35", "80, 0, 0"})
  void labOfBytesIsThatOfLongerNumbers(int lightness, int a, int b) {
    int same = read(lab(BIG_ENDIAN, 8, 16, lightness * 655.35, a * 256, b * 256))[0] & 0xFFFFFF;
    assertNearRgb(read(lab(BIG_ENDIAN, 8, 8, lightness * 2.55, a, b))[0], same, 1);
    assertNearRgb(read(lab(BIG_ENDIAN, 9, 8, lightness * 2.55, a + 128, b + 128))[0], same, 1);
  }

  private static void assertNearRgb(int argb, int rgb, int levels) {
    assertNear(argb, rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF, levels);
  }

  private static TestTiff lab(ByteOrder order, int photometric, int bits, double... colour) {
    ByteBuffer pixel = ByteBuffer.allocate(3 * bits / 8).order(order);
    for (double number : colour) {
      if (bits == 8) {
        pixel.put((byte) Math.round(number));
      } else {
        pixel.putShort((short) Math.round(number));
      }
    }
    return new TestTiff(order, 1, 3, bits, pixel.array()).says(262, photometric);
  }

  @ParameterizedTest
  @EnumSource(
      value = TiffNumbers.class,
      names = {"UNSIGNED_16", "FLOAT"})
  void whatIsBesideTheColoursIsNoAlphaUnlessItIsSaid(TiffNumbers numbers) {
    double[] pixel = {0.2, 0.4, 0.6, 0.8, 0.6};
    int rgb = 51 << 16 | 102 << 8 | 153;
    assertThat(seen(numbers, 3, pixel, 0)).isEqualTo(0xFF000000 | rgb);
    assertThat(seen(numbers, 3, pixel, 2)).isEqualTo(0xCC000000 | rgb);
    assertThat(seen(numbers, 3, pixel, 0, 2)).isEqualTo(0x99000000 | rgb);
    assertThat(seen(numbers, 1, pixel, 0)).isEqualTo(0xFF333333);
    assertThat(seen(numbers, 1, pixel, 2, 0)).isEqualTo(0x66333333);
    assertThat(seen(numbers, 1, pixel, 0, 0)).isEqualTo(0xFF333333);
    assertThat(seen(numbers, 1, pixel, 1)).isEqualTo(0x66808080); // multiplied by it
  }

  private static int seen(TiffNumbers numbers, int colours, double[] pixel, int... extras) {
    int samples = colours + extras.length;
    double[] shares = Arrays.copyOf(pixel, samples);
    return read(
        numbers
            .tiff(LITTLE_ENDIAN, 1, samples, shares)
            .says(262, colours == 1 ? BLACK_IS_ZERO : RGB)
            .says(EXTRA_SAMPLES, extras))[0];
  }

  /** Whatever the head says: a picture or one sentence. */
  @Test
  void hostileHeadsAreRefusedInASentence() {
    Random random = new Random(45);
    byte[] sound =
        TiffNumbers.FLOAT.tiff(BIG_ENDIAN, 32, 3, noise(3 * 32 * 16, 46)).says(PREDICTOR, 3).file();
    try (WarningsTold told = new WarningsTold()) {
      for (int round = 0; round < 500; round++) {
        byte[] hostile = sound.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
          hostile[8 + random.nextInt(TestTiff.HEAD - 8)] = (byte) random.nextInt(256);
        }
        readOrRefuse(hostile);
      }
      assertThat(told.messages()).allMatch(message -> message.startsWith("photo: "));
    }
  }

  private static void readOrRefuse(byte[] file) {
    try (OpenPicture picture = PictureSource.of("photo", file).open()) {
      if ((long) picture.info().width() * picture.info().height() < 100_000) {
        Picture.of(picture.read().stored());
      }
    } catch (InvalidImageException e) {
      assertThat(e).hasMessageStartingWith("photo ");
    }
  }
}
