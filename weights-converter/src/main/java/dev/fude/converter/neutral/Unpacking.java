package dev.fude.converter.neutral;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Files that arrived compressed by gzip under their own names, because a server or a tool sent them
 * so. What a file claims to unpack to is not believed: it is unpacked once to be counted, up to a
 * limit, and then again.
 */
final class Unpacking {
  static final String GZIP_MAGIC = "\u001f\u008b\b";

  /** A little in any case, more for a larger file: numbers hardly shrink, graphs in JSON do. */
  private static final long FREE_BYTES = 16L << 20;

  private static final int MAX_COMPRESSION = 8;
  private static final int CHUNK_BYTES = 1 << 16;

  private Unpacking() {}

  /**
   * Unpacks a file that begins as gzip's do.
   *
   * @param path the file
   * @param size its length
   * @return what is in it; empty if it is damaged, or no such file after all, or holds nothing or
   *     far more than weights would
   */
  static Optional<byte[]> unpacked(Path path, long size) {
    try {
      long length = length(path, Math.min(Source.MAX_BYTES, FREE_BYTES + MAX_COMPRESSION * size));
      if (length <= 0) {
        return Optional.empty();
      }
      try (InputStream stream = stream(path)) {
        return Optional.of(stream.readNBytes((int) length));
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** How many bytes there are, checksum and all; -1 if more than a limit. */
  private static long length(Path path, long limit) throws IOException {
    try (InputStream stream = stream(path)) {
      byte[] chunk = new byte[CHUNK_BYTES];
      long length = 0;
      for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
        length += read;
        if (length > limit) {
          return -1;
        }
      }
      return length;
    }
  }

  private static InputStream stream(Path path) throws IOException {
    return new GZIPInputStream(Files.newInputStream(path), CHUNK_BYTES);
  }
}
