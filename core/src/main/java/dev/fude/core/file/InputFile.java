package dev.fude.core.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A file that is read once, from its first byte to its last, and so may be a named pipe: that opens
 * when a program begins to write into it, and who has forgotten that program would wait for ever.
 */
public final class InputFile {
  private static final System.Logger LOG = System.getLogger(InputFile.class.getName());
  private static final long PATIENCE_MILLIS = 1000;

  private InputFile() {}

  /**
   * Opens a file. What has not opened after a second is told in a warning.
   *
   * @param file the file
   * @return its bytes
   * @throws IOException as {@link Files#newInputStream}
   */
  public static InputStream open(Path file) throws IOException {
    return open(file, word -> LOG.log(System.Logger.Level.WARNING, word));
  }

  static InputStream open(Path file, Consumer<String> told) throws IOException {
    if (!isPipeOrDevice(file)) {
      return Files.newInputStream(file);
    }
    String word = file + " is a pipe, and is waited for: no program writes into it yet.";
    Thread telling = new Thread(() -> tellLater(word, told), "fude-pipe");
    telling.setDaemon(true);
    telling.start();
    try {
      return Files.newInputStream(file);
    } finally {
      telling.interrupt();
    }
  }

  /** By a thread of its own: whoever waits for the pipe may be the last of a common pool. */
  private static void tellLater(String word, Consumer<String> told) {
    try {
      Thread.sleep(PATIENCE_MILLIS);
      told.accept(word);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it has opened
    }
  }

  /**
   * Whether a name leads to something that holds no bytes of its own.
   *
   * @param file the file
   * @return false also if there is none
   */
  public static boolean isPipeOrDevice(Path file) {
    return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
  }
}
