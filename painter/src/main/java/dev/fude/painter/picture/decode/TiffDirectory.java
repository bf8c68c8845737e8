package dev.fude.painter.picture.decode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** A directory of a TIFF: what is said of one of its pictures. */
final class TiffDirectory {
  private static final int SUB_DIRECTORIES = 330;
  private static final int SUBFILE = 254;
  private static final int OLD_SUBFILE = 255;
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int PHOTOMETRIC = 262;
  private static final int PROFILE = 34675;
  private static final int DNG_VERSION = 50706;
  private static final int REDUCED = 1;
  private static final int MASK = 4; // among kinds of pictures, and of levels
  private static final int OLD_REDUCED = 2;
  private static final int COLOUR_FILTERS = 32803;
  private static final int LINEAR_RAW = 34892;
  private static final int ENTRY_BYTES = 12;
  private static final int SHORT = 3;
  private static final int SHORTS_IN_PLACE = 2;
  private static final int MOST_PROFILE_BYTES = 1 << 24;

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

  ByteOrder order() {
    return order;
  }

  /** A number, or the first of several. */
  long value(int tag, long otherwise) throws IOException {
    Long entry = entries.get(tag);
    if (entry == null) {
      return otherwise;
    }
    if (file.u16(entry + 2, order) != SHORT) {
      return file.u32(entry + 8, order);
    }
    return file.u16(shorts(entry), order);
  }

  /** Numbers of 16 bits, the first few of them; none if the tag is missing or of another type. */
  int[] shorts(int tag, int most) throws IOException {
    Long entry = entries.get(tag);
    if (entry == null || file.u16(entry + 2, order) != SHORT) {
      return new int[0];
    }
    int[] values = new int[(int) Math.min(most, file.u32(entry + 4, order))];
    for (int i = 0; i < values.length; i++) {
      values[i] = file.u16(shorts(entry) + 2L * i, order);
    }
    return values;
  }

  /** Where an entry's numbers of 16 bits stand. */
  private long shorts(long entry) throws IOException {
    boolean inPlace = file.u32(entry + 4, order) <= SHORTS_IN_PLACE;
    return inPlace ? entry + 8 : file.u32(entry + 8, order);
  }

  long area() throws IOException {
    return value(WIDTH, 0) * value(HEIGHT, 0);
  }

  /** Whether it is a smaller version of another. */
  boolean isPreview() throws IOException {
    return (value(SUBFILE, 0) & REDUCED) != 0 || value(OLD_SUBFILE, 0) == OLD_REDUCED;
  }

  /** Whether its pixels tell where another is seen. */
  boolean isMask() throws IOException {
    return (value(SUBFILE, 0) & MASK) != 0 || value(PHOTOMETRIC, 0) == MASK;
  }

  /** Whether it tells that the file is a camera's own, which is to be developed first. */
  boolean isRaw() throws IOException {
    long photometric = value(PHOTOMETRIC, 0);
    return entries.containsKey(DNG_VERSION)
        || photometric == COLOUR_FILTERS
        || photometric == LINEAR_RAW;
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
   *
   * @param told what else the decoder is told, in place of what the file says: numbers by their
   *     tags; nothing by a negative one
   */
  void appendAlone(Pieces pixels, long from, Map<Integer, Integer> told) throws IOException {
    int length = 2 + ENTRY_BYTES * count + 4;
    Map<Integer, byte[]> others = new TreeMap<>();
    for (Map.Entry<Integer, Long> entry : entries.entrySet()) {
      others.put(entry.getKey(), file.exactly(entry.getValue(), ENTRY_BYTES));
    }
    others.remove(PROFILE);
    told.forEach((tag, value) -> others.replace(tag, entry(tag, value)));
    others.keySet().removeIf(tag -> told.getOrDefault(tag, 0) < 0);
    ByteBuffer directory = ByteBuffer.allocate(length).order(order);
    directory.putShort((short) others.size());
    others.values().forEach(directory::put);
    pixels.range(from, at).bytes(directory.array()).rest(at + length);
  }

  private byte[] entry(int tag, int value) {
    ByteBuffer entry = ByteBuffer.allocate(ENTRY_BYTES).order(order);
    entry.putShort((short) tag).putShort((short) SHORT).putInt(1).putShort((short) value);
    return entry.array();
  }
}
