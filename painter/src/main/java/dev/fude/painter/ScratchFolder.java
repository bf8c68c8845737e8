package dev.fude.painter;

import dev.fude.core.backend.ScratchFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder where scratch files are made, and what its disk has left. */
final class ScratchFolder {
  private static final String IN_MEMORY = "tmpfs";
  private static final Path ON_DISK = Path.of("/var/tmp");

  private ScratchFolder() {}

  /** The JVM's folder for temporary files; where that is memory by another name, Unix's on disk. */
  static Path standard() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    return isInMemory(folder) && Files.isWritable(ON_DISK) && !isInMemory(ON_DISK)
        ? ON_DISK
        : folder;
  }

  private static boolean isInMemory(Path folder) {
    try {
      return Files.getFileStore(folder).type().equals(IN_MEMORY);
    } catch (IOException e) {
      return false; // what is wrong with it is told when it is needed
    }
  }

  /**
   * Looks at the disk.
   *
   * @return bytes that this user may write
   * @throws ScratchFileException if there is no such folder, or files cannot be made there
   */
  static long freeBytes(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw refusal(folder, "is no folder", null);
    }
    if (!Files.isWritable(folder)) {
      throw refusal(folder, "may not be written into by this user", null);
    }
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw refusal(folder, "cannot be looked at (" + e.getMessage() + ")", e);
    }
  }

  private static ScratchFileException refusal(Path folder, String reason, IOException cause) {
    return new ScratchFileException(
        String.format(
            "Scratch files cannot be made in %s, which %s; choose another scratch folder.",
            folder, reason),
        cause);
  }
}
