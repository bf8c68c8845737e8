package dev.fude.painter.picture.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Image I/O's writers of a format. */
final class JdkWriters {
  private JdkWriters() {}

  /** What is done with a writer. */
  interface Work {
    /**
     * Writes.
     *
     * @param writer whose output is the stream
     * @throws IOException if the stream does not take it
     */
    void with(ImageWriter writer) throws IOException;
  }

  /** Writes with the JDK's own writer, whose metadata is known, whatever others are registered. */
  static void write(String format, OutputStream bytes, Work work) throws IOException {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
    ImageWriter writer = writers.next();
    while (!writer.getClass().getModule().equals(ImageIO.class.getModule())) {
      writer.dispose();
      writer = writers.next();
    }
    write(writer, bytes, work);
  }

  /** Writes with one writer, once. */
  static void write(ImageWriter writer, OutputStream bytes, Work work) throws IOException {
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      work.with(writer);
    } finally {
      writer.dispose();
    }
  }
}
