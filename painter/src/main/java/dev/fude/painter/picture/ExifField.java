package dev.fude.painter.picture;

import java.nio.ByteBuffer;

/**
 * One tag and its values, as a TIFF directory holds them.
 *
 * @param number the tag's number
 * @param type the type of its values
 * @param values them, high bytes first
 */
record ExifField(int number, ExifTag.Type type, byte[] values) {
  static ExifField ofShort(int number, int value) {
    return new ExifField(
        number, ExifTag.Type.SHORT, ByteBuffer.allocate(2).putShort((short) value).array());
  }

  static ExifField ofLong(int number, int value) {
    return new ExifField(number, ExifTag.Type.LONG, ByteBuffer.allocate(4).putInt(value).array());
  }

  int count() {
    return values.length / type.bytes();
  }
}
