package dev.fude.painter.picture;

import static dev.fude.painter.picture.PicturesInMemory.read;
import static dev.fude.painter.picture.PicturesInMemory.refused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The lossless pixels of WebP, and the alpha of lossy ones. The files in {@code webp/} were made by
 * libwebp 1.6 from the formulas that stand here.
 */
class WebpPixelsTest {
  private static final int WIDTH = 40;
  private static final int HEIGHT = 24;
  private static final int HEADER_BYTES = 12;

  /** Numbers from 0 to 255 by no rule that an encoder would find. */
  private static int[] noise(int count, int seed) {
    int[] numbers = new int[count];
    int state = seed;
    for (int i = 0; i < count; i++) {
      state = state * 1_103_515_245 + 12_345 & 0x7FFF_FFFF;
      numbers[i] = state >> 16 & 0xFF;
    }
    return numbers;
  }

  private static int[] pixels(IntBinaryOperator argb) {
    int[] pixels = new int[WIDTH * HEIGHT];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = argb.applyAsInt(i % WIDTH, i / WIDTH);
    }
    return pixels;
  }

  private static int[] soft() {
    int[] noise = noise(WIDTH * HEIGHT, 7);
    return pixels(
        (x, y) -> {
          int n = noise[y * WIDTH + x];
          int red = 4 * x + 2 * y + n % 4 & 0xFF;
          int green = 3 * y + x + n % 3 & 0xFF;
          return 0xFF000000 | red << 16 | green << 8 | 5 * x + (n & 1) & 0xFF;
        });
  }

  private static byte[] file(String name) throws IOException {
    try (InputStream stream = WebpPixelsTest.class.getResourceAsStream("/webp/" + name + ".webp")) {
      return stream.readAllBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"soft", "soft-other"})
  void losslessColoursAreThoseThatWentIn(String name) throws IOException {
    assertThat(read(file(name))).isEqualTo(soft());
  }

  @Test
  void losslessAlphaIsThatWhichWentIn() throws IOException {
    int[] colours = soft();
    int[] expected = pixels((x, y) -> colours[y * WIDTH + x] & 0xFFFFFF | (6 * x + y & 0xFF) << 24);
    assertThat(read(file("soft-alpha"))).isEqualTo(expected);
  }

  /** Up to 16 colours, two pixels or more are in one. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4, 16, 100})
  void palettesAreUnpacked(int colours) throws IOException {
    int[] levels = noise(3 * 256, 3);
    int[] expected =
        pixels(
            (x, y) -> {
              int at = 3 * ((7 * x + 3 * y + x * y % 5) % colours);
              return 0xFF000000 | levels[at] << 16 | levels[at + 1] << 8 | levels[at + 2];
            });
    assertThat(read(file("palette-" + colours))).isEqualTo(expected);
  }

  /** Its palette leaves out transparent black, its last colour, as libwebp does. */
  @Test
  void aColourThatAPaletteLeavesOutIsZero() throws IOException {
    int[] expected =
        pixels(
            (x, y) -> {
              int far = (x - 20) * (x - 20) + (y - 12) * (y - 12);
              return Math.min(255, Math.max(0, 300 - Math.floorDiv(10 * far, 8)));
            });
    assertThat(alphas(read(file("alpha-hill")))).isEqualTo(expected);
  }

  @Test
  void alphaOfALossyPictureIsUnpacked() throws IOException {
    assertThat(alphas(read(file("alpha-columns")))).isEqualTo(pixels((x, y) -> x * 255 / 39));
  }

  /** As they are, or less the left, the upper, or both less the one between. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void alphaMayBeStoredAsBytes(int way) throws IOException {
    int width = 12;
    int[] levels = noise(96, 7);
    byte[] webp = file("alpha-plain");
    int at = new String(webp, ISO_8859_1).indexOf("ALPH") + 8;
    assertThat(webp[at]).as("packing and filter").isZero();
    webp[at] = (byte) (way << 2);
    IntUnaryOperator[] foretold = {
      i -> 0,
      i -> levels[i - 1],
      i -> levels[i - width],
      i -> Math.min(255, Math.max(0, levels[i - 1] + levels[i - width] - levels[i - width - 1]))
    };
    for (int i = 0; i < levels.length; i++) {
      int edge = i == 0 ? 0 : levels[i < width ? i - 1 : i - width];
      boolean inside = i >= width && i % width > 0;
      int less = way == 0 || inside ? foretold[way].applyAsInt(i) : edge;
      webp[at + 1 + i] = (byte) (levels[i] - less);
    }
    assertThat(alphas(read(webp))).isEqualTo(levels);
  }

  private static int[] alphas(int[] argb) {
    return Arrays.stream(argb).map(pixel -> pixel >>> 24).toArray();
  }

  /** Alpha is decoded beside the colours, packed pixels beside those that they become. */
  @ParameterizedTest
  @CsvSource({"alpha-columns, 8", "soft-alpha, 6", "palette-2, 6"})
  void memoryIsToldWithWhatIsDecodedBeside(String name, int bytesPerPixel) throws IOException {
    byte[] webp = file(name);
    try (OpenPicture picture = PictureSource.of(webp).open()) {
      long pixels = picture.memory().decodingBytes() - webp.length;
      assertThat(pixels).isEqualTo((long) bytesPerPixel * WIDTH * HEIGHT);
    }
  }

  /** What is behind the pixels may be missing; of them and of their alpha nothing may. */
  @ParameterizedTest
  @CsvSource({"soft, VP8L", "palette-100, VP8L", "alpha-hill, ALPH", "alpha-columns, 'VP8 '"})
  void pixelsThatAreMissingCostThePicture(String name, String chunk) throws IOException {
    byte[] webp = file(name);
    int end = endOf(webp, chunk);
    assertThat(read(Arrays.copyOf(webp, endOf(webp, "VP8")))).isEqualTo(read(webp));
    for (int length = HEADER_BYTES + 8; length < end; length += 7) {
      refused(Arrays.copyOf(webp, length), "cut short");
    }
    refused(Arrays.copyOf(webp, end - 1), "cut short");
  }

  /** Where the first chunk ends whose name begins so. */
  private static int endOf(byte[] webp, String name) {
    int at = HEADER_BYTES;
    while (!new String(webp, at, 4, ISO_8859_1).startsWith(name)
        || webp[at + 3] == 'X') { // which holds no pixel
      at += 8 + length(webp, at) + (length(webp, at) & 1);
    }
    return at + 8 + length(webp, at);
  }

  private static int length(byte[] webp, int chunk) {
    return webp[chunk + 4] & 0xFF | (webp[chunk + 5] & 0xFF) << 8;
  }

  /** Whatever bits are turned, there is a picture, or a sentence. */
  @Test
  void damagedPixelsEndInASentence() throws IOException {
    byte[] webp = file("soft-alpha");
    int[] places = noise(400, 1);
    for (int i = 0; i < places.length; i++) {
      byte[] damaged = webp.clone();
      damaged[25 + places[i] * 3 % (webp.length - 25)] ^= (byte) (1 << i % 8);
      try {
        assertThat(read(damaged)).hasSize(WIDTH * HEIGHT);
      } catch (InvalidImageException e) {
        assertThat(e).hasMessageStartingWith("photo is ").hasMessageEndingWith("use a sound copy.");
      }
    }
  }
}
