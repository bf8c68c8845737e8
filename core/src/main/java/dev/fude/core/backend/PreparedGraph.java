package dev.fude.core.backend;

import dev.fude.core.plan.Plan;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.util.Map;
import java.util.Optional;

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
   * @return bytes of planned slots, scratch memory and outputs; {@link Long#MAX_VALUE} where {@link
   *     #heapBytesNeeded} is
   * @throws dev.fude.core.tensor.InvalidShapeException if the network cannot take the shape
   */
  long bytesNeeded(Shape input);

  /**
   * The part of {@link #bytesNeeded} that is taken from the Java heap.
   *
   * @param input (batch, height, width, channels)
   * @return bytes; all of them unless the backend keeps some elsewhere; {@link Long#MAX_VALUE} if
   *     no heap can hold them, because a value is longer than arrays are
   * @throws dev.fude.core.tensor.InvalidShapeException if the network cannot take the shape
   */
  default long heapBytesNeeded(Shape input) {
    return bytesNeeded(input);
  }

  /**
   * The same for a run on levels that lie elsewhere, {@link RunInput#rows}, whose output need not
   * exist as numbers.
   *
   * @param input (1, height, width, channels)
   * @return bytes, at most {@link #heapBytesNeeded}
   * @throws dev.fude.core.tensor.InvalidShapeException if the network cannot take the shape
   */
  default long heapBytesForRows(Shape input) {
    return heapBytesNeeded(input);
  }

  /**
   * What one run needs that keeps in files what lies between its steps, see {@link
   * RunOptions#scratch}.
   *
   * @param input (1, height, width, channels)
   * @return the need; empty if the backend keeps it in memory always
   * @throws dev.fude.core.tensor.InvalidShapeException if the network cannot take the shape
   */
  default Optional<ScratchNeed> scratchNeeded(Shape input) {
    return Optional.empty();
  }

  /**
   * What a run with scratch files needs beside the weights, its input and its output.
   *
   * @param heapBytes of the Java heap
   * @param fileBytes of the disk
   */
  record ScratchNeed(long heapBytes, long fileBytes) {}

  /**
   * Runs the network, on the calling thread and whatever helps it.
   *
   * <p>An interrupt of the calling thread ends the run: on the processor between two rows of some
   * step, all helpers included; on a device between what has been handed to it and what has not.
   *
   * @param <T> what comes out: a tensor, all outputs' tensors, an array of levels, or the sink that
   *     levels go to
   * @param input numbers or levels, (batch, height, width, channels); only read
   * @param options who is told of progress, which film the picture belongs to, and where scratch
   *     files are made
   * @return a fresh tensor or array, of the input's kind, or the input's sink
   * @throws dev.fude.core.tensor.InvalidShapeException if the network cannot take the shape
   * @throws InsufficientMemoryException if there is not enough memory for the run
   * @throws ScratchFileException if a scratch file cannot be made, or does not fit on its disk
   * @throws BackendUnavailableException if the backend refuses the options, see {@link
   *     Backend#refusal(RunOptions)}; nothing was run then
   * @throws IllegalStateException if the network has several outputs and the input is not for all
   * @throws RunCancelledException if the calling thread is interrupted, which it still is then
   */
  <T> T run(RunInput<T> input, RunOptions options);

  /**
   * Runs a network of one output on numbers, without a word.
   *
   * @param input (batch, height, width, channels); only read
   * @return a fresh tensor
   * @throws dev.fude.core.tensor.InvalidShapeException if the network cannot take the shape
   * @throws InsufficientMemoryException if there is not enough memory for the run
   * @throws RunCancelledException if the calling thread is interrupted, which it still is then
   */
  default Tensor run(Tensor input) {
    return run(RunInput.numbers(input), RunOptions.DEFAULTS);
  }

  /**
   * Runs a network on numbers for all of its outputs, without a word.
   *
   * @param input (batch, height, width, channels); only read
   * @return fresh tensors by the names of the graph's outputs, in their order
   * @throws dev.fude.core.tensor.InvalidShapeException if the network cannot take the shape
   * @throws InsufficientMemoryException if there is not enough memory for the run
   * @throws RunCancelledException if the calling thread is interrupted, which it still is then
   */
  default Map<String, Tensor> runForAll(Tensor input) {
    return run(RunInput.forAll(input), RunOptions.DEFAULTS);
  }

  /** Frees what the backend holds outside the Java heap; CPU backends hold nothing. */
  @Override
  void close();
}
