package dev.fude.painter.picture.decode;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.function.IntPredicate;
import javax.imageio.stream.ImageInputStream;

/**
 * A file's bytes by their place in it. How many there are is not known before the last was read:
 * they may come from a pipe.
 */
public final class FileBytes {
  private static final int BLOCK = 1 << 16;

  private final ImageInputStream stream;

  /**
   * Bytes of a stream.
   *
   * @param stream kept open; its position and order are changed
   */
  public FileBytes(ImageInputStream stream) {
    this.stream = stream;
  }

  ImageInputStream stream() {
    return stream;
  }

  /**
   * The first bytes.
   *
   * @param most how many
   * @return fewer if the file is shorter
   * @throws IOException if they cannot be read
   */
  public byte[] head(int most) throws IOException {
    return upTo(0, most);
  }

  /** Whether there is a byte at a place. */
  boolean has(long at) throws IOException {
    stream.seek(at);
    return stream.read() >= 0;
  }

  int u8(long at) throws IOException {
    stream.seek(at);
    return stream.readUnsignedByte();
  }

  int u16(long at, ByteOrder order) throws IOException {
    stream.seek(at);
    stream.setByteOrder(order);
    return stream.readUnsignedShort();
  }

  long u32(long at, ByteOrder order) throws IOException {
    stream.seek(at);
    stream.setByteOrder(order);
    return stream.readUnsignedInt();
  }

  /** Exactly so many bytes. Memory is taken as they come, not as a file claims them. */
  byte[] exactly(long at, int length) throws IOException {
    byte[] bytes = upTo(at, length);
    if (bytes.length < length) {
      throw new EOFException("ends in a part of " + length + " bytes");
    }
    return bytes;
  }

  /** So many bytes, or as many as there are. */
  byte[] upTo(long at, int most) throws IOException {
    stream.seek(at);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] block = new byte[Math.min(most, BLOCK)];
    while (bytes.size() < most) {
      int read = stream.read(block, 0, Math.min(block.length, most - bytes.size()));
      if (read < 0) {
        break;
      }
      bytes.write(block, 0, read);
    }
    return bytes.toByteArray();
  }

  /** The next place of a byte behind which another fits, or else the last or the file's end. */
  long findPair(int first, IntPredicate second, long from) throws IOException {
    stream.seek(from);
    byte[] block = new byte[BLOCK];
    long at = from;
    boolean isSecond = false;
    for (int read = stream.read(block); read >= 0; read = stream.read(block)) {
      for (int i = 0; i < read; i++) {
        int value = block[i] & 0xFF;
        if (isSecond && second.test(value)) {
          return at + i - 1;
        }
        isSecond = value == first;
      }
      at += read;
    }
    return at;
  }
}
