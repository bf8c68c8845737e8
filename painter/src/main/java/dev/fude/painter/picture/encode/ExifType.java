package dev.fude.painter.picture.encode;

/** How the values of an EXIF tag are stored. Source: CIPA DC-008 (Exif 2.32), section 4.6.2. */
public enum ExifType {
  /** Whole numbers of 8 bits. */
  BYTE(1, 1),
  /** Text of one byte a letter, closed by a zero. */
  ASCII(2, 1),
  /** Whole numbers of 16 bits. */
  SHORT(3, 2),
  /** Whole numbers of 32 bits. */
  LONG(4, 4),
  /** Fractions of two whole numbers of 32 bits. */
  RATIONAL(5, 8),
  /** Bytes that the tag gives a meaning. */
  UNDEFINED(7, 1),
  /** Fractions of two numbers of 32 bits with a sign. */
  SIGNED_RATIONAL(10, 8);

  private final int code;
  private final int bytes;

  ExifType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  int code() {
    return code;
  }

  /**
   * How long a value is.
   *
   * @return bytes
   */
  public int bytes() {
    return bytes;
  }
}
