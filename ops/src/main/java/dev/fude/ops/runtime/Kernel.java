package dev.fude.ops.runtime;

/**
 * One op of one node, with its weights packed: ready to compute any number of pictures of any size.
 * Immutable and thread-safe.
 */
public interface Kernel {
  /**
   * Computes the output of one step.
   *
   * <p>The kernel splits its work itself, by {@link KernelCall#rows}; a kernel that needs a second
   * look at its input (a norm) calls it twice. There and nowhere else is looked whether the run is
   * still wanted.
   *
   * @param call inputs, output and workers
   */
  void run(KernelCall call);

  /**
   * Scratch memory that one worker needs, so that a run's memory can be told beforehand.
   *
   * @param shapes what the step reads and writes
   * @return bytes, 0 for most kernels
   */
  default long scratchBytes(StepShapes shapes) {
    return 0;
  }
}
