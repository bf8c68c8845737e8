package dev.fude.video.apng;

import dev.fude.video.InvalidFilmException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The chunks of a PNG from front to back. Memory is taken as bytes come, not as lengths claim. */
final class PngChunks implements AutoCloseable {
  private final String name;
  private final InputStream bytes;

  /**
   * Reads the signature.
   *
   * @param name what messages call the film
   * @param bytes the whole file; closed with this
   * @throws InvalidFilmException if it is no PNG
   */
  PngChunks(String name, InputStream bytes) {
    this.name = name;
    this.bytes = bytes;
    try {
      if (!Arrays.equals(bytes.readNBytes(8), PngChunk.SIGNATURE)) {
        throw refusal("is no PNG; check where it comes from.");
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The next chunk, which is whole. */
  PngChunk next() {
    try {
      ByteBuffer head = ByteBuffer.wrap(exactly(8));
      int length = head.getInt();
      String type = new String(head.array(), 4, 4, StandardCharsets.ISO_8859_1);
      if (length < 0) {
        throw refusal("is damaged: a chunk claims more than 2 GiB; use a sound copy.");
      }
      PngChunk chunk = new PngChunk(type, exactly(length));
      if (ByteBuffer.wrap(exactly(4)).getInt() != chunk.checksum()) {
        throw refusal("is damaged: the checksum of a chunk is wrong; use a sound copy.");
      }
      return chunk;
    } catch (EOFException e) {
      throw refusal("is cut short; use a sound copy.");
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private byte[] exactly(int count) throws IOException {
    byte[] read = bytes.readNBytes(count);
    if (read.length < count) {
      throw new EOFException();
    }
    return read;
  }

  private InvalidFilmException unreadable(IOException e) {
    return refusal("cannot be read (" + e.getMessage() + "); check where it comes from.");
  }

  InvalidFilmException refusal(String predicate) {
    return new InvalidFilmException(name + " " + predicate);
  }

  @Override
  public void close() {
    try {
      bytes.close();
    } catch (IOException e) {
      // What was to be read has been read, or its failure is on its way.
      System.getLogger(PngChunks.class.getName()).log(System.Logger.Level.DEBUG, "Not closed", e);
    }
  }
}
