package dev.fude.core.weights;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that a safetensors file holds, its tensors as they are stored. Immutable.
 *
 * @param metadata the file's {@code __metadata__}, in its order; empty if there is none
 * @param tensors the tensors by name, in the order of their data
 */
public record SafetensorsFile(Map<String, String> metadata, Map<String, StoredTensor> tensors) {
  /** Copies the maps. */
  public SafetensorsFile {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /**
   * One tensor.
   *
   * @param name its name
   * @return the tensor as it is stored
   * @throws InvalidWeightsException if there is none of that name
   */
  public StoredTensor tensor(String name) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new InvalidWeightsException("The file holds no tensor \"" + name + "\".");
    }
    return tensor;
  }
}
