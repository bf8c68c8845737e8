package dev.fude.ops.runtime;

import dev.fude.core.backend.RunCancelledException;
import dev.fude.core.backend.ScratchFileException;
import dev.fude.core.plan.Plan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The slots of one run in a file, for pictures whose values do not fit into the heap.
 *
 * <p>Kernels go through rows in order, and most of what they read was written a moment ago, so the
 * operating system's cache serves most of it, as far as the machine has memory that nobody needs.
 * Pieces are read and written at their positions, not mapped: a full disk is then an exception, and
 * the file is gone as soon as it is closed, on every system. Where the system can, it is deleted
 * when it has been opened, so that not even a killed JVM leaves it.
 */
final class ScratchFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 18;
  private static final double GIBIBYTE = 1 << 30;

  private final Path folder;
  private final FileChannel channel;
  private final Queue<ByteBuffer> idle = new ConcurrentLinkedQueue<>();

  private ScratchFile(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Makes a file, if its disk has room for a plan's slots.
   *
   * @param folder where
   * @param plan the plan
   * @return the file, which grows as it is written
   * @throws ScratchFileException if there is no room, or no file can be made
   */
  static ScratchFile create(Path folder, Plan plan) {
    requireRoom(folder, plan.slotBytes());
    Path file = folder.resolve(".fude-" + UUID.randomUUID() + ".scratch");
    try {
      return new ScratchFile(
          folder,
          FileChannel.open(
              file,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.SPARSE,
              StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException e) {
      throw new ScratchFileException(
          String.format(
              "No scratch file can be made in %s (%s); choose another folder.", folder, reason(e)),
          e);
    }
  }

  private static void requireRoom(Path folder, long bytes) {
    long free;
    try {
      free = Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw new ScratchFileException(
          String.format(
              "The scratch folder %s cannot be used (%s); choose another folder.",
              folder, reason(e)),
          e);
    }
    if (free < bytes) {
      throw new ScratchFileException(
          String.format(
              Locale.ROOT,
              "The scratch file needs %.1f GiB, but the disk of %s has %.1f GiB free; choose"
                  + " another folder or use a smaller picture.",
              bytes / GIBIBYTE,
              folder,
              free / GIBIBYTE));
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "");
  }

  /** The slots of a plan, one behind the other. */
  List<Slot> slots(Plan plan) {
    List<Slot> slots = new ArrayList<>();
    long begin = 0;
    for (long elements : plan.slots()) {
      slots.add(new FileSlot(begin));
      begin += elements * Float.BYTES;
    }
    return slots;
  }

  /** Lets the file go. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      System.getLogger(ScratchFile.class.getName())
          .log(System.Logger.Level.DEBUG, "A scratch file in {0} was not closed", folder);
    }
  }

  private final class FileSlot implements Slot {
    private final long begin; // bytes

    FileSlot(long begin) {
      this.begin = begin;
    }

    @Override
    public float[] array() {
      return null;
    }

    @Override
    public void read(long from, float[] to, int at, int count) {
      ByteBuffer buffer = borrow();
      for (int done = 0; done < count; ) {
        int numbers = Math.min(count - done, BUFFER_BYTES / Float.BYTES);
        buffer.clear().limit(numbers * Float.BYTES);
        transfer(buffer, begin + (from + done) * Float.BYTES, channel::read);
        buffer.flip();
        buffer.asFloatBuffer().get(0, to, at + done, numbers);
        done += numbers;
      }
      idle.add(buffer);
    }

    @Override
    public void write(long to, float[] from, int at, int count) {
      ByteBuffer buffer = borrow();
      for (int done = 0; done < count; ) {
        int numbers = Math.min(count - done, BUFFER_BYTES / Float.BYTES);
        buffer.clear().limit(numbers * Float.BYTES);
        buffer.asFloatBuffer().put(0, from, at + done, numbers);
        transfer(buffer, begin + (to + done) * Float.BYTES, channel::write);
        done += numbers;
      }
      idle.add(buffer);
    }

    private ByteBuffer borrow() {
      ByteBuffer buffer = idle.poll();
      return buffer != null
          ? buffer
          : ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.nativeOrder());
    }
  }

  /** One way of bytes between a buffer and the file. */
  @FunctionalInterface
  private interface Way {
    int go(ByteBuffer buffer, long position) throws IOException;
  }

  private void transfer(ByteBuffer buffer, long position, Way way) {
    try {
      while (buffer.hasRemaining()) {
        if (way.go(buffer, position + buffer.position()) < 0) {
          throw new IOException("the file is shorter than it was");
        }
      }
    } catch (ClosedChannelException e) {
      throw new RunCancelledException(); // an interrupt closes the file for all threads
    } catch (IOException e) {
      throw new ScratchFileException(
          String.format(
              "The scratch file in %s failed (%s); is the disk full? Free some room, or choose"
                  + " another folder.",
              folder, e.getMessage()),
          e);
    }
  }
}
