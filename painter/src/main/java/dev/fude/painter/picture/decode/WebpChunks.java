package dev.fude.painter.picture.decode;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.stream.ImageInputStream;

/** The chunks of a WebP, or of one of its frames: of each kind the first. */
final class WebpChunks {
  private static final int HEADER = 8;
  private static final int EXTENSION_BYTES = 10;
  private static final byte ALPHA = 0x10;
  private static final List<String> PIXELS = List.of("ALPH", "VP8 ", "VP8L");

  private final FileBytes file;
  private final Map<String, Long> places = new HashMap<>();

  private WebpChunks(FileBytes file) {
    this.file = file;
  }

  /** Walks through chunks as far as they are there. */
  static WebpChunks of(FileBytes file, long from, long to) throws IOException {
    WebpChunks chunks = new WebpChunks(file);
    try {
      for (long at = from; at < to; at += HEADER + padded(file.u32(at + 4, LITTLE_ENDIAN))) {
        String type = new String(file.exactly(at, 4), StandardCharsets.ISO_8859_1);
        file.u32(at + 4, LITTLE_ENDIAN);
        chunks.places.putIfAbsent(type, at);
      }
    } catch (EOFException e) {
      // The decoder will tell whether pixels are missing.
    }
    return chunks;
  }

  private static long padded(long length) {
    return length + (length & 1);
  }

  boolean has(String type) {
    return places.containsKey(type);
  }

  /** Where a chunk's data begin. */
  long data(String type) {
    return places.get(type) + HEADER;
  }

  long length(String type) throws IOException {
    return file.u32(places.get(type) + 4, LITTLE_ENDIAN);
  }

  /**
   * Some of a chunk's data.
   *
   * @throws EOFException if the file has no such chunk, or ends in it
   */
  byte[] bytes(String type, int from, int count) throws IOException {
    if (!has(type)) {
      throw new EOFException("has no part " + type);
    }
    return file.exactly(data(type) + from, count);
  }

  /**
   * A file of the pixels alone.
   *
   * @param size columns less one and rows less one, 3 bytes each
   */
  ImageInputStream still(byte[] size) throws IOException {
    boolean alpha = has("ALPH");
    long length = alpha ? HEADER + EXTENSION_BYTES : 0;
    for (String type : PIXELS) {
      length += has(type) ? HEADER + padded(length(type)) : 0;
    }
    Pieces pixels = new Pieces(file).bytes(head(length));
    if (alpha) {
      pixels.bytes(extension(size));
    }
    for (String type : PIXELS) {
      if (has(type)) {
        pixels.range(places.get(type), data(type) + padded(length(type)));
      }
    }
    return pixels.open();
  }

  private static byte[] head(long length) {
    ByteBuffer head = ByteBuffer.allocate(12).order(LITTLE_ENDIAN);
    head.put(ascii("RIFF")).putInt((int) (4 + length)).put(ascii("WEBP"));
    return head.array();
  }

  private static byte[] extension(byte[] size) {
    ByteBuffer extension = ByteBuffer.allocate(HEADER + EXTENSION_BYTES).order(LITTLE_ENDIAN);
    extension.put(ascii("VP8X")).putInt(EXTENSION_BYTES).putInt(ALPHA).put(size);
    return extension.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static int u24(byte[] bytes, int at) {
    return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16;
  }
}
