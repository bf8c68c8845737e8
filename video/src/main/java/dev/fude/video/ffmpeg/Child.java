package dev.fude.video.ffmpeg;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running program with pipes to it and from it. Closing it ends it, and whatever it started. */
final class Child implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final int SECONDS_TO_OBEY = 2;

  private final Process process;
  private final LastWords words;
  private final OutputStream input;
  private volatile boolean ended; // by us

  private Child(Process process) {
    this.process = process;
    words = new LastWords(process.getErrorStream());
    input = new BufferedOutputStream(process.getOutputStream(), BUFFER);
  }

  /**
   * Starts a program.
   *
   * @param command the program and its arguments
   * @throws IOException if it cannot be started
   */
  static Child start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("AV_LOG_FORCE_NOCOLOR", "1");
    return new Child(builder.start());
  }

  /** What the program writes to its standard output. */
  InputStream output() {
    return process.getInputStream();
  }

  /** What the program reads from its standard input. */
  OutputStream input() {
    return input;
  }

  /** Waits for the end of a program that is not given or asked anything more. */
  boolean succeeds() throws InterruptedException {
    return process.waitFor() == 0 && !ended;
  }

  LastWords words() {
    return words;
  }

  /** Whether it was ended by {@link #close}, so that its failure is nobody's fault. */
  boolean wasEnded() {
    return ended;
  }

  @Override
  public void close() {
    ended = true;
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_OBEY, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
