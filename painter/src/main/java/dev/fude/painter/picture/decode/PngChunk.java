package dev.fude.painter.picture.decode;

import java.nio.ByteBuffer;

/**
 * A chunk of a PNG: length, type, data, checksum.
 *
 * @param type four letters
 * @param at where its length stands in the file
 * @param length bytes of its data
 */
record PngChunk(String type, long at, long length) {
  static final byte[] END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, -126};
  static final byte[] NO_CHECKSUM = new byte[4]; // which no decoder of the JDK looks at

  /** Of the sum at the end of the packed pixels. */
  static final int SEAL_BYTES = 4;

  long dataAt() {
    return at + 8;
  }

  long dataEnd() {
    return dataAt() + length;
  }

  /** One past its checksum. */
  long end() {
    return dataEnd() + 4;
  }

  static byte[] lengthBytes(long length) {
    return ByteBuffer.allocate(4).putInt((int) length).array();
  }
}
