package dev.fude.video.apng;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * A chunk of a PNG: length, type, data, checksum. Source: PNG, third edition, section 5.3.
 *
 * @param type four letters
 * @param data without length, type and checksum
 */
record PngChunk(String type, byte[] data) {
  static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  static final String HEADER = "IHDR";
  static final String PIXELS = "IDAT";
  static final String END = "IEND";
  static final String ANIMATION = "acTL";
  static final String FRAME = "fcTL";
  static final String FRAME_PIXELS = "fdAT";

  boolean is(String other) {
    return type.equals(other);
  }

  int checksum() {
    CRC32 sum = new CRC32();
    sum.update(type.getBytes(StandardCharsets.ISO_8859_1));
    sum.update(data);
    return (int) sum.getValue();
  }

  /** The data as numbers, the highest byte first. */
  ByteBuffer numbers() {
    return ByteBuffer.wrap(data);
  }

  void writeTo(OutputStream bytes) throws IOException {
    DataOutputStream to = new DataOutputStream(bytes);
    to.writeInt(data.length);
    to.write(type.getBytes(StandardCharsets.ISO_8859_1));
    to.write(data);
    to.writeInt(checksum());
  }
}
