package dev.fude.painter.picture.decode;

import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOException;

/**
 * A prefix code: short codes for frequent symbols. Codes of one length are consecutive numbers, so
 * that lengths alone define all. Source: RFC 9649, 3.7.2.
 */
final class Vp8lCode {
  private static final int MOST_BITS = 15;
  private static final int QUICK_BITS = 8;
  private static final int[] ORDER_OF_LENGTHS = {
    17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  };
  private static final int REPEAT = 16;
  private static final int FEW_ZEROS = 17;
  private static final int USUAL_LENGTH = 8;

  private final int[] counts = new int[MOST_BITS + 1]; // (bits) symbols with codes so long
  private final int[] symbols; // by length, then by number
  private final short[] quick; // next bits: symbol << 4 | its length; none if there is one symbol

  private Vp8lCode(int[] lengths) throws IIOException {
    for (int length : lengths) {
      counts[length]++;
    }
    counts[0] = 0;
    int[] place = new int[MOST_BITS + 2];
    for (int bits = 1; bits <= MOST_BITS; bits++) {
      place[bits + 1] = place[bits] + counts[bits];
    }
    symbols = new int[place[MOST_BITS + 1]];
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] > 0) {
        symbols[place[lengths[symbol]]++] = symbol;
      }
    }
    requireComplete();
    quick = new short[symbols.length > 1 ? 1 << QUICK_BITS : 0];
    if (symbols.length > 1) {
      fillQuick();
    }
  }

  private void requireComplete() throws IIOException {
    int free = 1;
    for (int bits = 1; bits <= MOST_BITS; bits++) {
      free = 2 * free - counts[bits];
      if (free < 0) {
        break;
      }
    }
    if (symbols.length == 0 || symbols.length > 1 && free != 0) {
      throw new IIOException("a prefix code makes no sense");
    }
  }

  private void fillQuick() {
    int code = 0;
    int index = 0;
    for (int bits = 1; bits <= QUICK_BITS; bits++) {
      for (int i = 0; i < counts[bits]; i++, code++, index++) {
        int first = Integer.reverse(code) >>> Integer.SIZE - bits;
        for (int behind = first; behind < quick.length; behind += 1 << bits) {
          quick[behind] = (short) (symbols[index] << 4 | bits);
        }
      }
      code <<= 1;
    }
  }

  /** Reads a code of so many symbols. */
  static Vp8lCode read(Vp8lBits bits, int alphabet) throws IOException {
    return new Vp8lCode(bits.readFlag() ? fewLengths(bits, alphabet) : lengths(bits, alphabet));
  }

  /** One symbol, which takes no bit then, or two. */
  private static int[] fewLengths(Vp8lBits bits, int alphabet) throws IOException {
    int[] lengths = new int[alphabet];
    boolean two = bits.readFlag();
    add(lengths, bits.read(bits.readFlag() ? Byte.SIZE : 1));
    if (two) {
      add(lengths, bits.read(Byte.SIZE));
    }
    return lengths;
  }

  private static void add(int[] lengths, int symbol) throws IIOException {
    if (symbol >= lengths.length) {
      throw new IIOException("a prefix code has a symbol that is none");
    }
    lengths[symbol] = 1;
  }

  /** The lengths are packed by a prefix code themselves. */
  private static int[] lengths(Vp8lBits bits, int alphabet) throws IOException {
    int[] ofLengths = new int[ORDER_OF_LENGTHS.length];
    int told = 4 + bits.read(4);
    for (int i = 0; i < told; i++) {
      ofLengths[ORDER_OF_LENGTHS[i]] = bits.read(3);
    }
    Vp8lCode code = new Vp8lCode(ofLengths);
    int codes = bits.readFlag() ? 2 + bits.read(2 + 2 * bits.read(3)) : alphabet;
    int[] lengths = new int[alphabet];
    int last = USUAL_LENGTH;
    for (int symbol = 0; symbol < alphabet && codes > 0; codes--) {
      int length = code.next(bits);
      if (length < REPEAT) {
        last = length == 0 ? last : length;
        lengths[symbol++] = length;
      } else {
        int times = times(bits, length);
        if (symbol + times > alphabet) {
          throw new IIOException("a prefix code has too many lengths");
        }
        Arrays.fill(lengths, symbol, symbol + times, length == REPEAT ? last : 0);
        symbol += times;
      }
    }
    return lengths;
  }

  private static int times(Vp8lBits bits, int length) throws IOException {
    return switch (length) {
      case REPEAT -> 3 + bits.read(2);
      case FEW_ZEROS -> 3 + bits.read(3);
      default -> 11 + bits.read(7);
    };
  }

  /** Reads a symbol. */
  int next(Vp8lBits bits) throws IOException {
    if (symbols.length == 1) {
      return symbols[0];
    }
    int known = quick[bits.peek(QUICK_BITS)] & 0xFFFF;
    if (known != 0) {
      bits.skip(known & 0xF);
      return known >>> 4;
    }
    return nextOfLong(bits);
  }

  private int nextOfLong(Vp8lBits bits) throws IOException {
    int ahead = bits.peek(MOST_BITS);
    int code = 0;
    int first = 0; // code of this length
    int index = 0; // its symbol's
    for (int length = 1; length <= MOST_BITS; length++) {
      code |= ahead >>> length - 1 & 1;
      if (code - first < counts[length]) {
        bits.skip(length);
        return symbols[index + code - first];
      }
      index += counts[length];
      first = first + counts[length] << 1;
      code <<= 1;
    }
    throw new IIOException("a prefix code makes no sense");
  }
}
