package dev.fude.converter;

import dev.fude.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far the numbers of one tensor are from those of the same tensor in another source.
 *
 * @param name the tensor's name in converted files
 * @param different how many of its numbers are not equal
 * @param largest the largest distance of two numbers, 0 if none differs
 * @param mean the mean distance over all numbers
 */
public record TensorDifference(String name, long different, double largest, double mean) {
  /**
   * Compares the tensors of one network from two sources.
   *
   * @return one entry for each tensor, in the order of the first; empty if the second lacks one or
   *     has it in another shape
   */
  static Optional<List<TensorDifference>> between(
      Map<String, Tensor> some, Map<String, Tensor> others) {
    List<TensorDifference> differences = new ArrayList<>();
    for (Map.Entry<String, Tensor> entry : some.entrySet()) {
      Tensor same = others.get(entry.getKey());
      if (same == null || !same.shape().equals(entry.getValue().shape())) {
        return Optional.empty();
      }
      differences.add(of(entry.getKey(), entry.getValue(), same));
    }
    return Optional.of(differences);
  }

  /** Compares two tensors of one shape. */
  static TensorDifference of(String name, Tensor one, Tensor other) {
    long different = 0;
    double largest = 0;
    double sum = 0;
    for (int i = 0; i < one.data().length; i++) {
      double distance = Math.abs((double) one.data()[i] - other.data()[i]);
      different += distance > 0 ? 1 : 0;
      largest = Math.max(largest, distance);
      sum += distance;
    }
    return new TensorDifference(name, different, largest, sum / one.data().length);
  }
}
