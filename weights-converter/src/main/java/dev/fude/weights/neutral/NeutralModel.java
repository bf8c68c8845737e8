package dev.fude.weights.neutral;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a reader found in a file.
 *
 * @param framework whose conventions the format follows
 * @param layout how the format orders the axes of convolution kernels
 * @param tensors the tensors as stored, by their names in the file
 * @param ops the ops in order of computation; empty for a format that holds tensors alone
 * @param notes what the user should know besides, one sentence each
 */
public record NeutralModel(
    Framework framework,
    KernelLayout layout,
    Map<String, NeutralTensor> tensors,
    List<NeutralOp> ops,
    List<String> notes) {
  /** Makes the collections unmodifiable. */
  public NeutralModel {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    ops = List.copyOf(ops);
    notes = List.copyOf(notes);
  }
}
