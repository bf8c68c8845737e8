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
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A file to be converted, with those beside it that it names: there, readable, neither empty nor
 * absurdly large.
 */
public final class Source {
  /** Far more than any generator's weights need; the largest published ones take 9 MB. */
  static final long MAX_BYTES = 1L << 29;

  private static final int EDGE_BYTES = 64;
  private static final int MAX_LISTED = 10;
  private static final int CHUNK_BYTES = 1 << 16;

  private final Path path;
  private final long size;
  private final byte[] head;
  private final byte[] tail;
  private final Optional<byte[]> unpacked;
  private final List<Source> besides = new ArrayList<>();
  private byte[] whole; // once it was read

  private Source(Path path, long size, byte[] head, byte[] tail, Optional<byte[]> unpacked) {
    this.path = path;
    this.size = size;
    this.head = head;
    this.tail = tail;
    this.unpacked = unpacked;
  }

  private static Source unpacked(Path path, byte[] content) {
    int edge = Math.min(EDGE_BYTES, content.length);
    byte[] head = Arrays.copyOf(content, edge);
    byte[] tail = Arrays.copyOfRange(content, content.length - edge, content.length);
    return new Source(path, content.length, head, tail, Optional.of(content));
  }

  /**
   * Looks at a file. One that gzip compressed is taken for what is in it, if it is whole.
   *
   * @param path the file
   * @return the file, its first and last bytes read
   * @throws InvalidWeightsException if there is no such file, it is a folder, empty, larger than
   *     512 MB, or cannot be read
   */
  public static Source open(Path path) {
    if (!Files.exists(path)) {
      throw new InvalidWeightsException(path + " does not exist; check the name.");
    }
    if (Files.isDirectory(path)) {
      throw new InvalidWeightsException(
          path + " is a folder without weights of a known format; name the weight file.");
    }
    if (!Files.isRegularFile(path)) {
      throw new InvalidWeightsException(path + " is no ordinary file; name a weight file.");
    }
    try (SeekableByteChannel channel = Files.newByteChannel(path)) {
      long size = requireSaneSize(path, channel.size());
      int edge = (int) Math.min(EDGE_BYTES, size);
      byte[] head = readFully(channel, 0, edge);
      byte[] tail = readFully(channel, size - edge, edge);
      Source stored = new Source(path, size, head, tail, Optional.empty());
      return stored.hasBytes(0, Unpacking.GZIP_MAGIC)
          ? Unpacking.unpacked(path, size).map(bytes -> unpacked(path, bytes)).orElse(stored)
          : stored;
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static long requireSaneSize(Path path, long size) {
    if (size == 0) {
      throw new InvalidWeightsException(path + " is empty; download it again.");
    }
    if (size > MAX_BYTES) {
      throw new InvalidWeightsException(
          String.format(
              "%s has %d MB, more than the %d MB that are read; convert a file of weights alone.",
              path, size >> 20, MAX_BYTES >> 20));
    }
    return size;
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

  /**
   * A file that this one names.
   *
   * @param name the name as the file gives it, which need not be trusted: a path from this file's
   *     folder, with slashes
   * @return that file
   * @throws MalformedSourceException if the name leads out of the folder, also by a link, there is
   *     no such file, or all files together are larger than 512 MB
   * @throws InvalidWeightsException as {@link #open}
   */
  public Source beside(String name) {
    Path named = NamedFile.of(path, name);
    if (!Files.exists(named)) {
      throw new MalformedSourceException(
          "its numbers are in the file "
              + Quoted.name(name)
              + ", which is not there; download or copy that file too");
    }
    Source found = open(named);
    requireSaneSize(
        path, size + found.size + besides.stream().mapToLong(other -> other.size).sum());
    besides.add(found);
    return found;
  }

  /**
   * Where the file is.
   *
   * @return the path as given
   */
  public Path path() {
    return path;
  }

  /**
   * Where the file is, for readers that cannot do with its bytes.
   *
   * @return the path as given
   * @throws MalformedSourceException if the bytes there are compressed
   */
  public Path storedPath() {
    if (unpacked.isPresent()) {
      throw new MalformedSourceException(
          "it is compressed by gzip; unpack it first, as `gunzip < IN > OUT` does");
    }
    return path;
  }

  /**
   * What the user should know of the files.
   *
   * @return a sentence if any of them was unpacked
   */
  public List<String> notes() {
    List<String> names = new ArrayList<>();
    if (unpacked.isPresent()) {
      names.add(Quoted.name(fileName()));
    }
    besides.stream()
        .filter(other -> other.unpacked.isPresent())
        .limit(MAX_LISTED)
        .forEach(other -> names.add(Quoted.name(other.fileName())));
    return names.isEmpty()
        ? List.of()
        : List.of("Unpacked what gzip had compressed: " + String.join(", ", names) + ".");
  }

  /**
   * The file's name without its folders.
   *
   * @return the last part of the path
   */
  public String fileName() {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }

  /**
   * The file's length.
   *
   * @return bytes, at least 1
   */
  public long size() {
    return size;
  }

  /**
   * Whether the file has given bytes near its beginning.
   *
   * @param offset where, in the first 64 bytes
   * @param magic the bytes, one for each character up to 255
   * @return false also if the file is shorter
   */
  public boolean hasBytes(int offset, String magic) {
    return hasBytes(head, offset, magic);
  }

  /**
   * Whether the file ends with given bytes.
   *
   * @param magic at most 64 bytes, one for each character up to 255
   * @return false also if the file is shorter
   */
  public boolean endsWith(String magic) {
    return hasBytes(tail, tail.length - magic.length(), magic);
  }

  private static boolean hasBytes(byte[] bytes, int offset, String magic) {
    byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
    int end = offset + wanted.length;
    return offset >= 0
        && end <= bytes.length
        && Arrays.equals(bytes, offset, end, wanted, 0, wanted.length);
  }

  /**
   * The file's first bytes.
   *
   * @return at most 64, read-only, little-endian
   */
  public ByteBuffer head() {
    return readOnly(head);
  }

  /**
   * Reads the whole file, once: its tensors and its graph are looked for one after the other.
   *
   * @return its bytes, read-only, little-endian
   * @throws InvalidWeightsException if it cannot be read
   */
  public ByteBuffer bytes() {
    return readOnly(array());
  }

  /**
   * As {@link #bytes}, for parsers that copy what shows no array.
   *
   * @return the bytes, which nobody changes
   * @throws InvalidWeightsException if it cannot be read
   */
  public byte[] array() {
    if (whole == null) {
      whole = unpacked.orElseGet(() -> read(0, (int) size));
    }
    return whole;
  }

  /**
   * Reads a part of the file.
   *
   * @param offset the first byte
   * @param length how many bytes
   * @return the bytes, read-only, little-endian
   * @throws MalformedSourceException if the file does not reach so far
   * @throws InvalidWeightsException if it cannot be read
   */
  public ByteBuffer bytes(long offset, int length) {
    if (offset < 0 || length < 0 || offset > size - length) {
      throw new MalformedSourceException(
          String.format(
              "%d bytes from byte %d on are needed of the %d bytes of %s; download it again",
              length, offset, size, Quoted.name(fileName())));
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

  /**
   * The fingerprint of the file followed by those that were opened {@link #beside} it, in that
   * order.
   *
   * @return SHA-256 in lower-case hexadecimal digits
   * @throws InvalidWeightsException if one cannot be read
   */
  public String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      addTo(digest);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  private void addTo(MessageDigest digest) {
    try (InputStream stream = Files.newInputStream(path)) {
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
        digest.update(chunk, 0, read);
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    besides.forEach(other -> other.addTo(digest));
  }
}
