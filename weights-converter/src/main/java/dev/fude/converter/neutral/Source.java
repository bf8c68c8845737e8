package dev.fude.converter.neutral;

import dev.fude.core.Quoted;
import dev.fude.core.weights.InvalidWeightsException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A file to be converted, with those beside it that it names: there, readable, neither empty nor
 * absurdly large.
 */
public final class Source {
  /** Far more than any generator's weights need; the largest published ones take 9 MB. */
  static final long MAX_BYTES = 1L << 29;

  private static final int MAX_LISTED = 10;
  private final Path path;
  private final SourceBytes bytes;
  private final List<Source> besides = new ArrayList<>();

  private Source(Path path, SourceBytes bytes) {
    this.path = path;
    this.bytes = bytes;
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
    return new Source(path, SourceBytes.open(path));
  }

  static long requireSaneSize(Path path, long size) {
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
    requireSaneSize(path, size() + found.size() + besides.stream().mapToLong(Source::size).sum());
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
    if (bytes.wasCompressed()) {
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
    if (bytes.wasCompressed()) {
      names.add(Quoted.name(fileName()));
    }
    besides.stream()
        .filter(other -> other.bytes.wasCompressed())
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
    return bytes.size();
  }

  /**
   * Whether the file has given bytes near its beginning.
   *
   * @param offset where, in the first 64 bytes
   * @param magic the bytes, one for each character up to 255
   * @return false also if the file is shorter
   */
  public boolean hasBytes(int offset, String magic) {
    return bytes.has(offset, magic);
  }

  /**
   * Whether the file ends with given bytes.
   *
   * @param magic at most 64 bytes, one for each character up to 255
   * @return false also if the file is shorter
   */
  public boolean endsWith(String magic) {
    return bytes.endWith(magic);
  }

  /**
   * The file's first bytes.
   *
   * @return at most 64, read-only, little-endian
   */
  public ByteBuffer head() {
    return bytes.head();
  }

  /**
   * Reads the whole file, once: its tensors and its graph are looked for one after the other.
   *
   * @return its bytes, read-only, little-endian
   * @throws InvalidWeightsException if it cannot be read
   */
  public ByteBuffer bytes() {
    return bytes.all();
  }

  /**
   * As {@link #bytes}, for parsers that copy what shows no array.
   *
   * @return the bytes, which nobody changes
   * @throws InvalidWeightsException if it cannot be read
   */
  public byte[] array() {
    return bytes.array();
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
    return bytes.piece(offset, length);
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
    bytes.addTo(digest);
    besides.forEach(other -> other.addTo(digest));
  }
}
