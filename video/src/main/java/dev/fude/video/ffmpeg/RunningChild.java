package dev.fude.video.ffmpeg;

import java.io.IOException;

/** What is to be ended when a film is given up, from any thread: at most one thing at a time. */
final class RunningChild implements AutoCloseable {
  private AutoCloseable child; // null before the first
  private boolean closed;

  /**
   * Notes who is running.
   *
   * @throws IOException if the film was given up; the child is ended then
   */
  synchronized <T extends AutoCloseable> T take(T started) throws IOException {
    child = started;
    if (closed) {
      close();
      throw new IOException("the film was given up");
    }
    return started;
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      if (child != null) {
        child.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException("Children end without fail.", e);
    }
  }
}
