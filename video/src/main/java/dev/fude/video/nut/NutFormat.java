package dev.fude.video.nut;

/** The numbers that a NUT stream is made of. */
final class NutFormat {
  /** What a stream begins with: 24 letters and a zero. */
  static final String ID = "nut/multimedia container\0";

  /** The first byte of every start code, and of no frame. */
  static final int START_CODE_BYTE = 'N';

  static final long MAIN = 0x4E4D7A561F5F04ADL;
  static final long STREAM = 0x4E5311405BF2F9DBL;
  static final long SYNC_POINT = 0x4E4BE4ADEECA4569L;
  static final long INDEX = 0x4E58DD672F23E64EL;
  static final long INFO = 0x4E49AB68B596BA78L;

  /** Packets that are longer have a checksum of their start code and length as well. */
  static final long LONGEST_PLAIN_PACKET = 4096;

  static final int FRAME_CODES = 256;

  /** The version that ffmpeg writes unless told to leave sync points out. */
  static final int VERSION = 3;

  // Flags of a frame.
  static final long KEY = 1;
  static final long END = 2;
  static final long CODED_TIME = 8;
  static final long STREAM_ID = 16;
  static final long SIZE_HIGH = 32;
  static final long CHECKSUM = 64;
  static final long RESERVED = 128;
  static final long SIDE_DATA = 256;
  static final long HEADER_INDEX = 1024;
  static final long MATCH_TIME = 2048;
  static final long CODED = 4096;
  static final long INVALID = 8192;

  private static final int POLYNOMIAL = 0x04C11DB7;
  private static final int[] CRC = new int[256]; // of one byte

  static {
    for (int value = 0; value < CRC.length; value++) {
      int crc = value << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc << 1 ^ (crc < 0 ? POLYNOMIAL : 0);
      }
      CRC[value] = crc;
    }
  }

  private NutFormat() {}

  /**
   * The checksum of a packet: CRC-32 with the highest bit first, from zero, not inverted, which the
   * JDK's is not.
   *
   * @param crc of the bytes before, 0 before the first
   * @param value one more byte, 0 to 255
   * @return of the bytes with this one
   */
  static int crc(int crc, int value) {
    return crc << 8 ^ CRC[crc >>> 24 ^ value];
  }
}
