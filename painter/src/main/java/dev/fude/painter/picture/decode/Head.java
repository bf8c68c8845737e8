package dev.fude.painter.picture.decode;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The first bytes of a file, by which its kind is told. */
final class Head {
  /** How many bytes are looked at. */
  static final int LENGTH = 512;

  private final byte[] bytes;

  /**
   * A beginning.
   *
   * @param bytes {@value #LENGTH}, or all of a shorter file
   */
  Head(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** Whether bytes, written as hexadecimal digits, stand at a place. */
  boolean has(int at, String hex) {
    int length = hex.length() / 2;
    if (bytes.length < at + length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if ((bytes[at + i] & 0xFF) != Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16)) {
        return false;
      }
    }
    return true;
  }

  /** Whether ASCII text stands at a place. */
  boolean says(int at, String text) {
    return bytes.length >= at + text.length() && ascii(at, text.length()).equals(text);
  }

  /** Some bytes as text, as many as there are. */
  String ascii(int at, int length) {
    int from = Math.min(at, bytes.length);
    int to = Math.min(at + length, bytes.length);
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** The beginning as text of small letters, without leading blanks and a mark of byte order. */
  String text() {
    return decoded().strip().toLowerCase(Locale.ROOT);
  }

  private String decoded() {
    if (has(0, "FFFE")) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
    }
    if (has(0, "FEFF")) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
    }
    return ascii(has(0, "EFBBBF") ? 3 : 0, LENGTH);
  }

  /** A byte; -1 behind the end. */
  int u8(int at) {
    return at < bytes.length ? bytes[at] & 0xFF : -1;
  }

  /** Whether nothing but zero bytes is there. */
  boolean isZero() {
    for (byte b : bytes) {
      if (b != 0) {
        return false;
      }
    }
    return bytes.length > 0;
  }
}
