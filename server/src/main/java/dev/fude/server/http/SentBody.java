package dev.fude.server.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body as it was sent. Where the lengths of its chunks are none, the JDK's server throws what
 * says that a program is wrong; here it is the client.
 *
 * <p>Whoever is refused may still be sending, and sends to the end before he reads. A connection
 * that is closed while something is unread is reset, and its client loses the answer. So what is
 * left of a body is read and thrown away. The bound in time is that of all requests ({@link
 * JdkProperties#REQUEST_SECONDS}).
 */
final class SentBody extends FilterInputStream {
  private static final int MOST_REST = 64 << 20; // bytes
  private static final int PART = 1 << 14;

  private boolean broken;
  private boolean cutOff;

  SentBody(InputStream body) {
    super(body);
  }

  private interface Reading {
    int read() throws IOException;
  }

  @Override
  public int read() throws IOException {
    return guarded(in::read);
  }

  @Override
  public int read(byte[] target, int from, int most) throws IOException {
    return guarded(() -> in.read(target, from, most));
  }

  private int guarded(Reading reading) throws IOException {
    boolean whole = false;
    try {
      int read = reading.read();
      whole = true;
      return read;
    } catch (IOException e) {
      cutOff = true;
      throw e;
    } catch (RuntimeException e) {
      throw new IOException("The body is malformed.", e);
    } finally {
      broken |= !whole;
    }
  }

  /** Whether it broke off: its client is gone, or sent what nobody can read. */
  boolean isCutOff() {
    return cutOff;
  }

  /** Reads what is left, unless nobody knows where it would end. */
  void readRest() throws IOException {
    byte[] part = new byte[PART];
    int left = MOST_REST;
    for (int read = 0; read >= 0 && left > 0 && !broken; left -= read) {
      read = read(part);
    }
  }
}
