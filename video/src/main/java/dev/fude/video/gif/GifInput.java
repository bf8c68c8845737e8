package dev.fude.video.gif;

import dev.fude.video.InvalidFilmException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a GIF: numbers, and data in parts of up to 255 bytes. Source: GIF89a. */
final class GifInput {
  private final String name;
  private final InputStream bytes;
  private final byte[] part = new byte[255];
  private int partLength;
  private int partAt;

  /**
   * Bytes from the beginning.
   *
   * @param name what messages call the film
   */
  GifInput(String name, InputStream bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  /** A byte; -1 at the end of the file. */
  int byteOrEnd() throws IOException {
    return bytes.read();
  }

  int u8() throws IOException {
    int next = bytes.read();
    if (next < 0) {
      throw new EOFException();
    }
    return next;
  }

  int u16() throws IOException {
    int low = u8();
    return low | u8() << 8;
  }

  byte[] exactly(int count) throws IOException {
    byte[] read = bytes.readNBytes(count);
    if (read.length < count) {
      throw new EOFException();
    }
    return read;
  }

  /** Opaque colours, 0xFFRRGGBB. */
  int[] colours(int count) throws IOException {
    byte[] rgb = exactly(3 * count);
    int[] colours = new int[count];
    for (int i = 0; i < count; i++) {
      colours[i] =
          0xFF000000
              | (rgb[3 * i] & 0xFF) << 16
              | (rgb[3 * i + 1] & 0xFF) << 8
              | rgb[3 * i + 2] & 0xFF;
    }
    return colours;
  }

  /** Before data in parts. */
  void beginParts() {
    partLength = 0;
    partAt = 0;
  }

  /** The next byte of data in parts; -1 behind the last, however often it is asked for. */
  int nextInParts() throws IOException {
    if (partAt == partLength) {
      if (partLength < 0) {
        return -1;
      }
      openPart();
    }
    return partLength < 0 ? -1 : part[partAt++] & 0xFF;
  }

  private void openPart() throws IOException {
    int length = u8();
    partAt = 0;
    partLength = length;
    if (length == 0) {
      partLength = -1;
      partAt = -1;
    } else if (bytes.readNBytes(part, 0, length) < length) {
      throw new EOFException();
    }
  }

  /** Goes behind the data in parts that have begun, or are to begin. */
  void skipParts() throws IOException {
    while (partLength >= 0) {
      partAt = partLength;
      openPart();
    }
  }

  /** Goes behind data in parts of which nothing was read. */
  void skipAllParts() throws IOException {
    beginParts();
    skipParts();
  }

  InvalidFilmException refusal(String predicate) {
    return new InvalidFilmException(name + " " + predicate);
  }

  void close() throws IOException {
    bytes.close();
  }
}
