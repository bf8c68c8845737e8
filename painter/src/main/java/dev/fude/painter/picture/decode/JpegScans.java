package dev.fude.painter.picture.decode;

import java.util.Arrays;

/** Which coefficients of which channels a JPEG's scans have brought so far, and how exactly. */
final class JpegScans {
  private static final int COEFFICIENTS = 64;
  private static final byte NEVER = Byte.MAX_VALUE;

  private final JpegFrame frame;
  private final byte[][] missingBits; // (channels, coefficients)

  JpegScans(JpegFrame frame) {
    this.frame = frame;
    missingBits = new byte[frame.channels()][COEFFICIENTS];
    for (byte[] channel : missingBits) {
      Arrays.fill(channel, NEVER);
    }
  }

  /**
   * Counts a scan.
   *
   * @param data of its header, behind the length
   */
  void add(byte[] data) {
    int channels = data.length == 0 ? 0 : data[0];
    if (channels < 1 || data.length < 4 + 2 * channels) {
      return;
    }
    int first = data[1 + 2 * channels] & (COEFFICIENTS - 1);
    int last = frame.isProgressive() ? data[2 + 2 * channels] & (COEFFICIENTS - 1) : 63;
    int bits = frame.isProgressive() ? data[3 + 2 * channels] & 0xF : 0;
    for (int i = 0; i < channels; i++) {
      int channel = indexOf(data[1 + 2 * i] & 0xFF);
      if (channel >= 0 && first <= last) {
        Arrays.fill(missingBits[channel], first, last + 1, (byte) bits);
      }
    }
  }

  private int indexOf(int id) {
    for (int i = 0; i < frame.channels(); i++) {
      if (frame.ids()[i] == id) {
        return i;
      }
    }
    return -1;
  }

  /** Whether nothing more can come: every coefficient is there to its last bit. */
  boolean areComplete() {
    for (byte[] channel : missingBits) {
      for (byte bits : channel) {
        if (bits != 0) {
          return false;
        }
      }
    }
    return true;
  }
}
