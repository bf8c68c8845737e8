package dev.fude.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Where results go. A {@link PrintWriter} passes over what it cannot write, so that a full disk
 * would make half a result look like a whole one; this remembers it.
 */
final class StandardOutput extends FilterOutputStream {
  private volatile IOException failure;

  /**
   * Remembers what goes wrong.
   *
   * @param stream where everything is written
   */
  StandardOutput(OutputStream stream) {
    super(stream);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /**
   * The exit code of a command whose results all came here.
   *
   * @param code what it would be if they arrived
   * @param err where it is told that they did not
   * @return the code, or {@link ExitCode#FAILED} if that is higher and results were lost
   */
  int exitCode(int code, PrintWriter err) {
    IOException lost = failure;
    if (lost == null || readerHasEnough(lost)) {
      return code;
    }
    err.printf(
        "fude: Standard output cannot be written (%s), and what was to be told there is not whole;"
            + " send it to where there is room.%n",
        Failures.reason(lost));
    return Math.max(code, ExitCode.FAILED);
  }

  /** As {@code head} has, which ends before the results do: nothing is lost that was wanted. */
  private static boolean readerHasEnough(IOException failure) {
    return Failures.reason(failure).toLowerCase(Locale.ROOT).contains("pipe");
  }
}
