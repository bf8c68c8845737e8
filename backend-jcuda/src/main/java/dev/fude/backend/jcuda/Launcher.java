package dev.fude.backend.jcuda;

import dev.fude.backend.jcuda.driver.Driver.Grid;
import dev.fude.backend.jcuda.driver.Driver.Handle;
import dev.fude.core.tensor.Shape;

/** Puts kernels into one stream. Not thread-safe. */
final class Launcher {
  /** Threads of a block of all kernels but {@code fold_sums}. */
  private static final int THREADS = 256;

  /** Channels that a block of lanes.h computes. */
  static final int LANES = 32;

  /** Pixels that a block of lanes.h computes. */
  static final int TILE_PIXELS = 64;

  private final Session session;
  private final Handle stream;
  private final Arguments arguments = new Arguments();

  Launcher(Session session, Handle stream) {
    this.session = session;
    this.stream = stream;
  }

  /** Begins a kernel's struct. */
  Arguments arguments() {
    return arguments.begin();
  }

  /**
   * Launches a kernel with the struct that has been filled; nothing if the grid is empty.
   *
   * @param kernel its name
   * @param grid the blocks
   * @param threads threads of a block
   */
  void launch(String kernel, Grid grid, int threads) {
    if (grid.x() > 0 && grid.y() > 0 && grid.z() > 0) {
      session.driver().launch(session.function(kernel), grid, threads, arguments.finish(), stream);
    }
  }

  /** Launches a kernel with blocks of 256 threads. */
  void launch(String kernel, Grid grid) {
    launch(kernel, grid, THREADS);
  }

  /** Launches a kernel whose blocks share the pixels and channels of an output as lanes.h says. */
  void launchLanes(String kernel, Shape output) {
    launch(kernel, new Grid(laneTiles(output), blocks(output.channels(), LANES), output.batch()));
  }

  /** Tiles of a picture that such a kernel computes. */
  static int laneTiles(Shape output) {
    return blocks((long) output.height() * output.width(), TILE_PIXELS);
  }

  /** How many blocks of a size cover a number of things. */
  static int blocks(long things, int size) {
    return Math.toIntExact((things + size - 1) / size);
  }
}
