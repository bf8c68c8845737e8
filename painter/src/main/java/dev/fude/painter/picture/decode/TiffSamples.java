package dev.fude.painter.picture.decode;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the samples of a TIFF's pixels are: numbers of which kind and length, and what they stand
 * for.
 *
 * <p>The JDK's decoder gives the levels of whole numbers up to 16 bits. Of all others, and of
 * colours in Lab, it gives the right bits if it is {@linkplain #told told} that they are plain
 * whole numbers of grey or RGB; {@link TiffLevels} makes levels of them. Source: TIFF 6.0; Adobe
 * Photoshop TIFF Technical Note 3 for differences of floating-point numbers.
 */
final class TiffSamples {
  private static final int WIDTH = 256;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int PHOTOMETRIC = 262;
  private static final int FILL_ORDER = 266;
  private static final int SAMPLES = 277;
  private static final int PLANAR = 284;
  private static final int PREDICTOR = 317;
  private static final int TILE_WIDTH = 322;
  private static final int EXTRA_SAMPLES = 338;
  private static final int SAMPLE_FORMAT = 339;
  private static final int LEFT_OUT = -1;
  private static final int UNSAID = -1;

  static final int UNCOMPRESSED = 1;
  static final int JPEG = 7;
  private static final int WHITE_IS_ZERO = 0;
  private static final int BLACK_IS_ZERO = 1;
  private static final int RGB = 2;
  private static final int INKS = 5;
  private static final int CIE_LAB = 8;
  private static final int ICC_LAB = 9;
  private static final int INTERLEAVED = 1;
  static final int UNSIGNED = 1;
  static final int SIGNED = 2;
  static final int FLOAT = 3;
  static final int UNDEFINED = 4; // to be taken for unsigned
  private static final int MULTIPLIED_ALPHA = 1;
  private static final int ALPHA = 2;
  private static final int MOST_EXTRA_SAMPLES = 16;

  private final ByteOrder order;
  final int width;
  private final int bits;
  final int packing;
  final int photometric;
  final int fillOrder;
  final int samples;
  final boolean interleaved;
  final int predictor;
  private final int tileWidth;
  private final int[] extras;
  final int format;
  private final TiffPalette palette;

  /** Reads what a directory says of them. */
  TiffSamples(TiffDirectory directory) throws IOException {
    order = directory.order();
    width = number(directory, WIDTH, 0);
    bits = number(directory, BITS, 1);
    packing = number(directory, COMPRESSION, UNCOMPRESSED);
    photometric = number(directory, PHOTOMETRIC, UNSAID);
    fillOrder = number(directory, FILL_ORDER, 1);
    samples = number(directory, SAMPLES, 1);
    palette = new TiffPalette(directory, bits);
    interleaved = number(directory, PLANAR, INTERLEAVED) == INTERLEAVED;
    predictor = number(directory, PREDICTOR, 1);
    tileWidth = number(directory, TILE_WIDTH, width);
    extras = extras(directory);
    format = number(directory, SAMPLE_FORMAT, UNSIGNED);
  }

  /** What the samples beside the colours are: one of which nothing is said is alpha. */
  private int[] extras(TiffDirectory directory) throws IOException {
    int[] said = directory.shorts(EXTRA_SAMPLES, MOST_EXTRA_SAMPLES);
    boolean one = samples == colours() + 1;
    return said.length == 0 && one ? new int[] {ALPHA} : said;
  }

  private static int number(TiffDirectory directory, int tag, int otherwise) throws IOException {
    return (int) Math.min(Integer.MAX_VALUE, directory.value(tag, otherwise));
  }

  /** Whether the decoder gives the right levels as it is. */
  boolean arePlain() {
    boolean whole = format == UNSIGNED || format == UNDEFINED;
    return whole && bits <= 16 && !(bits == 16 && predictor != 1) && !areLab();
  }

  /** What the decoder is told so that it gives the bits as they are stored. */
  Map<Integer, Integer> told() {
    if (areIndicesBesideOthers()) {
      return Map.of(SAMPLE_FORMAT, LEFT_OUT, PHOTOMETRIC, BLACK_IS_ZERO);
    }
    if (arePlain()) {
      return Map.of(SAMPLE_FORMAT, LEFT_OUT);
    }
    return Map.of(
        SAMPLE_FORMAT, LEFT_OUT,
        PREDICTOR, LEFT_OUT,
        PHOTOMETRIC, colours() == 1 ? BLACK_IS_ZERO : RGB);
  }

  /** How many samples of a pixel are colours; 0 if the decoder makes other ones of them. */
  int colours() {
    return switch (photometric) {
      case WHITE_IS_ZERO, BLACK_IS_ZERO -> 1;
      case RGB, CIE_LAB, ICC_LAB -> 3;
      case INKS -> Cmyk.INKS;
      case TiffPalette.PHOTOMETRIC -> samples > 1 ? 1 : 0;
      default -> 0;
    };
  }

  /** What samples are numbers of; empty if they are colours themselves. */
  TiffPalette palette() {
    return palette;
  }

  boolean areIndicesBesideOthers() {
    return photometric == TiffPalette.PHOTOMETRIC && samples > 1;
  }

  boolean areInks() {
    return photometric == INKS;
  }

  boolean areLab() {
    return photometric == CIE_LAB || photometric == ICC_LAB;
  }

  /** Whether no hue is the middle of the numbers, not their zero. */
  boolean areLabFromTheMiddle() {
    return photometric == ICC_LAB;
  }

  boolean areOfJpeg() {
    return packing == JPEG;
  }

  boolean areSigned() {
    return format == SIGNED;
  }

  boolean areFloats() {
    return format == FLOAT;
  }

  boolean areWhiteFromZero() {
    return photometric == WHITE_IS_ZERO;
  }

  int bits() {
    return bits;
  }

  ByteOrder order() {
    return order;
  }

  boolean areDifferences() {
    return predictor != 1;
  }

  /** Whether differences are those of bytes, the highest of all numbers first. */
  boolean areDifferencesOfBytes() {
    return predictor == 3;
  }

  /** After how many pixels of a row differences begin anew. */
  int tileWidth() {
    return tileWidth;
  }

  /**
   * Whether the decoder takes them for other things than they are: what is beside colours for
   * colour or alpha, unless alpha is all there is; alpha for what white is zero of; 9 to 15 bits,
   * which it gives as 16, for fewer.
   */
  boolean areMistaken() {
    boolean othersThanAlpha = extras.length > 1 || extras.length == 1 && !isAlpha(extras[0]);
    return othersThanAlpha || haveInvertedAlpha() || bits > Byte.SIZE && bits < Short.SIZE;
  }

  /** Whether the decoder turns alpha round together with a grey whose white is zero. */
  boolean haveInvertedAlpha() {
    return areWhiteFromZero() && haveAlpha();
  }

  boolean haveAlpha() {
    return seen().length > colours();
  }

  boolean areMultipliedByAlpha() {
    return Arrays.stream(extras).filter(TiffSamples::isAlpha).findFirst().orElse(ALPHA)
        == MULTIPLIED_ALPHA;
  }

  private static boolean isAlpha(int extra) {
    return extra == MULTIPLIED_ALPHA || extra == ALPHA;
  }

  /** The samples of a pixel that are seen: its colours, and alpha, which inks have not. */
  int[] seen() {
    IntStream alpha =
        IntStream.range(0, Math.min(extras.length, samples - colours()))
            .filter(i -> isAlpha(extras[i]))
            .limit(areInks() ? 0 : 1);
    return IntStream.concat(IntStream.range(0, colours()), alpha.map(i -> colours() + i)).toArray();
  }
}
