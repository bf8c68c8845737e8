package dev.fude.core.weights;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trained tensors by name, with what the file says about them. Immutable, except that the tensors'
 * arrays are not guarded.
 */
public final class Weights {
  private final Map<String, String> metadata;
  private final Map<String, Tensor> tensors;

  /**
   * Named tensors.
   *
   * @param metadata what is known about them, such as {@code resize} and {@code license}
   * @param tensors the tensors, in a meaningful order
   */
  public Weights(Map<String, String> metadata, Map<String, Tensor> tensors) {
    this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /**
   * What is known about the tensors.
   *
   * @return unmodifiable, in the file's order
   */
  public Map<String, String> metadata() {
    return metadata;
  }

  /**
   * One word of what is known.
   *
   * @param key such as {@code resize}
   * @return its value, or empty
   */
  public Optional<String> metadata(String key) {
    return Optional.ofNullable(metadata.get(key));
  }

  /**
   * All tensors.
   *
   * @return unmodifiable, in the given order
   */
  public Map<String, Tensor> tensors() {
    return tensors;
  }

  /**
   * One tensor.
   *
   * @param name its name
   * @return the tensor
   * @throws InvalidWeightsException if there is none of that name
   */
  public Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new InvalidWeightsException("The weights hold no tensor \"" + name + "\".");
    }
    return tensor;
  }

  /**
   * How many numbers were trained.
   *
   * @return the sum of all tensors' elements
   */
  public long parameterCount() {
    return tensors.values().stream().mapToLong(tensor -> tensor.shape().elements()).sum();
  }

  /**
   * Checks that these are exactly the tensors that a network needs.
   *
   * @param expected shapes by tensor name
   * @param network the network's name, for the message
   * @throws InvalidWeightsException if tensors are missing, superfluous or misshapen; one message
   *     lists all of them
   */
  public void requireExactly(Map<String, Shape> expected, String network) {
    List<String> problems = problems(expected);
    tensors.keySet().stream()
        .filter(name -> !expected.containsKey(name))
        .forEach(name -> problems.add("unexpected \"" + name + "\" " + tensors.get(name).shape()));
    throwIfAny(problems, network);
  }

  /**
   * Checks that these include the tensors that a network needs.
   *
   * @param expected shapes by tensor name
   * @param network the network's name, for the message
   * @throws InvalidWeightsException if tensors are missing or misshapen; one message lists all
   */
  public void requireAtLeast(Map<String, Shape> expected, String network) {
    throwIfAny(problems(expected), network);
  }

  /**
   * Checks that every element is a finite number, as trained ones are.
   *
   * @throws InvalidWeightsException if one is not; the message names the first such tensor
   */
  public void requireFinite() {
    tensors.forEach(
        (name, tensor) -> {
          for (float element : tensor.data()) {
            if (!Float.isFinite(element)) {
              throw new InvalidWeightsException(
                  String.format(
                      "Among the numbers of the tensor \"%s\" is %s: the weights are damaged, so"
                          + " get them again.",
                      name, element));
            }
          }
        });
  }

  private List<String> problems(Map<String, Shape> expected) {
    List<String> problems = new ArrayList<>();
    expected.forEach(
        (name, shape) -> {
          Tensor tensor = tensors.get(name);
          if (tensor == null) {
            problems.add("missing \"" + name + "\" " + shape);
          } else if (!tensor.shape().equals(shape)) {
            problems.add(
                String.format("\"%s\" has shape %s instead of %s", name, tensor.shape(), shape));
          }
        });
    return problems;
  }

  private static void throwIfAny(List<String> problems, String network) {
    if (!problems.isEmpty()) {
      throw new InvalidWeightsException(
          String.format(
              "The weights do not fit %s (%d problems): %s.",
              network, problems.size(), String.join("; ", problems)));
    }
  }
}
