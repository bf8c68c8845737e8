package dev.fude.core.file;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A file or folder on its way: hidden beside its place while it is written, moved there when it is
 * whole, and deleted when it is closed before.
 */
final class UnfinishedFile implements AutoCloseable {
  /** How near to its end a disk is called full: what others take and free meanwhile. */
  private static final long SLACK = 1 << 20;

  private final Path target;
  private final Path temporary;
  private Unfinished unfinished; // null before it is begun
  private boolean created;
  private long written;

  /** One on its way to a place, which may be named by a link. */
  UnfinishedFile(Path place) {
    target = AtomicFile.behindLinks(place.toAbsolutePath());
    // Not Files.createTempFile: that would hide the finished file from every other user.
    this.temporary = target.resolveSibling("." + UUID.randomUUID() + ".tmp");
  }

  void fill(AtomicFile.Content content) throws IOException {
    try (OutputStream file = open()) {
      content.writeTo(file);
    }
  }

  /** Where its bytes go; to be closed before it is moved or deleted. */
  OutputStream open() throws IOException {
    begin();
    OutputStream file =
        Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    created = true;
    return new Counted(file);
  }

  /** Makes it a folder. */
  void createFolder() throws IOException {
    begin();
    Files.createDirectory(temporary);
    created = true;
  }

  /** Where it is until it is moved. */
  Path temporary() {
    return temporary;
  }

  void rewrite(long at, byte[] again) throws IOException {
    try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(again);
      while (left.hasRemaining()) {
        file.write(left, at + left.position());
      }
    }
  }

  private void begin() throws IOException {
    unfinished = Unfinished.begin(() -> delete(temporary));
  }

  void moveToItsPlace(boolean overwrite) throws IOException {
    if (!overwrite) {
      // An atomic move would replace a file that has appeared in the meantime.
      Files.move(temporary, target);
      return;
    }
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Whether its disk, once this file is gone, has room for no more than it took. Where it could not
   * even begin, there may be no disk at all.
   */
  boolean filledItsDisk() {
    close();
    if (!created) {
      return false;
    }
    try {
      return Files.getFileStore(target.getParent()).getUsableSpace() <= written + SLACK;
    } catch (IOException e) {
      return false; // a disk that cannot be asked has told its own reason already
    }
  }

  @Override
  public void close() {
    delete(temporary);
    if (unfinished != null) {
      unfinished.close();
    }
  }

  /** Deletes it with all that is in it. */
  private static void delete(Path temporary) {
    if (!Files.exists(temporary)) {
      return;
    }
    try (Stream<Path> files = Files.walk(temporary)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // What could not be deleted is a hidden leftover; the failure before it matters more.
      System.getLogger(AtomicFile.class.getName())
          .log(System.Logger.Level.DEBUG, "Leftover {0}", temporary);
    }
  }

  /** Knows how much was written. */
  private final class Counted extends FilterOutputStream {
    private Counted(OutputStream output) {
      super(output);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      written++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      written += length;
    }
  }
}
