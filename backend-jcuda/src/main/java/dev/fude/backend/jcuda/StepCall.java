package dev.fude.backend.jcuda;

import dev.fude.core.tensor.Shape;
import java.util.List;

/**
 * All that one step of a plan works with, as addresses on the device.
 *
 * @param inputs the values it reads
 * @param output where its result goes; may be one of an elementwise op's inputs, or 0 if only the
 *     sums are wanted
 * @param shape shape of the result
 * @param sums where the sums of the result go, (pictures, tiles, 2, channels) doubles; 0 for none
 * @param weights where the network's weights begin
 * @param scratch memory for the step itself
 */
record StepCall(
    List<DeviceView> inputs, long output, Shape shape, long sums, long weights, long scratch) {
  /** The only input of an op with one. */
  DeviceView input() {
    return inputs.get(0);
  }

  /** The same call with other sums. */
  StepCall withSums(long other) {
    return new StepCall(inputs, output, shape, other, weights, scratch);
  }

  /** The same call, which only sums. */
  StepCall withoutOutput() {
    return new StepCall(inputs, 0, shape, sums, weights, scratch);
  }

  /** Where a tensor of the network is. */
  long weight(long offset) {
    return weights + offset;
  }
}
