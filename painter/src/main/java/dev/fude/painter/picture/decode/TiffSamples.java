package dev.fude.painter.picture.decode;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
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

  private static final int UNCOMPRESSED = 1;
  private static final int JPEG = 7;
  private static final int LOWEST_BIT_FIRST = 2;
  private static final int WHITE_IS_ZERO = 0;
  private static final int BLACK_IS_ZERO = 1;
  private static final int RGB = 2;
  private static final int INKS = 5;
  private static final int CIE_LAB = 8;
  private static final int ICC_LAB = 9;
  private static final int INTERLEAVED = 1;
  private static final int UNSIGNED = 1;
  private static final int SIGNED = 2;
  private static final int FLOAT = 3;
  private static final int UNDEFINED = 4; // to be taken for unsigned
  private static final int MULTIPLIED_ALPHA = 1;
  private static final int ALPHA = 2;
  private static final int MOST_EXTRA_SAMPLES = 16;

  /** None, LZW, Deflate in two ways, PackBits. */
  private static final Set<Integer> LOSSLESS = Set.of(UNCOMPRESSED, 5, 8, 32946, 32773);

  private static final String BY_MAGICK = "convert it with `magick IN -depth 16 OUT.png`";

  private static final Map<Integer, String> UNREAD =
      Map.of(
          34661, "JBIG",
          34712, "JPEG 2000",
          34887, "LERC",
          34925, "LZMA",
          50000, "Zstandard",
          50001, "WebP",
          50002, "JPEG XL");

  private static final Map<Integer, String> UNREAD_COLOURS =
      Map.of(10, "Lab of faxes", 32844, "LogL", 32845, "LogLuv");

  private final ByteOrder order;
  private final int width;
  private final int bits;
  private final int packing;
  private final int photometric;
  private final int fillOrder;
  private final int samples;
  private final boolean interleaved;
  private final int predictor;
  private final int tileWidth;
  private final int[] extras;
  private final int format;

  /** Reads what a directory says of them. */
  TiffSamples(TiffDirectory directory) throws IOException {
    order = directory.order();
    width = number(directory, WIDTH, 0);
    bits = number(directory, BITS, 1);
    packing = number(directory, COMPRESSION, UNCOMPRESSED);
    photometric = number(directory, PHOTOMETRIC, UNSAID);
    fillOrder = number(directory, FILL_ORDER, 1);
    samples = number(directory, SAMPLES, 1);
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

  /**
   * Refuses what is not read.
   *
   * @throws RefusedPictureException if the pixels are of such a sort
   */
  void requireReadable() throws RefusedPictureException {
    if (UNREAD.containsKey(packing)) {
      throw refused("packed by " + UNREAD.get(packing), "save it with LZW or Deflate");
    }
    boolean packed = packing != UNCOMPRESSED && LOSSLESS.contains(packing);
    if (packed && fillOrder == LOWEST_BIT_FIRST) { // which the decoder obeys in faxes alone
      throw refused(
          "packed with the lowest bit of each byte first", "run `tiffcp -f msb2lsb IN OUT.tif`");
    }
    if (UNREAD_COLOURS.containsKey(photometric)) {
      throw refused("whose colours are " + UNREAD_COLOURS.get(photometric), BY_MAGICK);
    }
    if (!arePlain()) {
      requireKnownNumbers();
      requireKnownLayout();
    }
  }

  private void requireKnownNumbers() throws RefusedPictureException {
    boolean known =
        switch (format) {
          case UNSIGNED, UNDEFINED, SIGNED -> bits == 8 || bits == 16 || bits == 32 && !areLab();
          case FLOAT -> (bits == 16 || bits == 32) && !areLab();
          default -> false;
        };
    if (!known) {
      String kind =
          switch (format) {
            case UNSIGNED, UNDEFINED -> "whole numbers";
            case SIGNED -> "signed numbers";
            case FLOAT -> "floating-point numbers";
            default -> "complex numbers";
          };
      throw refused(
          (areLab() ? "in Lab of " : "of ") + kind + " of " + bits + " bits a channel", BY_MAGICK);
    }
  }

  private void requireKnownLayout() throws RefusedPictureException {
    boolean known = samples >= colours() && LOSSLESS.contains(packing) && tileWidth > 0;
    if (!known || colours() == 0) {
      throw refused("whose colours are stored in an unusual way", BY_MAGICK);
    }
    boolean floatsAsBytes =
        format == FLOAT && (interleaved || samples == 1) && width % tileWidth == 0;
    if (predictor < 1 || predictor > 3 || predictor == 3 && !floatsAsBytes) {
      throw refused(
          "whose levels are stored as differences in an unusual way",
          "convert it with `tiffcp -c lzw:1 IN OUT.tif`");
    }
  }

  private static RefusedPictureException refused(String sort, String cure) {
    return new RefusedPictureException(
        String.format("is a TIFF %s, which is not read here; %s.", sort, cure));
  }

  /** Whether the decoder gives the right levels as it is. */
  boolean arePlain() {
    boolean whole = format == UNSIGNED || format == UNDEFINED;
    return whole && bits <= 16 && !(bits == 16 && predictor != 1) && !areLab();
  }

  /** What the decoder is told so that it gives the bits as they are stored. */
  Map<Integer, Integer> told() {
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
      default -> 0;
    };
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
   * Whether the file says what the samples beside the colours are, and not just that one is alpha.
   */
  boolean haveOthersThanAlpha() {
    return extras.length > 1 || extras.length == 1 && !isAlpha(extras[0]);
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
