package dev.fude.painter.picture.decode;

import static dev.fude.painter.picture.decode.TiffSamples.FLOAT;
import static dev.fude.painter.picture.decode.TiffSamples.JPEG;
import static dev.fude.painter.picture.decode.TiffSamples.SIGNED;
import static dev.fude.painter.picture.decode.TiffSamples.UNCOMPRESSED;
import static dev.fude.painter.picture.decode.TiffSamples.UNDEFINED;
import static dev.fude.painter.picture.decode.TiffSamples.UNSIGNED;

import java.util.Map;
import java.util.Set;

/** Which samples of TIFFs are not read, and what makes such of them as are. */
final class TiffLimits {
  private static final int LOWEST_BIT_FIRST = 2;

  /** None, of faxes, LZW, JPEG in two ways, Deflate in two ways, PackBits. */
  private static final Set<Integer> READ =
      Set.of(UNCOMPRESSED, 2, 3, 4, 5, 6, JPEG, 8, 32946, 32773);

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

  private final TiffSamples samples;

  TiffLimits(TiffSamples samples) {
    this.samples = samples;
  }

  /**
   * Refuses what is not read.
   *
   * @throws RefusedPictureException if the pixels are of such a sort
   */
  void requireReadable() throws RefusedPictureException {
    if (!READ.contains(samples.packing)) {
      String way =
          UNREAD.getOrDefault(samples.packing, "a way of its own (number " + samples.packing + ")");
      throw refused("packed by " + way, "save it with LZW or Deflate");
    }
    boolean packed = samples.packing != UNCOMPRESSED && LOSSLESS.contains(samples.packing);
    if (packed && samples.fillOrder == LOWEST_BIT_FIRST) { // which the decoder obeys in faxes alone
      throw refused(
          "packed with the lowest bit of each byte first", "run `tiffcp -f msb2lsb IN OUT.tif`");
    }
    if (UNREAD_COLOURS.containsKey(samples.photometric)) {
      throw refused("whose colours are " + UNREAD_COLOURS.get(samples.photometric), BY_MAGICK);
    }
    if (samples.areIndicesBesideOthers()
        && (samples.bits() != Byte.SIZE || samples.palette().isEmpty())) {
      throw refused("of numbers of colours with samples beside them, not of 8 bits", BY_MAGICK);
    }
    if (!samples.arePlain()) {
      requireKnownNumbers();
      requireKnownLayout();
    }
  }

  private void requireKnownNumbers() throws RefusedPictureException {
    boolean known =
        switch (samples.format) {
          case UNSIGNED, UNDEFINED, SIGNED ->
              samples.bits() == 8
                  || samples.bits() == 16
                  || samples.bits() == 32 && !samples.areLab();
          case FLOAT -> (samples.bits() == 16 || samples.bits() == 32) && !samples.areLab();
          default -> false;
        };
    if (!known) {
      String numbers =
          switch (samples.format) {
            case UNSIGNED, UNDEFINED -> "whole numbers";
            case SIGNED -> "signed numbers";
            case FLOAT -> "floating-point numbers";
            default -> "complex numbers";
          };
      throw refused(
          (samples.areLab() ? "in Lab of " : "of ")
              + numbers
              + " of "
              + samples.bits()
              + " bits a channel",
          BY_MAGICK);
    }
  }

  private void requireKnownLayout() throws RefusedPictureException {
    boolean known =
        samples.samples >= samples.colours()
            && LOSSLESS.contains(samples.packing)
            && samples.tileWidth() > 0;
    if (!known || samples.colours() == 0) {
      throw refused("whose colours are stored in an unusual way", BY_MAGICK);
    }
    boolean floatsAsBytes =
        samples.format == FLOAT
            && (samples.interleaved || samples.samples == 1)
            && samples.width % samples.tileWidth() == 0;
    if (samples.predictor < 1
        || samples.predictor > 3
        || samples.predictor == 3 && !floatsAsBytes) {
      throw refused(
          "whose levels are stored as differences in an unusual way",
          "convert it with `tiffcp -c lzw:1 IN OUT.tif`");
    }
  }

  private static RefusedPictureException refused(String sort, String cure) {
    return new RefusedPictureException(
        String.format("is a TIFF %s, which is not read here; %s.", sort, cure));
  }
}
