package dev.fude.weights.neutral;

import dev.fude.core.weights.InvalidWeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A file to be converted: there, readable, neither empty nor absurdly large. */
public final class Source {
  /** Far more than any generator's weights need; the largest published ones take 9 MB. */
  private static final long MAX_BYTES = 1L << 29;

  private static final int HEAD_BYTES = 64;
  private static final int CHUNK_BYTES = 1 << 16;

  private final Path path;
  private final long size;
  private final byte[] head;

  private Source(Path path, long size, byte[] head) {
    this.path = path;
    this.size = size;
    this.head = head;
  }

  /**
   * Looks at a file.
   *
   * @param path the file
   * @return the file, its first bytes read
   * @throws InvalidWeightsException if there is no such file, it is a folder, empty, larger than
   *     512 MB, or cannot be read
   */
  public static Source open(Path path) {
    if (!Files.exists(path)) {
      throw new InvalidWeightsException(path + " does not exist; check the name.");
    }
    if (Files.isDirectory(path)) {
      throw new InvalidWeightsException(path + " is a folder; name the weight file in it.");
    }
    try (InputStream stream = Files.newInputStream(path)) {
      return new Source(path, requireSaneSize(path), stream.readNBytes(HEAD_BYTES));
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static long requireSaneSize(Path path) throws IOException {
    long size = Files.size(path);
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

  private static InvalidWeightsException unreadable(Path path, IOException cause) {
    return new InvalidWeightsException(
        path + " cannot be read (" + cause.getMessage() + "); check its permissions.", cause);
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
    byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
    int end = offset + wanted.length;
    return end <= head.length && Arrays.equals(head, offset, end, wanted, 0, wanted.length);
  }

  /**
   * Reads the whole file.
   *
   * @return its bytes, read-only, little-endian
   * @throws InvalidWeightsException if it cannot be read
   */
  public ByteBuffer bytes() {
    try {
      return ByteBuffer.wrap(Files.readAllBytes(path))
          .asReadOnlyBuffer()
          .order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * The file's fingerprint.
   *
   * @return SHA-256 in lower-case hexadecimal digits
   * @throws InvalidWeightsException if it cannot be read
   */
  public String sha256() {
    try (InputStream stream = Files.newInputStream(path)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
        digest.update(chunk, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw unreadable(path, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
