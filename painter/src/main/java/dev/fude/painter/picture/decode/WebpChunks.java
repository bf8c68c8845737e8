package dev.fude.painter.picture.decode;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.stream.ImageInputStream;

/** The chunks of a WebP, or of one of its frames: of each kind the first. */
final class WebpChunks {
  static final String LOSSY = "VP8 ";
  static final String LOSSLESS = "VP8L";
  static final String ALPHA = "ALPH";

  private static final int HEADER = 8;

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
      // Pixels that are missing are asked for later.
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
   * A chunk's bits.
   *
   * @param from which of its bytes they begin with
   */
  Vp8lBits bits(String type, int from) throws IOException {
    return new Vp8lBits(file, data(type) + from, data(type) + length(type));
  }

  /**
   * A file of the colours alone.
   *
   * @throws RefusedPictureException if they are not whole, or their alpha is not
   */
  ImageInputStream colours() throws IOException {
    String type = has(LOSSLESS) ? LOSSLESS : LOSSY;
    requireWhole(type);
    if (has(ALPHA)) {
      requireWhole(ALPHA);
    }
    return new Pieces(file)
        .bytes(head(HEADER + padded(length(type))))
        .range(places.get(type), data(type) + length(type))
        .bytes(new byte[(int) (length(type) & 1)])
        .open();
  }

  private void requireWhole(String type) throws IOException {
    if (!has(type) || !file.has(data(type) + length(type) - 1)) {
      throw EncodedPicture.cutShort();
    }
  }

  private static byte[] head(long length) {
    ByteBuffer head = ByteBuffer.allocate(12).order(LITTLE_ENDIAN);
    head.put(ascii("RIFF")).putInt((int) (4 + length)).put(ascii("WEBP"));
    return head.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static int u24(byte[] bytes, int at) {
    return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16;
  }
}
