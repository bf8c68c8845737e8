package dev.fude.painter;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The memory that one photograph has for itself, from before it is decoded until its picture has
 * been written. For one picture; to be closed by whoever asked for it.
 */
public final class Room implements AutoCloseable {
  private final MemoryBudget.Reservation heap;
  private final Forecast forecast;
  private final Path folder; // null if everything is on the heap
  private final long pictureBytes;

  Room(MemoryBudget.Reservation heap, Forecast forecast, Path folder, long pictureBytes) {
    this.heap = heap;
    this.forecast = forecast;
    this.folder = folder;
    this.pictureBytes = pictureBytes;
  }

  /**
   * What the picture takes.
   *
   * @return bytes of the heap and of scratch files
   */
  public Forecast forecast() {
    return forecast;
  }

  /**
   * Where scratch files are made.
   *
   * @return the folder; empty if everything is on the heap
   */
  public Optional<Path> scratch() {
    return Optional.ofNullable(folder);
  }

  /** From now on the picture alone is held. */
  void painted() {
    heap.reduceTo(pictureBytes);
  }

  /** Gives the memory back; a second time does nothing. */
  @Override
  public void close() {
    heap.close();
  }
}
