package dev.fude.core.backend;

import dev.fude.core.plan.Plan;
import dev.fude.core.tensor.Levels;
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
   * The part of {@link #bytesNeeded} that is taken from the Java heap.
   *
   * @param input (batch, height, width, channels)
   * @return bytes; all of them unless the backend keeps some elsewhere
   * @throws dev.fude.core.tensor.InvalidShapeException if the network cannot take the shape
   */
  default long heapBytesNeeded(Shape input) {
    return bytesNeeded(input);
  }

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

  /**
   * Runs the network on a picture of bytes, and gives one: what {@link #run(Tensor, Progress)}
   * gives between {@link Levels#toNumbers} and {@link Levels#of}. A backend that computes elsewhere
   * moves a quarter of the bytes this way.
   *
   * @param levels the input's numbers as levels from 0 to 255; only read
   * @param input (batch, height, width, channels)
   * @param progress told after each step
   * @return the output's numbers as levels, in a fresh array
   * @throws dev.fude.core.tensor.InvalidShapeException if the network cannot take the shape, or
   *     there are more or fewer levels than it says
   * @throws InsufficientMemoryException if there is not enough memory for the run
   */
  default byte[] runLevels(byte[] levels, Shape input, Progress progress) {
    return Levels.of(run(Levels.toNumbers(levels, input), progress));
  }

  /** Frees what the backend holds outside the Java heap; CPU backends hold nothing. */
  @Override
  void close();
}
