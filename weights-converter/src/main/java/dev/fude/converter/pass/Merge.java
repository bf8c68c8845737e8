package dev.fude.converter.pass;

import dev.fude.core.tensor.Tensor;
import dev.fude.model.generator.StoredForm;
import java.util.Map;

/** Makes the tensors of a network's graph of those that its training program keeps. */
final class Merge {
  private Merge() {}

  /**
   * Merges.
   *
   * @param tensors exactly those of the form
   * @param form how they are kept
   * @return the graph's tensors, in order of computation
   * @throws dev.fude.converter.neutral.MalformedSourceException if they hold no finite numbers, as
   *     where a variance is negative
   */
  static Map<String, Tensor> apply(Map<String, Tensor> tensors, StoredForm form) {
    Map<String, Tensor> merged = form.toGraph().apply(tensors);
    merged.forEach((name, tensor) -> Dequantize.requireFinite(name, tensor.data()));
    return merged;
  }
}
