package dev.fude.converter.pytorch;

import dev.fude.core.Quoted;
import java.util.Map;
import java.util.Optional;

/**
 * Tensors that PyTorch stores otherwise than as all their numbers in a row. They are not read: to
 * whoever looks for names and shapes they are missing, which is not what the user should read.
 *
 * <p>Source: {@code torch/_utils.py} of PyTorch 2.13.
 */
final class UnreadTensors {
  private static final String SPARSE = "a sparse one, which is not read; save it after to_dense()";

  /** What the functions give that such a tensor is built by. */
  private static final Map<String, String> BUILT_BY =
      Map.of(
          "torch._utils._rebuild_sparse_tensor",
          SPARSE,
          "torch._utils._rebuild_sparse_csr_tensor",
          SPARSE,
          "torch._utils._rebuild_qtensor",
          "a quantised one, which is not read; save it after dequantize()",
          "torch._utils._rebuild_nested_tensor",
          "a nested one, which is not read; save it after to_padded_tensor(0)",
          "torch._utils._rebuild_meta_tensor_no_storage",
          "one on the device \"meta\", which has no numbers; save the model after it was loaded");

  private UnreadTensors() {}

  /**
   * What is wrong with an entry of a dictionary.
   *
   * @param name the entry's
   * @param value what the pickle has there
   * @return a clause about the file; empty if it is no tensor of these kinds
   */
  static Optional<String> refusal(Object name, Object value) {
    return value instanceof InertValue built && BUILT_BY.containsKey(built.name())
        ? Optional.of(
            String.format(
                "it holds the tensor %s as %s",
                Quoted.name(name.toString()), BUILT_BY.get(built.name())))
        : Optional.empty();
  }
}
