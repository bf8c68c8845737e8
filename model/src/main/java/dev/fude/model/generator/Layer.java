package dev.fude.model.generator;

import java.util.List;

/**
 * A convolution with all that is trained up to the next one.
 *
 * @param tensors the kernel first, then those of bias, gamma and beta that there are
 */
public record Layer(List<TrainedTensor> tensors) {
  /** Makes the list unmodifiable. */
  public Layer {
    tensors = List.copyOf(tensors);
  }

  /**
   * The convolution's kernel.
   *
   * @return the first tensor
   */
  public TrainedTensor kernel() {
    return tensors.get(0);
  }
}
