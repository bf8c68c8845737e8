package dev.fude.video.nut;

import dev.fude.video.Rational;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a NUT stream of pictures, strictly: whatever is not as it must be is refused, and no length
 * that a stream claims is believed before its bytes are there.
 */
public final class NutReader {
  private static final int BUFFER = 1 << 16;
  private static final int LARGEST_PACKET = 1 << 24;
  private static final int LARGEST_SIDE = 1 << 16;
  private static final int MOST_VERSION = 4;

  private final NutBytes in;
  private final int largestPicture;
  private final FrameCodes codes;
  private final NutStream stream;
  private int timeShift; // how many low bits of a time are stored of times near the last
  private int timeBases; // times in sync points say of which base they are
  private long lastTime;

  /**
   * Reads up to the first picture.
   *
   * @param in a stream from its beginning; not closed
   * @param largestPicture bytes of a picture that are too many
   * @throws MalformedNutException if it is no NUT stream of pictures
   * @throws IOException if it cannot be read
   */
  public NutReader(InputStream in, int largestPicture) throws IOException {
    this.in = new NutBytes(new BufferedInputStream(in, BUFFER));
    this.largestPicture = largestPicture;
    String id = latin(this.in.bytes(NutFormat.ID.length()));
    if (!id.equals(NutFormat.ID)) {
      throw new MalformedNutException("it does not begin as NUT does");
    }
    NutBytes main = packet(NutFormat.MAIN);
    Rational timeBase = readTimeBase(main);
    codes = FrameCodes.read(main);
    stream = readStream(packet(NutFormat.STREAM), timeBase);
  }

  private NutBytes packet(long wanted) throws IOException {
    if (in.big(Long.BYTES) != wanted) {
      throw new MalformedNutException("its headers are not in their order");
    }
    return in.packet(wanted, LARGEST_PACKET);
  }

  private Rational readTimeBase(NutBytes main) throws IOException {
    int version = main.number("its version", NutFormat.VERSION, MOST_VERSION);
    if (version > NutFormat.VERSION) {
      main.number(); // its minor version
    }
    main.number("the number of its streams", 1, 1);
    main.number(); // the largest distance of sync points
    timeBases = main.number("the number of its time bases", 1, 1);
    int numerator = main.number("a time base", 1, Integer.MAX_VALUE);
    return new Rational(numerator, main.number("a time base", 1, Integer.MAX_VALUE));
  }

  private NutStream readStream(NutBytes header, Rational timeBase) throws IOException {
    header.number("the stream's number", 0, 0);
    header.number("the stream's class", 0, 0);
    String codec = latin(header.string(Integer.BYTES));
    header.number("the stream's time base", 0, timeBases - 1);
    timeShift = header.number("the shift of times", 0, 16);
    header.number(); // how far times may be apart without a checksum
    int delay = header.number("the decoder's delay", 0, 1000);
    header.number(); // whether frames are equally long
    byte[] codecData = header.string(LARGEST_PACKET);
    int width = header.number("the width", 1, LARGEST_SIDE);
    int height = header.number("the height", 1, LARGEST_SIDE);
    long aspectWidth = header.number("the pixels' width", 0, Integer.MAX_VALUE);
    long aspectHeight = header.number("the pixels' height", 0, Integer.MAX_VALUE);
    Rational aspect =
        aspectWidth == 0 || aspectHeight == 0
            ? Rational.ONE
            : new Rational(aspectWidth, aspectHeight);
    return new NutStream(
        codec, width, height, timeBase, aspect, delay, codecData, Optional.empty());
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /**
   * What the stream says of itself.
   *
   * @return its header
   */
  public NutStream stream() {
    return stream;
  }

  /**
   * Reads the next picture.
   *
   * @return in the order in which they are decoded; empty after the last
   * @throws MalformedNutException if the stream is damaged there
   * @throws IOException if it cannot be read
   */
  public Optional<NutPacket> next() throws IOException {
    while (true) {
      int first = in.optionalByte();
      if (first < 0) {
        return Optional.empty();
      }
      if (first == NutFormat.START_CODE_BYTE) {
        readPacket((long) first << (Long.SIZE - Byte.SIZE) | in.big(Long.BYTES - 1));
      } else {
        NutPacket picture = readFrame(first);
        if (picture.data().length > 0) { // else it only tells that the stream ends
          return Optional.of(picture);
        }
      }
    }
  }

  /** Headers may come again, and what is not for a stream of pictures is passed over. */
  private void readPacket(long startCode) throws IOException {
    NutBytes content = in.packet(startCode, LARGEST_PACKET);
    if (startCode == NutFormat.SYNC_POINT) {
      lastTime = content.number() / timeBases;
    }
  }

  private NutPacket readFrame(int first) throws IOException {
    in.beginChecksum(first);
    FrameCodes.Code code = codes.of(first);
    long flags = code.flags();
    if ((flags & NutFormat.CODED) != 0) {
      flags ^= in.number();
    }
    if ((flags & (NutFormat.RESERVED | NutFormat.SIDE_DATA)) != 0) {
      throw new MalformedNutException("a frame has parts that are not known");
    }
    if ((flags & NutFormat.STREAM_ID) != 0) {
      in.number("a frame's stream", 0, 0);
    }
    boolean hasTime = (flags & NutFormat.CODED_TIME) != 0;
    lastTime = hasTime ? time(in.number()) : lastTime + code.timeDelta();
    long high = (flags & NutFormat.SIZE_HIGH) != 0 ? in.number() : 0;
    int size = size(code, high);
    if ((flags & NutFormat.MATCH_TIME) != 0) {
      in.signed();
    }
    long header = (flags & NutFormat.HEADER_INDEX) != 0 ? in.number() : code.headerIndex();
    if ((flags & NutFormat.CHECKSUM) != 0) {
      in.requireChecksum();
    }
    return new NutPacket(data(size, header), lastTime, (flags & NutFormat.KEY) != 0);
  }

  /** Times near the last one are stored by their low bits; others follow upon those. */
  private long time(long coded) {
    long span = 1L << timeShift;
    if (coded >= span) {
      return coded - span;
    }
    long least = lastTime - (span - 1) / 2;
    return (coded - least & span - 1) + least;
  }

  private int size(FrameCodes.Code code, long high) throws IOException {
    if (high > largestPicture || high * code.sizeFactor() + code.sizeLow() > largestPicture) {
      throw new MalformedNutException(
          "a picture of more than " + largestPicture + " bytes is announced");
    }
    return (int) (high * code.sizeFactor() + code.sizeLow());
  }

  private byte[] data(int size, long headerIndex) throws IOException {
    byte[] header = codes.header(size > NutFormat.LONGEST_PLAIN_PACKET ? 0 : headerIndex);
    if (header.length > size) {
      throw new MalformedNutException("a picture is shorter than its header");
    }
    if (header.length == 0) {
      return in.bytes(size);
    }
    byte[] data = new byte[size];
    System.arraycopy(header, 0, data, 0, header.length);
    byte[] rest = in.bytes(size - header.length);
    System.arraycopy(rest, 0, data, header.length, rest.length);
    return data;
  }
}
