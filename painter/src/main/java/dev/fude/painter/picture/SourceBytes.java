package dev.fude.painter.picture;

import java.io.IOException;
import java.io.InputStream;

/**
 * A source's bytes, up to a bound, and the memory of why they ended early. Decoders hide what a
 * stream throws behind exceptions and warnings of their own; here it is kept.
 */
final class SourceBytes extends InputStream {
  private final String name;
  private final InputStream source;
  private final long most;
  private long count;
  private InvalidImageException refusal;

  /**
   * Bytes of a source.
   *
   * @param name what messages call the picture
   * @param source its bytes; closed with this
   * @param most how many may come
   */
  SourceBytes(String name, InputStream source, long most) {
    this.name = name;
    this.source = source;
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (refusal != null) {
      throw new IOException(refusal);
    }
    int read = readSource(to, offset, length);
    count += Math.max(0, read);
    if (count > most) {
      refusal =
          new InvalidImageException(
              String.format(
                  "%s goes on after %d MiB, the most that is read of one picture here; if it is"
                      + " one, save it smaller or raise -Xmx.",
                  name, most >> 20));
      throw new IOException(refusal);
    }
    return read;
  }

  /** How many bytes there will be as far as is known: all of a file, of a pipe those that came. */
  long expected() {
    try {
      return Math.min(most, count + source.available());
    } catch (IOException e) {
      return count; // whoever reads on will meet it
    }
  }

  private int readSource(byte[] to, int offset, int length) throws IOException {
    try {
      return source.read(to, offset, length);
    } catch (IOException e) {
      refusal =
          new InvalidImageException(
              String.format(
                  "%s could not be read to its end (%s); check where it comes from.",
                  name, InvalidImageException.reasonOf(e)),
              e);
      throw e;
    }
  }

  /**
   * Whether the source itself gave all that was asked of it.
   *
   * @throws InvalidImageException if it failed or had too much
   */
  void requireSound() {
    if (refusal != null) {
      throw refusal;
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
