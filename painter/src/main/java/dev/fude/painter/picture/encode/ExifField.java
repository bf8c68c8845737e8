package dev.fude.painter.picture.encode;

import java.nio.ByteBuffer;

/**
 * One tag and its values, as a TIFF directory holds them.
 *
 * @param number the tag's number
 * @param type the type of its values
 * @param values them, high bytes first
 */
public record ExifField(int number, ExifType type, byte[] values) {
  /**
   * A field of one number of 16 bits.
   *
   * @param number the tag's number
   * @param value its value
   * @return the field
   */
  public static ExifField ofShort(int number, int value) {
    return new ExifField(
        number, ExifType.SHORT, ByteBuffer.allocate(2).putShort((short) value).array());
  }

  static ExifField ofLong(int number, int value) {
    return new ExifField(number, ExifType.LONG, ByteBuffer.allocate(4).putInt(value).array());
  }

  int count() {
    return values.length / type.bytes();
  }
}
