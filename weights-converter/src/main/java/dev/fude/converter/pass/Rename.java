package dev.fude.converter.pass;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.NeutralOp;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.core.Quoted;
import dev.fude.model.generator.Layer;
import dev.fude.model.generator.LayerTable;
import dev.fude.model.generator.TrainedTensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives tensors the names that they have in converted files.
 *
 * <p>A format without a graph has names to go by: the port's or the original's. Where there is a
 * graph, its order decides, because exporters name constants after whatever op reads them; names
 * are then a second witness, and a contradiction between the two is refused. Names alone decide for
 * a graph that cannot be followed.
 */
final class Rename {
  private final NeutralModel model;
  private final LayerTable table;
  private final KnownNames known;

  private Rename(NeutralModel model, LayerTable table) {
    this.model = model;
    this.table = table;
    known = new KnownNames(table);
  }

  /**
   * Renames.
   *
   * @param model what was read
   * @param table the layers of the network that it is taken for
   * @return tensors by the network's names as far as they were found; others under their own
   * @throws MalformedSourceException if the graph is another network's, or contradicts the names
   */
  static Map<String, NeutralTensor> apply(NeutralModel model, LayerTable table) {
    Rename rename = new Rename(model, table);
    if (model.ops().isEmpty()) {
      return rename.byName();
    }
    rename.requireWholeNorms();
    List<FoundLayer> found = LayerWalk.of(model);
    if (found.size() == table.layers().size()) {
      return rename.byOrder(found);
    }
    Map<String, NeutralTensor> named = rename.byName();
    if (!named.keySet().containsAll(table.tensors().keySet())) {
      throw new MalformedSourceException(
          String.format(
              "its graph has %d convolutions where %s has %d; convert weights of that network",
              found.size(), table.network(), table.layers().size()));
    }
    // In a graph the constants beside the trained tensors are ordinary.
    named.keySet().retainAll(table.tensors().keySet());
    return named;
  }

  /** The tensors would fit, but the network would not be the same. */
  private void requireWholeNorms() {
    if (model.ops().stream().anyMatch(op -> op.kind() == NeutralOp.Kind.PARTIAL_NORM)) {
      throw new MalformedSourceException(
          String.format(
              "its graph normalises each channel, group or pixel alone, where %s normalises all"
                  + " together; convert weights of that network",
              table.network()));
    }
  }

  private Map<String, NeutralTensor> byName() {
    Map<String, NeutralTensor> named = new LinkedHashMap<>();
    model
        .tensors()
        .forEach(
            (name, tensor) -> {
              TrainedTensor match = known.find(name).orElse(null);
              boolean isFirst = match != null && !named.containsKey(match.name());
              named.put(isFirst ? match.name() : name, tensor);
            });
    return named;
  }

  private Map<String, NeutralTensor> byOrder(List<FoundLayer> found) {
    Map<String, NeutralTensor> named = new LinkedHashMap<>();
    for (int i = 0; i < found.size(); i++) {
      Layer layer = table.layers().get(i);
      for (TrainedTensor wanted : layer.tensors()) {
        String name = found.get(i).tensorNames().remove(wanted.role());
        if (name != null) {
          requireNoContradiction(name, wanted);
          named.put(wanted.name(), wanted.role().isKernel() ? tensor(name) : vector(name));
        }
      }
      for (String leftOver : found.get(i).tensorNames().values()) {
        // Converters give every convolution a bias, of zeros where the network has none.
        if (!Dequantize.isZero(leftOver, tensor(leftOver))) {
          named.putIfAbsent(leftOver, tensor(leftOver));
        }
      }
    }
    return named;
  }

  private void requireNoContradiction(String name, TrainedTensor wanted) {
    TrainedTensor byName = known.find(name).orElse(null);
    if (byName != null && !byName.equals(wanted)) {
      throw new MalformedSourceException(
          String.format(
              "its graph uses %s as %s, against its name; export the weights again",
              Quoted.name(name), wanted.tensorFlowName()));
    }
  }

  private NeutralTensor vector(String name) {
    return tensor(name).asVector();
  }

  private NeutralTensor tensor(String name) {
    return model.tensors().get(name);
  }
}
