package dev.fude.painter.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;

/** A TIFF made of its tags and numbers: one strip or one row of tiles, Deflate. */
final class TestTiff {
  /** Bytes before the first that is not of a directory, without a palette. */
  static final int HEAD = 300;

  private static final int COLOUR_MAP = 320;

  private static final int TILE_HEIGHT = 16;

  /** Tags whose numbers have 32 bits: where parts begin, and how long they are. */
  private static final Set<Integer> PLACES = Set.of(273, 279, 324, 325);

  private final ByteOrder order;
  private final int width;
  private final int height;
  private final int samples;
  private final int bytes; // of a sample
  private final byte[] pixels;
  private final Map<Integer, int[]> tags = new TreeMap<>();
  private byte[] block = {};
  private int blockTag;

  TestTiff(ByteOrder order, int width, int samples, int bits, byte[] pixels) {
    this.order = order;
    this.width = width;
    this.samples = samples;
    this.bytes = bits / 8;
    this.pixels = pixels.clone();
    height = pixels.length / (width * samples * bytes);
    int[] each = new int[samples];
    Arrays.fill(each, bits);
    says(256, width).says(257, height).says(258, each).says(259, 8).says(277, samples);
  }

  /** Says numbers of 16 bits. */
  TestTiff says(int tag, int... values) {
    tags.put(tag, values);
    return this;
  }

  /** Holds bytes beside the pixels. */
  TestTiff holds(int tag, byte[] content) {
    blockTag = tag;
    block = content.clone();
    return this;
  }

  byte[] file() {
    int tile = tags.containsKey(322) ? tags.get(322)[0] : 0;
    byte[][] parts = tile == 0 ? new byte[][] {packed(0, width)} : tiles(tile);
    int[] places = new int[parts.length];
    int[] lengths = new int[parts.length];
    int head = head();
    int at = head + block.length;
    for (int i = 0; i < parts.length; i++) {
      places[i] = at;
      lengths[i] = parts[i].length;
      at += parts[i].length;
    }
    Map<Integer, int[]> all = new TreeMap<>(tags);
    all.put(tile == 0 ? 278 : 323, new int[] {tile == 0 ? height : TILE_HEIGHT});
    all.put(tile == 0 ? 273 : 324, places);
    all.put(tile == 0 ? 279 : 325, lengths);
    if (block.length > 0) {
      all.put(blockTag, new int[] {});
    }
    ByteBuffer file = ByteBuffer.allocate(at).order(order);
    file.put((byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I')).put(file.get(0));
    file.putShort((short) 42).putInt(8).putShort((short) all.size());
    int values = 8 + 2 + 12 * all.size() + 4;
    for (Map.Entry<Integer, int[]> tag : all.entrySet()) {
      values = put(file, tag.getKey(), tag.getValue(), values);
    }
    file.putInt(0).position(head).put(block);
    for (byte[] part : parts) {
      file.put(part);
    }
    return file.array();
  }

  private int head() {
    return HEAD + 2 * tags.getOrDefault(COLOUR_MAP, new int[0]).length;
  }

  /** Puts an entry, and its values behind all entries if they have no room in it. */
  private int put(ByteBuffer file, int tag, int[] numbers, int behind) {
    file.putShort((short) tag);
    if (numbers.length == 0) {
      file.putShort((short) 7).putInt(block.length).putInt(head());
      return behind;
    }
    boolean isPlace = PLACES.contains(tag);
    int size = isPlace ? 4 : 2;
    file.putShort((short) (isPlace ? 4 : 3)).putInt(numbers.length);
    boolean inPlace = numbers.length * size <= 4;
    int at = inPlace ? file.position() : behind;
    for (int i = 0; i < numbers.length; i++) {
      if (isPlace) {
        file.putInt(at + 4 * i, numbers[i]);
      } else {
        file.putShort(at + 2 * i, (short) numbers[i]);
      }
    }
    if (!inPlace) {
      file.putInt(file.position(), behind);
    }
    file.position(file.position() + 4);
    return inPlace ? behind : behind + size * numbers.length;
  }

  private byte[][] tiles(int columns) {
    byte[][] tiles = new byte[(width + columns - 1) / columns][];
    for (int i = 0; i < tiles.length; i++) {
      tiles[i] = packed(i * columns, columns);
    }
    return tiles;
  }

  /** Some columns of all rows, zeros beyond the last. */
  private byte[] packed(int from, int columns) {
    int pixel = samples * bytes;
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      for (int y = 0; y < height; y++) {
        byte[] row = new byte[columns * pixel];
        int there = Math.min(columns, width - from) * pixel;
        System.arraycopy(pixels, (y * width + from) * pixel, row, 0, there);
        deflater.write(differences(row));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory takes everything
    }
    return packed.toByteArray();
  }

  private byte[] differences(byte[] row) {
    return switch (tags.getOrDefault(317, new int[] {1})[0]) {
      case 2 -> differencesOfNumbers(row);
      case 3 -> differencesOfBytes(row);
      default -> row;
    };
  }

  private byte[] differencesOfNumbers(byte[] row) {
    ByteBuffer from = ByteBuffer.wrap(row).order(order);
    ByteBuffer to = ByteBuffer.allocate(row.length).order(order);
    for (int at = 0; at < row.length; at += bytes) {
      int left = at - samples * bytes;
      switch (bytes) {
        case 1 -> to.put((byte) (from.get(at) - (left < 0 ? 0 : from.get(left))));
        case 2 -> to.putShort((short) (from.getShort(at) - (left < 0 ? 0 : from.getShort(left))));
        default -> to.putInt(from.getInt(at) - (left < 0 ? 0 : from.getInt(left)));
      }
    }
    return to.array();
  }

  private byte[] differencesOfBytes(byte[] row) {
    int count = row.length / bytes;
    byte[] sorted = new byte[row.length];
    for (int i = 0; i < row.length; i++) {
      int place = order == ByteOrder.BIG_ENDIAN ? i % bytes : bytes - 1 - i % bytes;
      sorted[place * count + i / bytes] = row[i];
    }
    byte[] differences = sorted.clone();
    for (int i = samples; i < sorted.length; i++) {
      differences[i] -= sorted[i - samples];
    }
    return differences;
  }
}
