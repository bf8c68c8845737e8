package dev.fude.video.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a program writes to its standard error: read all the time, or the program would stop when
 * the pipe is full; the end of it is kept.
 */
final class LastWords {
  private static final int KEPT = 8192;
  private static final int SHOWN = 300;

  private final byte[] last = new byte[KEPT];
  private long count;
  private final Thread reader;

  LastWords(InputStream standardError) {
    reader = new Thread(() -> read(standardError), "fude-ffmpeg-words");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(InputStream standardError) {
    byte[] buffer = new byte[KEPT];
    try {
      for (int got = standardError.read(buffer); got >= 0; got = standardError.read(buffer)) {
        keep(buffer, got);
      }
    } catch (IOException e) {
      return; // the program is gone, and has said what it had to say
    }
  }

  private synchronized void keep(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      last[(int) (count++ % KEPT)] = bytes[i];
    }
  }

  /** Everything kept, after the program has ended. */
  String text() throws InterruptedException {
    reader.join(1000);
    synchronized (this) {
      int length = (int) Math.min(count, KEPT);
      byte[] inOrder = new byte[length];
      for (int i = 0; i < length; i++) {
        inOrder[i] = last[(int) ((count - length + i) % KEPT)];
      }
      return new String(inOrder, StandardCharsets.UTF_8);
    }
  }

  /**
   * The line that says most, fit to stand in a sentence: the first, for others follow from what it
   * tells.
   */
  String line() throws InterruptedException {
    String first =
        text()
            .lines()
            .map(line -> line.replaceAll("^(\\[[^\\]]*\\] ?)+", "").replaceAll("\\p{Cntrl}", "?"))
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .findFirst()
            .orElse("nothing");
    return first.length() > SHOWN ? first.substring(0, SHOWN) : first;
  }
}
