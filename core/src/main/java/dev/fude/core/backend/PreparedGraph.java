package dev.fude.core.backend;

import dev.fude.core.plan.Plan;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;

/**
 * A network with its weights packed for one backend. Thread-safe: many threads may run it at once,
 * each in buffers of its own, and the same input gives bit-identical output every time.
 */
public interface PreparedGraph extends AutoCloseable {
  /**
   * What a run would do, step by step.
   *
   * @param input (batch, height, width, channels)
   * @return the plan
   * @throws dev.fude.core.tensor.InvalidShapeException if the network cannot take the shape
   */
  Plan plan(Shape input);

  /**
   * What one run needs beside the weights and its input.
   *
   * @param input (batch, height, width, channels)
   * @return bytes of planned slots, scratch memory and output
   * @throws dev.fude.core.tensor.InvalidShapeException if the network cannot take the shape
   */
  long bytesNeeded(Shape input);

  /**
   * Runs the network.
   *
   * @param input (batch, height, width, channels); only read
   * @param progress told after each step
   * @return a fresh tensor
   * @throws dev.fude.core.tensor.InvalidShapeException if the network cannot take the shape
   * @throws InsufficientMemoryException if there is not enough memory for the run
   */
  Tensor run(Tensor input, Progress progress);

  /**
   * Runs the network without a word.
   *
   * @param input (batch, height, width, channels); only read
   * @return a fresh tensor
   * @throws dev.fude.core.tensor.InvalidShapeException if the network cannot take the shape
   * @throws InsufficientMemoryException if there is not enough memory for the run
   */
  default Tensor run(Tensor input) {
    return run(input, Progress.NONE);
  }

  /** Frees what the backend holds outside the Java heap; CPU backends hold nothing. */
  @Override
  void close();
}
