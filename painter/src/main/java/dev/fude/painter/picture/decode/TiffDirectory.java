package dev.fude.painter.picture.decode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A directory of a TIFF: what is said of one of its pictures. */
final class TiffDirectory {
  private static final int SUB_DIRECTORIES = 330;
  private static final int SUBFILE = 254;
  private static final int OLD_SUBFILE = 255;
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int PHOTOMETRIC = 262;
  private static final int PREDICTOR = 317;
  private static final int SAMPLE_FORMAT = 339;
  private static final int PROFILE = 34675;
  private static final int DNG_VERSION = 50706;
  private static final int REDUCED = 1;
  private static final int OLD_REDUCED = 2;
  private static final int UNCOMPRESSED = 1;
  private static final int JPEG = 7;
  private static final int INKS = 5;
  private static final int COLOUR_FILTERS = 32803;
  private static final int LINEAR_RAW = 34892;
  private static final int ENTRY_BYTES = 12;
  private static final int SHORT = 3;
  private static final int SHORTS_IN_PLACE = 2;
  private static final int UNSIGNED = 1;
  private static final int MOST_BITS = 16;
  private static final String BY_MAGICK = "convert it with `magick IN -depth 16 OUT.png`";
  private static final int MOST_PROFILE_BYTES = 1 << 24;

  private static final Map<Long, String> UNREAD =
      Map.of(
          34661L, "JBIG",
          34712L, "JPEG 2000",
          34887L, "LERC",
          34925L, "LZMA",
          50000L, "Zstandard",
          50001L, "WebP",
          50002L, "JPEG XL");

  private static final Set<Long> UNREAD_COLOURS = Set.of(8L, 9L, 10L, 32844L, 32845L);

  private final FileBytes file;
  private final ByteOrder order;
  private final long at;
  private final Map<Integer, Long> entries = new TreeMap<>(); // tag, where its entry stands
  private final int count;

  /**
   * Reads a directory.
   *
   * @param at where it begins
   * @throws IOException if the file ends in it
   */
  TiffDirectory(FileBytes file, ByteOrder order, long at) throws IOException {
    this.file = file;
    this.order = order;
    this.at = at;
    count = file.u16(at, order);
    for (int i = 0; i < count; i++) {
      long entry = at + 2 + (long) ENTRY_BYTES * i;
      entries.putIfAbsent(file.u16(entry, order), entry);
    }
  }

  long at() {
    return at;
  }

  /** Where the next directory begins; 0 if this is the last. */
  long next() throws IOException {
    long place = at + 2 + (long) ENTRY_BYTES * count;
    return file.has(place + 3) ? file.u32(place, order) : 0;
  }

  /** Where the directories below this one begin, the first few of them. */
  long[] subDirectories(int most) throws IOException {
    Long entry = entries.get(SUB_DIRECTORIES);
    if (entry == null) {
      return new long[0];
    }
    int number = (int) Math.min(most, file.u32(entry + 4, order));
    long place = number == 1 ? entry + 8 : file.u32(entry + 8, order);
    long[] places = new long[number];
    for (int i = 0; i < number && file.has(place + 4L * i + 3); i++) {
      places[i] = file.u32(place + 4L * i, order);
    }
    return places;
  }

  /** A number, or the first of several. */
  private long value(int tag, long otherwise) throws IOException {
    Long entry = entries.get(tag);
    if (entry == null) {
      return otherwise;
    }
    if (file.u16(entry + 2, order) != SHORT) {
      return file.u32(entry + 8, order);
    }
    boolean inPlace = file.u32(entry + 4, order) <= SHORTS_IN_PLACE;
    return file.u16(inPlace ? entry + 8 : file.u32(entry + 8, order), order);
  }

  long area() throws IOException {
    return value(WIDTH, 0) * value(HEIGHT, 0);
  }

  /** Whether it is a smaller version of another. */
  boolean isPreview() throws IOException {
    return (value(SUBFILE, 0) & REDUCED) != 0 || value(OLD_SUBFILE, 0) == OLD_REDUCED;
  }

  /** Whether it tells that the file is a camera's own, which is to be developed first. */
  boolean isRaw() throws IOException {
    long photometric = value(PHOTOMETRIC, 0);
    return entries.containsKey(DNG_VERSION)
        || photometric == COLOUR_FILTERS
        || photometric == LINEAR_RAW;
  }

  /** Whether the pixels are inks. */
  boolean isOfInks() throws IOException {
    return value(PHOTOMETRIC, 0) == INKS;
  }

  /** Whether the pixels are packed as JPEG. */
  boolean isOfJpeg() throws IOException {
    return value(COMPRESSION, UNCOMPRESSED) == JPEG;
  }

  /**
   * Refuses what the decoder does not know, or gives other levels of than the file holds.
   *
   * @throws RefusedPictureException if the pixels are of such a sort
   */
  void requireReadable() throws IOException {
    String packing = UNREAD.get(value(COMPRESSION, UNCOMPRESSED));
    if (packing != null) {
      throw refused("packed by " + packing, "save it with LZW or Deflate");
    }
    if (UNREAD_COLOURS.contains(value(PHOTOMETRIC, 0))) {
      throw refused("whose colours are Lab or LogLuv", BY_MAGICK);
    }
    long bits = value(BITS, 1);
    if (value(SAMPLE_FORMAT, UNSIGNED) != UNSIGNED) {
      throw refused("of signed or floating-point numbers", BY_MAGICK);
    }
    if (bits > MOST_BITS) {
      throw refused("of " + bits + " bits a channel", BY_MAGICK);
    }
    if (bits == MOST_BITS && value(PREDICTOR, 1) != 1) {
      throw refused(
          "of 16 bits whose levels are stored as differences",
          "convert it with `tiffcp -c lzw:1 IN OUT.tif`");
    }
  }

  private static RefusedPictureException refused(String sort, String cure) {
    return new RefusedPictureException(
        String.format("is a TIFF %s, which is not read here; %s.", sort, cure));
  }

  /** The colour profile, not a sound one if the file ends in it; empty if there is none. */
  byte[] profile() throws IOException {
    Long entry = entries.get(PROFILE);
    if (entry == null) {
      return new byte[0];
    }
    long bytes = file.u32(entry + 4, order);
    long place = file.u32(entry + 8, order);
    boolean whole = bytes > 0 && bytes <= MOST_PROFILE_BYTES && file.has(place + bytes - 1);
    return whole ? file.exactly(place, (int) bytes) : new byte[1];
  }

  /**
   * Appends the file from a place before this directory to its end, with this directory as its last
   * and without its profile, which the decoder would obey or stumble over.
   */
  void appendAlone(Pieces pixels, long from) throws IOException {
    int length = 2 + ENTRY_BYTES * count + 4;
    ByteBuffer directory = ByteBuffer.allocate(length).order(order);
    Map<Integer, Long> others = new TreeMap<>(entries);
    others.remove(PROFILE);
    directory.putShort((short) others.size());
    for (long entry : others.values()) {
      directory.put(file.exactly(entry, ENTRY_BYTES));
    }
    pixels.range(from, at).bytes(directory.array()).rest(at + length);
  }
}
