package dev.fude.video.nut;

import dev.fude.video.Rational;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a NUT stream of pictures in its plainest form: a sync point before each picture, whose
 * whole time, size and checksum stand in front of it.
 */
public final class NutWriter {
  private static final int MOST_DISTANCE = 32767; // of sync points, without a checksum
  private static final int TIME_SHIFT = 7;
  private static final int FRAME_CODE = 1;
  private static final int TEXT = 2; // the signed number -1: a text follows
  private static final int SYNC_UNIT = 16; // sync points are told apart in sixteens of bytes

  private final OutputStream out;
  private long written;
  private long lastSync;

  /**
   * Writes the headers.
   *
   * @param out where to; not closed
   * @param stream what the pictures are
   * @throws IOException if it cannot be written
   */
  public NutWriter(OutputStream out, NutStream stream) throws IOException {
    this.out = out;
    put(latin(NutFormat.ID));
    putPacket(NutFormat.MAIN, mainHeader(stream));
    putPacket(NutFormat.STREAM, streamHeader(stream));
    if (stream.rate().isPresent()) {
      putPacket(NutFormat.INFO, rateInfo(stream.rate().get()));
    }
    lastSync = written; // the first has none before it
  }

  private static byte[] mainHeader(NutStream stream) {
    Content content = new Content();
    content.numbers(NutFormat.VERSION, 1, MOST_DISTANCE);
    content.numbers(1, stream.timeBase().numerator(), stream.timeBase().denominator());
    // Of all first bytes, one is a frame's: it says that the flags follow.
    content.numbers(NutFormat.INVALID, 6, 0, 1, 0, 0, 0, FRAME_CODE);
    content.numbers(NutFormat.CODED, 6, 0, 1, 0, 0, 0, 1);
    int rest = NutFormat.FRAME_CODES - FRAME_CODE - 2; // without the one of start codes
    content.numbers(NutFormat.INVALID, 6, 0, 1, 0, 0, 0, rest);
    content.numbers(0); // nothing is left out of pictures
    return content.toByteArray();
  }

  private static byte[] streamHeader(NutStream stream) {
    Content content = new Content();
    content.numbers(0, 0);
    content.string(latin(stream.codec()));
    content.numbers(0, TIME_SHIFT, MOST_DISTANCE, stream.decodeDelay(), 0);
    content.string(stream.codecData());
    content.numbers(stream.width(), stream.height());
    content.numbers(stream.sampleAspect().numerator(), stream.sampleAspect().denominator(), 0);
    return content.toByteArray();
  }

  private static byte[] rateInfo(Rational rate) {
    Content content = new Content();
    content.numbers(1, 0, 0, 0, 1); // one thing, of the first stream
    content.string(latin("r_frame_rate"));
    content.numbers(TEXT);
    content.string(latin(rate.toString()));
    return content.toByteArray();
  }

  /**
   * Writes the next picture.
   *
   * @param picture with a time of at least 0
   * @throws IOException if it cannot be written
   */
  public void write(NutPacket picture) throws IOException {
    Content sync = new Content();
    sync.numbers(picture.time(), (written - lastSync) / SYNC_UNIT);
    lastSync = written;
    putPacket(NutFormat.SYNC_POINT, sync.toByteArray());

    Content header = new Content();
    header.write(FRAME_CODE);
    long flags = NutFormat.CODED_TIME | NutFormat.SIZE_HIGH | NutFormat.CHECKSUM;
    header.numbers(picture.isKey() ? flags | NutFormat.KEY : flags);
    header.numbers(picture.time() + (1L << TIME_SHIFT), picture.data().length);
    header.checksum();
    put(header.toByteArray());
    put(picture.data());
    out.flush();
  }

  private void putPacket(long startCode, byte[] body) throws IOException {
    Content head = new Content();
    head.big(startCode);
    head.numbers(body.length + Integer.BYTES);
    if (body.length + Integer.BYTES > NutFormat.LONGEST_PLAIN_PACKET) {
      head.checksum();
    }
    Content content = new Content();
    content.writeBytes(body);
    content.checksum();
    put(head.toByteArray());
    put(content.toByteArray());
  }

  private void put(byte[] bytes) throws IOException {
    out.write(bytes);
    written += bytes.length;
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Numbers and strings one behind the other. */
  private static final class Content extends ByteArrayOutputStream {
    private static final int BITS = 7;

    void numbers(long... values) {
      for (long value : values) {
        number(value);
      }
    }

    private void number(long value) {
      int shift = BITS * Math.max(0, (Long.SIZE - 1 - Long.numberOfLeadingZeros(value)) / BITS);
      for (; shift > 0; shift -= BITS) {
        write((int) (value >>> shift) & 0x7F | 0x80);
      }
      write((int) value & 0x7F);
    }

    void string(byte[] bytes) {
      number(bytes.length);
      writeBytes(bytes);
    }

    void big(long value) {
      for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
        write((int) (value >>> shift));
      }
    }

    /** Of everything so far. */
    void checksum() {
      int crc = 0;
      for (int i = 0; i < count; i++) {
        crc = NutFormat.crc(crc, buf[i] & 0xFF);
      }
      for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
        write(crc >>> shift);
      }
    }
  }
}
