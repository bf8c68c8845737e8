package dev.fude.painter.picture.decode;

import java.io.IOException;
import java.util.Comparator;
import java.util.stream.IntStream;
import javax.imageio.IIOException;

/**
 * The numbers of a lossless WebP's picture, or of a small one that steers how it is read: four
 * bytes each, as they come, as a copy of some before, or from a cache of some that were. Source:
 * RFC 9649, 3.6 and 3.7.
 */
final class Vp8lPixels {
  private static final int LITERALS = 256;
  private static final int LENGTHS = 24;
  private static final int DISTANCES = 40;
  private static final int MOST_CACHE_BITS = 11;
  private static final int CACHE_HASH = 0x1E35A7BD;
  private static final int CODES = 5; // green or length or cache, red, blue, alpha, distance
  private static final int NEAR = 120;
  private static final int[] NEAR_X = near(0);
  private static final int[] NEAR_Y = near(1);

  private final Vp8lBits bits;
  private final int width;
  private final int height;
  private int[] cache = {};
  private int cacheBits;
  private int[] groupOfBlock; // (rows of blocks, columns of blocks), or null for one group
  private int blockBits;
  private Vp8lCode[][] groups; // (groups, CODES)

  private Vp8lPixels(Vp8lBits bits, int width, int height) {
    this.bits = bits;
    this.width = width;
    this.height = height;
  }

  /**
   * Where the nearest pixels before one are, the nearest first: columns to the left, or rows up.
   */
  private static int[] near(int axis) {
    return IntStream.range(0, 128)
        .mapToObj(i -> new int[] {i % 16 - 7, i / 16})
        .filter(place -> place[1] > 0 || place[0] > 0)
        .sorted(
            Comparator.<int[]>comparingInt(place -> place[0] * place[0] + place[1] * place[1])
                .thenComparingInt(place -> Math.abs(place[0]))
                .thenComparingInt(place -> -place[0]))
        .mapToInt(place -> place[axis])
        .toArray();
  }

  /** Reads a whole picture, which may have other codes in each of its blocks. */
  static int[] ofPicture(Vp8lBits bits, int width, int height) throws IOException {
    Vp8lPixels pixels = new Vp8lPixels(bits, width, height);
    pixels.readCache();
    int most = 0;
    if (bits.readFlag()) {
      pixels.blockBits = bits.read(3) + 2;
      pixels.groupOfBlock =
          ofBlocks(bits, blocks(width, pixels.blockBits), blocks(height, pixels.blockBits));
      for (int i = 0; i < pixels.groupOfBlock.length; i++) {
        pixels.groupOfBlock[i] = pixels.groupOfBlock[i] >>> 8 & 0xFFFF;
        most = Math.max(most, pixels.groupOfBlock[i]);
      }
    }
    pixels.readCodes(most + 1);
    return pixels.read();
  }

  /** Reads a small picture, whose pixels stand for blocks of another, or are colours. */
  static int[] ofBlocks(Vp8lBits bits, int width, int height) throws IOException {
    Vp8lPixels pixels = new Vp8lPixels(bits, width, height);
    pixels.readCache();
    pixels.readCodes(1);
    return pixels.read();
  }

  /** How many blocks of a power of two cover so many pixels. */
  static int blocks(int pixels, int blockBits) {
    return pixels + (1 << blockBits) - 1 >> blockBits;
  }

  private void readCache() throws IOException {
    if (bits.readFlag()) {
      cacheBits = bits.read(4);
      if (cacheBits < 1 || cacheBits > MOST_CACHE_BITS) {
        throw new IIOException("it has a cache of 2^" + cacheBits + " colours");
      }
      cache = new int[1 << cacheBits];
    }
  }

  private void readCodes(int count) throws IOException {
    groups = new Vp8lCode[count][CODES];
    for (Vp8lCode[] codes : groups) {
      codes[0] = Vp8lCode.read(bits, LITERALS + LENGTHS + cache.length);
      for (int i = 1; i < CODES - 1; i++) {
        codes[i] = Vp8lCode.read(bits, LITERALS);
      }
      codes[CODES - 1] = Vp8lCode.read(bits, DISTANCES);
    }
  }

  private int[] read() throws IOException {
    int[] argb = new int[Math.multiplyExact(width, height)];
    for (int at = 0; at < argb.length; ) {
      Vp8lCode[] codes = codesAt(at);
      int symbol = codes[0].next(bits);
      if (symbol < LITERALS) {
        at = put(argb, at, literal(codes, symbol));
      } else if (symbol < LITERALS + LENGTHS) {
        at = copy(argb, at, codes, symbol - LITERALS);
      } else {
        at = put(argb, at, cached(symbol - LITERALS - LENGTHS));
      }
    }
    return argb;
  }

  private Vp8lCode[] codesAt(int at) {
    if (groupOfBlock == null) {
      return groups[0];
    }
    int row = at / width >> blockBits;
    int column = at % width >> blockBits;
    return groups[groupOfBlock[row * blocks(width, blockBits) + column]];
  }

  private int literal(Vp8lCode[] codes, int green) throws IOException {
    int red = codes[1].next(bits);
    int blue = codes[2].next(bits);
    return codes[3].next(bits) << 24 | red << 16 | green << 8 | blue;
  }

  private int cached(int place) throws IIOException {
    if (place >= cache.length) {
      throw new IIOException("it takes a colour from a cache that has none");
    }
    return cache[place];
  }

  private int put(int[] argb, int at, int pixel) {
    argb[at] = pixel;
    if (cache.length > 0) {
      cache[CACHE_HASH * pixel >>> Integer.SIZE - cacheBits] = pixel;
    }
    return at + 1;
  }

  private int copy(int[] argb, int from, Vp8lCode[] codes, int lengthSymbol) throws IOException {
    int length = number(lengthSymbol);
    int distance = distance(number(codes[CODES - 1].next(bits)));
    if (distance > from || length > argb.length - from) {
      throw new IIOException("it copies pixels that are not in it");
    }
    int at = from;
    while (at < from + length) {
      at = put(argb, at, argb[at - distance]);
    }
    return at;
  }

  /** A number of which the symbol tells the highest bits. */
  private int number(int symbol) throws IOException {
    if (symbol < 4) {
      return symbol + 1;
    }
    int more = symbol - 2 >> 1;
    return (2 + (symbol & 1) << more) + bits.read(more) + 1;
  }

  private int distance(int told) {
    if (told > NEAR) {
      return told - NEAR;
    }
    return Math.max(1, NEAR_X[told - 1] + NEAR_Y[told - 1] * width);
  }
}
