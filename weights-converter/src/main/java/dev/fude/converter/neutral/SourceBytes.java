package dev.fude.converter.neutral;

import dev.fude.core.Quoted;
import dev.fude.core.weights.InvalidWeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * The bytes of one file, whole or in pieces: its ends are kept, the rest is read when it is asked
 * for. Of a file that gzip compressed they are those that were in it, in memory.
 */
final class SourceBytes {
  private static final int EDGE_BYTES = 64;
  private static final int CHUNK_BYTES = 1 << 16;

  private final Path path;
  private final long size;
  private final byte[] head;
  private final byte[] tail;
  private final Optional<byte[]> unpacked;
  private byte[] whole; // once it was read

  private SourceBytes(Path path, long size, byte[] head, byte[] tail, Optional<byte[]> unpacked) {
    this.path = path;
    this.size = size;
    this.head = head;
    this.tail = tail;
    this.unpacked = unpacked;
  }

  private static SourceBytes unpacked(Path path, byte[] content) {
    int edge = Math.min(EDGE_BYTES, content.length);
    byte[] head = Arrays.copyOf(content, edge);
    byte[] tail = Arrays.copyOfRange(content, content.length - edge, content.length);
    return new SourceBytes(path, content.length, head, tail, Optional.of(content));
  }

  /** Reads the ends of a file that is there, or all of one that is compressed and whole. */
  static SourceBytes open(Path path) {
    try (SeekableByteChannel channel = Files.newByteChannel(path)) {
      long size = Source.requireSaneSize(path, channel.size());
      int edge = (int) Math.min(EDGE_BYTES, size);
      byte[] head = readFully(channel, 0, edge);
      byte[] tail = readFully(channel, size - edge, edge);
      SourceBytes stored = new SourceBytes(path, size, head, tail, Optional.empty());
      return stored.has(0, Unpacking.GZIP_MAGIC)
          ? Unpacking.unpacked(path, size).map(bytes -> unpacked(path, bytes)).orElse(stored)
          : stored;
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static byte[] readFully(SeekableByteChannel channel, long offset, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    channel.position(offset);
    while (buffer.hasRemaining()) {
      // In pieces: the JDK copies through native memory as large as the request.
      buffer.limit(Math.min(length, buffer.position() + CHUNK_BYTES));
      if (channel.read(buffer) < 0) {
        throw new IOException("it became shorter while it was read");
      }
      buffer.limit(length);
    }
    return buffer.array();
  }

  static InvalidWeightsException unreadable(Path path, IOException cause) {
    return new InvalidWeightsException(
        path + " cannot be read (" + cause.getMessage() + "); check its permissions.", cause);
  }

  long size() {
    return size;
  }

  boolean wasCompressed() {
    return unpacked.isPresent();
  }

  /** Whether given bytes, one for each character, are near the beginning. */
  boolean has(int offset, String magic) {
    return has(head, offset, magic);
  }

  boolean endWith(String magic) {
    return has(tail, tail.length - magic.length(), magic);
  }

  private static boolean has(byte[] bytes, int offset, String magic) {
    byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
    int end = offset + wanted.length;
    return offset >= 0
        && end <= bytes.length
        && Arrays.equals(bytes, offset, end, wanted, 0, wanted.length);
  }

  ByteBuffer head() {
    return readOnly(head);
  }

  ByteBuffer all() {
    return readOnly(array());
  }

  byte[] array() {
    if (whole == null) {
      whole = unpacked.orElseGet(() -> read(0, (int) size));
    }
    return whole;
  }

  ByteBuffer piece(long offset, int length) {
    if (offset < 0 || length < 0 || offset > size - length) {
      throw new MalformedSourceException(
          String.format(
              "%d bytes from byte %d on are needed of the %d bytes of %s; download it again",
              length, offset, size, Quoted.name(path.getFileName().toString())));
    }
    if (unpacked.isPresent()) {
      return readOnly(unpacked.get()).slice((int) offset, length).order(ByteOrder.LITTLE_ENDIAN);
    }
    return readOnly(read(offset, length));
  }

  private byte[] read(long offset, int length) {
    try (SeekableByteChannel channel = Files.newByteChannel(path)) {
      return readFully(channel, offset, length);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static ByteBuffer readOnly(byte[] bytes) {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Of the file as it is stored. */
  void addTo(MessageDigest digest) {
    try (InputStream stream = Files.newInputStream(path)) {
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
        digest.update(chunk, 0, read);
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }
}
