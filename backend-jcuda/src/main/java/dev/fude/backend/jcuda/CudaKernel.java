package dev.fude.backend.jcuda;

import dev.fude.core.tensor.Shape;

/** One op of one node, for pictures of any size. Immutable and thread-safe. */
interface CudaKernel {
  /**
   * Puts the op into a stream.
   *
   * @param call what it reads and writes
   * @param launcher takes the kernels
   */
  void launch(StepCall call, Launcher launcher);

  /**
   * How many tiles of a picture the op sums by themselves, where it sums what it stores.
   *
   * @param output shape of its output
   * @return tiles
   */
  default int tiles(Shape output) {
    return Launcher.laneTiles(output);
  }

  /**
   * Device memory that the op needs for itself.
   *
   * @param output shape of its output
   * @return bytes, 0 for most ops
   */
  default long scratchBytes(Shape output) {
    return 0;
  }
}
