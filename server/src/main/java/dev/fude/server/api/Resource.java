package dev.fude.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files that travel in the jar. */
public final class Resource {
  private Resource() {}

  /**
   * A whole file.
   *
   * @param beside a class in its package
   * @param name the file's
   * @return its bytes
   */
  public static byte[] bytes(Class<?> beside, String name) {
    try (InputStream file = beside.getResourceAsStream(name)) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
