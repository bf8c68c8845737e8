package dev.fude.converter.pass;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.core.tensor.Tensor;
import dev.fude.model.generator.LayerTable;
import dev.fude.model.generator.StoredForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All passes in their order. */
public final class Passes {
  private Passes() {}

  /**
   * Turns the neutral form into a network's tensors.
   *
   * @param model what was read, and {@link #chosen}
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
   * Turns the neutral form into the tensors of a network's graph.
   *
   * @param model what was read, and {@link #chosen}
   * @param form how it keeps the network's tensors
   * @return float32 tensors by the network's names, kernels OIHW, in order of computation
   * @throws MalformedSourceException if they are not exactly those of the form, cannot be decoded,
   *     or give no numbers
   */
  public static Map<String, Tensor> apply(NeutralModel model, StoredForm form) {
    return Merge.apply(apply(model, form.table()), form);
  }

  /**
   * Whether a graph has as many convolutions as a network.
   *
   * @param model what was read
   * @param table the layers of the network
   * @return false if it is certainly another network's
   */
  public static boolean resembles(NeutralModel model, LayerTable table) {
    return LayerWalk.of(model).size() == table.layers().size();
  }

  /**
   * Of all networks in a file, the one that is meant.
   *
   * @param model what was read
   * @param table the layers of the network that is looked for
   * @param name which one is meant, if the user said so
   * @return the model with that network's tensors alone
   * @throws MalformedSourceException if none fits, or several do and none is the averaged one
   */
  public static NeutralModel chosen(NeutralModel model, LayerTable table, Optional<String> name) {
    return Choose.apply(model, table, name);
  }

  /**
   * Holds a file of tensors alone against a network.
   *
   * @param model what was read
   * @param table the layers of the network
   * @param name which place in the file is meant, if the user said so; no other counts
   * @return where the network is, and how near the file comes to it
   */
  public static Fit fit(NeutralModel model, LayerTable table, Optional<String> name) {
    return new Networks(model, table).fit(name);
  }

  /**
   * Whether a file's outermost tensors are a network's under the names that it knows.
   *
   * @param model what was read
   * @param table the layers of the network
   * @return false if something stands before the names, or a tensor is missing or superfluous
   */
  public static boolean isExactly(NeutralModel model, LayerTable table) {
    return fit(model, table, Optional.empty()).places().contains(Network.OUTERMOST);
  }

  /**
   * What the user should know besides.
   *
   * @param model what was read, and {@link #chosen}
   * @param table the layers of the network
   * @return the reader's notes, what was chosen and what was left out, one sentence each
   */
  public static List<String> notes(NeutralModel model, LayerTable table) {
    return LeaveOut.apply(model, table).notes();
  }
}
