package dev.fude.core.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A file that is read once, from its first byte to its last, and so may be a named pipe: that opens
 * when a program begins to write into it, and who has forgotten that program would wait for ever.
 */
public final class InputFile {
  private static final System.Logger LOG = System.getLogger(InputFile.class.getName());
  private static final Executor AFTER_A_SECOND =
      CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

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
    CompletableFuture<Void> telling =
        CompletableFuture.runAsync(() -> told.accept(word), AFTER_A_SECOND);
    try {
      return Files.newInputStream(file);
    } finally {
      telling.cancel(false);
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
