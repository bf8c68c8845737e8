package dev.fude.video.nut;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the first byte of a frame stands for: a table of the main header, and the first bytes of
 * pictures that are left out of them ("elision headers").
 */
final class FrameCodes {
  private static final int MOST_HEADERS = 128;
  private static final int LONGEST_HEADER = 255;
  private static final long MOST_FIELDS = 64;

  /** One first byte. */
  record Code(long flags, long timeDelta, long sizeFactor, long sizeLow, long headerIndex) {}

  private final Code[] codes = new Code[NutFormat.FRAME_CODES];
  private final List<byte[]> headers = new ArrayList<>();

  private FrameCodes() {}

  static FrameCodes read(NutBytes main) throws IOException {
    FrameCodes read = new FrameCodes();
    read.readTable(main);
    read.headers.add(new byte[0]);
    for (int left = main.number("a count of headers", 0, MOST_HEADERS - 1); left > 0; left--) {
      read.headers.add(main.string(LONGEST_HEADER));
    }
    return read;
  }

  /** Fields that an entry leaves out keep the last entry's value, or are 0. */
  private void readTable(NutBytes main) throws IOException {
    long timeDelta = 0;
    long sizeFactor = 1;
    long headerIndex = 0;
    int at = 0;
    while (at < codes.length) {
      long flags = main.number();
      long fields = main.number("a count of fields", 0, MOST_FIELDS);
      timeDelta = fields > 0 ? main.signed() : timeDelta;
      sizeFactor = fields > 1 ? main.number("a factor", 0, Short.MAX_VALUE) : sizeFactor;
      requireFirstStream(fields > 2 ? main.number() : 0);
      long sizeLow = fields > 3 ? main.number("a size", 0, Short.MAX_VALUE) : 0;
      flags = fields > 4 && main.number() > 0 ? flags | NutFormat.INVALID : flags;
      long count = fields > 5 ? main.number("a count", 0, codes.length) : sizeFactor - sizeLow;
      if (fields > 6) {
        main.signed(); // of streams that wait for one another: there is one
      }
      headerIndex = fields > 7 ? main.number("a header", 0, MOST_HEADERS - 1) : headerIndex;
      for (long rest = 8; rest < fields; rest++) {
        main.number();
      }
      at = fill(at, new Code(flags, timeDelta, sizeFactor, sizeLow, headerIndex), count);
    }
  }

  private static void requireFirstStream(long stream) throws IOException {
    if (stream != 0) {
      throw new MalformedNutException("it has more than one stream");
    }
  }

  /** The byte that start codes begin with is left out and not counted. */
  private int fill(int from, Code first, long count) throws IOException {
    if (count < 1) {
      throw new MalformedNutException("its table of frames does not grow");
    }
    int at = from;
    for (long i = 0; i < count && at < codes.length; at++) {
      if (at != NutFormat.START_CODE_BYTE) {
        codes[at] =
            new Code(
                first.flags(),
                first.timeDelta(),
                first.sizeFactor(),
                first.sizeLow() + i,
                first.headerIndex());
        i++;
      }
    }
    return at;
  }

  Code of(int firstByte) throws IOException {
    Code code = codes[firstByte];
    if (code == null || (code.flags() & NutFormat.INVALID) != 0) {
      throw new MalformedNutException("no frame begins with " + firstByte);
    }
    return code;
  }

  byte[] header(long index) throws IOException {
    if (index >= headers.size()) {
      throw new MalformedNutException("it has no header " + index);
    }
    return headers.get((int) index);
  }
}
