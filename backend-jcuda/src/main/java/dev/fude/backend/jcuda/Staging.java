package dev.fude.backend.jcuda;

import dev.fude.backend.jcuda.driver.Driver;
import dev.fude.backend.jcuda.driver.Driver.DeviceMemory;
import dev.fude.backend.jcuda.driver.Driver.Handle;
import dev.fude.backend.jcuda.driver.Driver.PinnedMemory;
import dev.fude.core.backend.RunCancelledException;

/**
 * The way of arrays to the device and back, through two pinned blocks: while the device copies one,
 * the processor fills or empties the other. So arrays of any size take little pinned memory.
 */
final class Staging {
  /** Bytes of one block. Transfers of a mebibyte and more run at the bus's full speed. */
  static final int BLOCK_BYTES = 2 << 20;

  private static final int BLOCKS = 2;

  /** Bytes of pinned memory that one of these takes. */
  static final long BYTES = (long) BLOCKS * BLOCK_BYTES;

  private final Driver driver;
  private final Handle stream;
  private final PinnedMemory[] blocks = new PinnedMemory[BLOCKS];
  private final Handle[] copied = new Handle[BLOCKS];

  /**
   * Allocates the blocks.
   *
   * @param driver the driver
   * @param stream in which everything is copied
   * @param resources told how the blocks are freed
   */
  Staging(Driver driver, Handle stream, Resources resources) {
    this.driver = driver;
    this.stream = stream;
    for (int i = 0; i < BLOCKS; i++) {
      PinnedMemory block = driver.allocatePinned(BLOCK_BYTES);
      resources.add(() -> driver.freePinned(block));
      Handle event = driver.createEvent();
      resources.add(() -> driver.destroyEvent(event));
      blocks[i] = block;
      copied[i] = event;
    }
  }

  /**
   * Puts a copy to the device into the stream. The array may be changed when this returns.
   *
   * @param from the array
   * @param to the block of device memory
   * @param offset bytes of the block before the target
   */
  void upload(HostArray from, DeviceMemory to, long offset) {
    for (int piece = 0; piece < pieces(from); piece++) {
      RunCancelledException.throwIfInterrupted();
      int block = piece % BLOCKS;
      driver.await(copied[block]);
      from.copyTo(start(piece), length(from, piece), blocks[block].buffer());
      driver.upload(to, offset + start(piece), blocks[block], length(from, piece), stream);
      driver.record(copied[block], stream);
    }
  }

  /**
   * Waits for all that is in the stream, and copies from the device.
   *
   * @param from the block of device memory
   * @param offset bytes of the block before the source
   * @param to receives the bytes
   */
  void download(DeviceMemory from, long offset, HostArray to) {
    for (int piece = 0; piece <= pieces(to); piece++) {
      RunCancelledException.throwIfInterrupted();
      if (piece < pieces(to)) {
        int block = piece % BLOCKS;
        driver.download(blocks[block], from, offset + start(piece), length(to, piece), stream);
        driver.record(copied[block], stream);
      }
      if (piece > 0) {
        int before = (piece - 1) % BLOCKS;
        driver.await(copied[before]);
        to.copyFrom(blocks[before].buffer(), start(piece - 1), length(to, piece - 1));
      }
    }
  }

  private static int pieces(HostArray array) {
    return Launcher.blocks(array.bytes(), BLOCK_BYTES);
  }

  private static long start(int piece) {
    return (long) piece * BLOCK_BYTES;
  }

  private static int length(HostArray array, int piece) {
    return (int) Math.min(BLOCK_BYTES, array.bytes() - start(piece));
  }
}
