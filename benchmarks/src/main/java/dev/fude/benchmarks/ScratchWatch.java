package dev.fude.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The largest that a process's scratch files ever are together. They have no name any longer, so
 * that only the system's list of the process's open files leads to them (Linux).
 */
final class ScratchWatch {
  private static final long MILLIS_BETWEEN_LOOKS = 100;
  private static final String SCRATCH = ".scratch";

  private long mostBytes;

  /**
   * Looks at a process again and again until it has ended.
   *
   * @param process the process
   * @return its exit code
   * @throws InterruptedException if this thread is told to stop
   */
  int waitFor(Process process) throws InterruptedException {
    Path openFiles = Path.of("/proc", Long.toString(process.pid()), "fd");
    while (!process.waitFor(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
      look(openFiles);
    }
    return process.exitValue();
  }

  private void look(Path openFiles) {
    try (Stream<Path> found = Files.list(openFiles)) {
      mostBytes = Math.max(mostBytes, scratchBytes(found.toList()));
    } catch (IOException e) {
      return; // the process has ended, or there is no such list
    }
  }

  /** Bytes of those of the links that lead to scratch files. */
  static long scratchBytes(List<Path> links) {
    long bytes = 0;
    for (Path link : links) {
      try {
        if (Files.readSymbolicLink(link).toString().contains(SCRATCH)) {
          bytes += Files.size(link);
        }
      } catch (IOException e) {
        continue; // closed since it was listed
      }
    }
    return bytes;
  }

  /**
   * The most until now.
   *
   * @return bytes; 0 if no scratch file was seen
   */
  long mostBytes() {
    return mostBytes;
  }
}
