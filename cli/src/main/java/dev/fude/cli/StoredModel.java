package dev.fude.cli;

import dev.fude.core.tensor.Shape;
import dev.fude.core.weights.DType;
import dev.fude.core.weights.SafetensorsFile;
import dev.fude.core.weights.Weights;
import dev.fude.model.ModelFile;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a model's file holds, or would hold if it were written.
 *
 * @param metadata its words
 * @param tensors how each tensor is stored, by name
 */
record StoredModel(Map<String, String> metadata, Map<String, Stored> tensors) {
  /**
   * How a tensor is stored.
   *
   * @param dtype its kind of number
   * @param shape its shape
   */
  record Stored(DType dtype, Shape shape) {}

  static StoredModel of(SafetensorsFile file) {
    Map<String, Stored> tensors = new LinkedHashMap<>();
    file.tensors()
        .forEach((name, tensor) -> tensors.put(name, new Stored(tensor.dtype(), tensor.shape())));
    return new StoredModel(file.metadata(), tensors);
  }

  static StoredModel of(ForeignModel foreign) {
    Weights content = ModelFile.content(foreign.model());
    Map<String, Stored> tensors = new LinkedHashMap<>();
    content
        .tensors()
        .forEach((name, tensor) -> tensors.put(name, new Stored(DType.F32, tensor.shape())));
    return new StoredModel(content.metadata(), tensors);
  }
}
