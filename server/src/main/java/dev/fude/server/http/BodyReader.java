package dev.fude.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Reads bodies that are not trusted to be short. */
public final class BodyReader {
  private static final int PART = 1 << 14;

  private BodyReader() {}

  /**
   * Reads a whole body. Nothing is read of one that says it is too long.
   *
   * @param request whose
   * @param most bytes that are taken
   * @param arriving is told of bytes before they are kept, and may throw
   * @return the bytes
   * @throws ProblemException with status 413 if there are more; the rest is not read
   * @throws IOException if the client is gone or too slow
   */
  public static byte[] read(Request request, long most, LongConsumer arriving) throws IOException {
    if (request.length().orElse(0L) > most) {
      throw tooLong(most);
    }
    InputStream body = request.body();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] part = new byte[PART];
    for (int read = body.read(part); read >= 0; read = body.read(part)) {
      if (bytes.size() + read > most) {
        throw tooLong(most);
      }
      arriving.accept(read);
      bytes.write(part, 0, read);
    }
    return bytes.toByteArray();
  }

  private static ProblemException tooLong(long most) {
    return new ProblemException(
        413,
        "Photograph too large",
        String.format(
            "The photograph's file is larger than %d MB, the most that is taken here; make it"
                + " smaller.",
            Math.max(1, most >> 20)));
  }
}
