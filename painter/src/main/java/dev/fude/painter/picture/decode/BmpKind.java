package dev.fude.painter.picture.decode;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.fude.painter.picture.colour.Chromaticity;
import dev.fude.painter.picture.colour.ColourProfile;
import dev.fude.painter.picture.colour.Primaries;
import dev.fude.painter.picture.colour.TransferCurve;
import java.io.IOException;
import java.util.Set;

/** BMP. Source: the structures BITMAPFILEHEADER to BITMAPV5HEADER of Windows. */
final class BmpKind implements FileKind {
  private static final int SIZE = 2;
  private static final int INFO = 14;
  private static final int PIXELS = 10;
  private static final int PIXEL_BITS = INFO + 14;
  private static final int PACKING = INFO + 16;
  private static final int TWO = 2; // Windows CE
  private static final int SIXTY_FOUR = 64; // GDI+
  private static final int BIT_FIELDS = 3;
  private static final int JPEG = 4;
  private static final int PNG = 5;
  private static final int INFO_BYTES = 40;
  private static final int ALPHA_MASK_END = 56; // of the header
  private static final int ALPHA_MASK = INFO + 52;
  private static final int V4_BYTES = 108;
  private static final int V5_BYTES = 124;

  /** Of OS/2 1, and all that Windows ever had. */
  private static final Set<Long> HEADERS = Set.of(12L, 40L, 52L, 56L, 108L, 124L);

  private static final int COLOUR_SPACE = INFO + 56;
  private static final int ENDPOINTS = INFO + 60;
  private static final int GAMMAS = INFO + 96;
  private static final int PROFILE_START = INFO + 112;
  private static final int PROFILE_BYTES = INFO + 116;
  private static final long BY_NUMBERS = 0;
  private static final long EMBEDDED = 0x4D424544; // MBED

  /** Of the file: many programs write zero, and the decoder believes it. */
  private static final byte[] ANY_SIZE = {-1, -1, -1, 0x7F};

  private static final byte[] SRGB = {'B', 'G', 'R', 's'};
  private static final long MOST_PROFILE_BYTES = 1 << 24;
  private static final double ENDPOINT_UNIT = 1 << 30;
  private static final double GAMMA_UNIT = 1 << 16;

  @Override
  public boolean begins(Head head) {
    return head.says(0, "BM");
  }

  /** The decoder is told sRGB, whatever the file says: the colours are brought to it here. */
  @Override
  public EncodedPicture open(FileBytes whole) throws IOException {
    long header = whole.u32(INFO, LITTLE_ENDIAN);
    if (!HEADERS.contains(header)) {
      if (Os2Bmp.isLength(header)) {
        return open(Os2Bmp.asWindows(whole, (int) header));
      }
      throw new RefusedPictureException(
          String.format(
              "is a BMP with a header of %d bytes, of which nothing is known; convert it with"
                  + " `magick IN OUT.png` (ImageMagick), or use a sound copy.",
              header));
    }
    if (header >= INFO_BYTES) {
      requireKnownPixels(whole);
      long packing = whole.u32(PACKING, LITTLE_ENDIAN);
      if (packing == JPEG || packing == PNG) {
        return enclosed(whole, packing == JPEG ? new JpegKind() : new PngKind());
      }
    }
    FileBytes file = BmpPalette.withoutGap(whole, header);
    Pieces pixels = new Pieces(file).range(0, SIZE).bytes(ANY_SIZE);
    if (header < V4_BYTES) {
      pixels.rest(SIZE + ANY_SIZE.length);
      return new BmpPicture(Decoders.named("bmp"), pixels.open(), alphaMask(file, header));
    }
    pixels.range(SIZE + ANY_SIZE.length, COLOUR_SPACE).bytes(SRGB).rest(COLOUR_SPACE + SRGB.length);
    EncodedPicture picture =
        new BmpPicture(Decoders.named("bmp"), pixels.open(), alphaMask(file, header));
    long space = file.u32(COLOUR_SPACE, LITTLE_ENDIAN);
    if (space == EMBEDDED && header >= V5_BYTES) {
      return embedded(whole, picture);
    }
    return space == BY_NUMBERS ? byNumbers(file, picture) : picture;
  }

  /** Which bits of a pixel of 16 are alpha, which the decoder passes over; 0 if none are. */
  private static int alphaMask(FileBytes file, long header) throws IOException {
    boolean masks = header >= ALPHA_MASK_END && file.u32(PACKING, LITTLE_ENDIAN) == BIT_FIELDS;
    return masks && file.u16(PIXEL_BITS, LITTLE_ENDIAN) == Short.SIZE
        ? file.u16(ALPHA_MASK, LITTLE_ENDIAN)
        : 0;
  }

  private static void requireKnownPixels(FileBytes file) throws IOException {
    int bits = file.u16(PIXEL_BITS, LITTLE_ENDIAN);
    if (bits == TWO || bits == SIXTY_FOUR) {
      throw new RefusedPictureException(
          String.format(
              "is a BMP of %d bits a pixel, which is not read here; convert it with `magick IN"
                  + " OUT.png` (ImageMagick).",
              bits));
    }
  }

  /** A file of another kind in the place of pixels, as for printers. */
  private static EncodedPicture enclosed(FileBytes file, FileKind kind) throws IOException {
    Pieces pixels = new Pieces(file).rest(file.u32(PIXELS, LITTLE_ENDIAN));
    FileBytes inner = new FileBytes(pixels.open());
    if (!kind.begins(new Head(inner.head(Head.LENGTH)))) {
      throw new RefusedPictureException(
          "is a BMP that is said to hold a JPEG or PNG and does not; use a sound copy.");
    }
    return kind.open(inner);
  }

  private static EncodedPicture embedded(FileBytes file, EncodedPicture picture)
      throws IOException {
    long bytes = file.u32(PROFILE_BYTES, LITTLE_ENDIAN);
    long start = INFO + file.u32(PROFILE_START, LITTLE_ENDIAN);
    if (bytes > MOST_PROFILE_BYTES || !file.has(start + bytes - 1)) {
      picture.notice(
          "the profile of its colours is broken; " + ColourProfile.takenFor(ColourProfile.NONE));
      return picture;
    }
    return picture.withProfile(ColourProfile.ofIcc(file.exactly(start, (int) bytes)));
  }

  /** Many programs state numbers and leave them zero. */
  private static EncodedPicture byNumbers(FileBytes file, EncodedPicture picture)
      throws IOException {
    double gamma = file.u32(GAMMAS, LITTLE_ENDIAN) / GAMMA_UNIT;
    Chromaticity[] ends = new Chromaticity[3];
    double[] white = new double[3];
    for (int i = 0; i < 3; i++) {
      double[] xyz = new double[3];
      for (int j = 0; j < 3; j++) {
        xyz[j] = file.u32(ENDPOINTS + 12L * i + 4 * j, LITTLE_ENDIAN) / ENDPOINT_UNIT;
        white[j] += xyz[j];
      }
      ends[i] = chromaticity(xyz);
    }
    if (gamma < 1 || gamma > 5) {
      return picture;
    }
    try {
      Primaries primaries = new Primaries(ends[0], ends[1], ends[2], chromaticity(white));
      return picture.withProfile(ColourProfile.of(primaries, TransferCurve.power(gamma)));
    } catch (IllegalArgumentException e) {
      return picture;
    }
  }

  private static Chromaticity chromaticity(double[] xyz) {
    double sum = xyz[0] + xyz[1] + xyz[2];
    return new Chromaticity(xyz[0] / sum, xyz[1] / sum);
  }
}
