package dev.fude.converter.files;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file whose content changes thousands of times. */
public final class ScratchFile {
  private ScratchFile() {}

  /**
   * Gives a file other content. It is not emptied first: file systems take that for the replacement
   * of something precious and write it out at once, which takes a hundred times as long.
   *
   * @param file the file, which need not exist
   * @param content at least one byte
   * @return the file
   * @throws IOException if it cannot be written
   */
  public static Path holding(Path file, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.truncate(content.length);
      return file;
    }
  }
}
