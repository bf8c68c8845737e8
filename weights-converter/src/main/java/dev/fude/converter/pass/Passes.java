package dev.fude.converter.pass;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.core.tensor.Tensor;
import dev.fude.model.generator.LayerTable;
import java.util.List;
import java.util.Map;

/** All passes in their order. */
public final class Passes {
  private Passes() {}

  /**
   * Turns the neutral form into a network's tensors.
   *
   * @param model what was read
   * @param table the layers of the network
   * @return float32 tensors by the network's names, kernels OIHW, in order of computation
   * @throws MalformedSourceException if they are not exactly the network's, or cannot be decoded
   */
  public static Map<String, Tensor> apply(NeutralModel model, LayerTable table) {
    NeutralModel weights = LeaveOut.apply(model, table);
    Map<String, NeutralTensor> renamed = Rename.apply(weights, table);
    Map<String, NeutralTensor> transposed = Transpose.apply(renamed, model.layout(), table);
    Map<String, NeutralTensor> checked = Check.apply(transposed, table);
    return Dequantize.apply(checked);
  }

  /**
   * What the user should know besides.
   *
   * @param model what was read
   * @param table the layers of the network
   * @return the reader's notes and what was left out, one sentence each
   */
  public static List<String> notes(NeutralModel model, LayerTable table) {
    return LeaveOut.apply(model, table).notes();
  }
}
