package dev.fude.video.apng;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.DeflaterOutputStream;

/** An animated PNG of red, green, blue and alpha, written chunk by chunk, right or wrong. */
final class PngBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int sequence;

  PngBytes(int width, int height) {
    bytes.writeBytes(PngChunk.SIGNATURE);
    ByteBuffer head = ByteBuffer.allocate(13).putInt(width).putInt(height);
    chunk("IHDR", head.put(new byte[] {8, 6, 0, 0, 0}).array());
  }

  PngBytes chunk(String type, byte[] data) {
    try {
      new PngChunk(type, data).writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  PngBytes animation(int frames, int plays) {
    return chunk("acTL", ByteBuffer.allocate(8).putInt(frames).putInt(plays).array());
  }

  PngBytes control(int x, int y, int width, int height, int above, int below) {
    return control(x, y, width, height, above, below, 0, 0);
  }

  PngBytes control(
      int x, int y, int width, int height, int above, int below, int disposal, int blend) {
    ByteBuffer data = ByteBuffer.allocate(26).putInt(sequence++);
    data.putInt(width).putInt(height).putInt(x).putInt(y);
    data.putShort((short) above).putShort((short) below);
    return chunk("fcTL", data.put((byte) disposal).put((byte) blend).array());
  }

  /** Pixels of the first frame, or of a picture that is none; 0xAARRGGBB each. */
  PngBytes picture(int width, int... argb) {
    return chunk("IDAT", packed(width, argb));
  }

  /** Pixels of a later frame, in two chunks. */
  PngBytes frame(int width, int... argb) {
    byte[] packed = packed(width, argb);
    int half = packed.length / 2;
    return part(packed, 0, half).part(packed, half, packed.length);
  }

  private PngBytes part(byte[] packed, int from, int to) {
    ByteBuffer data = ByteBuffer.allocate(4 + to - from).putInt(sequence++);
    return chunk("fdAT", data.put(packed, from, to - from).array());
  }

  private static byte[] packed(int width, int... argb) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      for (int i = 0; i < argb.length; i++) {
        if (i % width == 0) {
          deflater.write(0);
        }
        for (int shift : new int[] {16, 8, 0, 24}) {
          deflater.write(argb[i] >> shift);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  byte[] end() {
    return chunk("IEND", new byte[0]).cut();
  }

  byte[] cut() {
    return bytes.toByteArray();
  }
}
