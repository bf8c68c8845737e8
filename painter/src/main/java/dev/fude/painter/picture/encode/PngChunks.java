package dev.fude.painter.picture.encode;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Writes the chunks that a PNG is made of. Source: PNG, third edition, section 5.3. */
final class PngChunks {
  private static final int MOST_DATA = 1 << 16; // bytes of a chunk of image data

  private final DataOutputStream file;

  PngChunks(OutputStream file) {
    this.file = new DataOutputStream(file);
  }

  void write(String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(data);
    file.writeInt(data.length);
    file.write(name);
    file.write(data);
    file.writeInt((int) check.getValue());
  }

  /** A stream whose bytes become chunks of image data; closing it writes the last of them. */
  OutputStream imageData() {
    return new OutputStream() {
      private final byte[] data = new byte[MOST_DATA];
      private int filled;

      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one});
      }

      @Override
      public void write(byte[] bytes, int from, int count) throws IOException {
        for (int done = 0; done < count; ) {
          int more = Math.min(count - done, MOST_DATA - filled);
          System.arraycopy(bytes, from + done, data, filled, more);
          done += more;
          filled += more;
          if (filled == MOST_DATA) {
            close();
          }
        }
      }

      @Override
      public void close() throws IOException {
        if (filled > 0) {
          PngChunks.this.write("IDAT", Arrays.copyOf(data, filled));
          filled = 0;
        }
      }
    };
  }
}
