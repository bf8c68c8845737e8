package dev.fude.converter.onnx;

import dev.fude.converter.neutral.ForeignNode;
import dev.fude.converter.neutral.TranslatedNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes convolutions apart that ONNX Runtime's optimiser joined with what follows them: {@code
 * activation(conv(x, kernel, bias) + summand)}, of which summand and activation may be missing.
 *
 * <p>Source: ONNX Runtime's contributed operator FusedConv; the activation's settings are in one
 * list, in an order of their own for each.
 */
final class FusedConvolutions {
  private static final String OPERATOR = "com.microsoft.FusedConv";
  private static final int SUMMAND = 3;

  private static final Map<String, List<String>> PARAMETERS =
      Map.of(
          "LeakyRelu", List.of("alpha"),
          "Clip", List.of("min", "max"),
          "HardSigmoid", List.of("alpha", "beta"));

  private final Set<String> taken;

  /**
   * For one graph.
   *
   * @param taken the names of its values, to which those between the parts are added
   */
  FusedConvolutions(Set<String> taken) {
    this.taken = taken;
  }

  /** The nodes that a node stands for; itself if it is no such convolution. */
  List<ForeignNode> apart(OnnxNode node) {
    if (!node.operator().equals(OPERATOR)) {
      return List.of(node);
    }
    List<ForeignNode> parts = new ArrayList<>();
    boolean hasSummand = !node.input(SUMMAND).isEmpty();
    Optional<String> activation =
        Optional.of(node.text("activation", "")).filter(name -> !name.isEmpty());
    String convolved = hasSummand || activation.isPresent() ? fresh(node) : node.output();
    parts.add(
        new OnnxNode(
            "Conv",
            node.name(),
            node.inputs().subList(0, Math.min(SUMMAND, node.inputs().size())),
            List.of(convolved),
            node.attributes()));
    String sum = convolved;
    if (hasSummand) {
      sum = activation.isPresent() ? fresh(node) : node.output();
      parts.add(part("Add", node, List.of(convolved, node.input(SUMMAND)), sum, Map.of()));
    }
    if (activation.isPresent()) {
      Map<String, Object> settings = settings(activation.get(), node);
      parts.add(part(activation.get(), node, List.of(sum), node.output(), settings));
    }
    return parts;
  }

  private static TranslatedNode part(
      String operator,
      OnnxNode node,
      List<String> inputs,
      String output,
      Map<String, Object> settings) {
    return new TranslatedNode(operator, node.label(), inputs, List.of(output), settings);
  }

  private static Map<String, Object> settings(String activation, OnnxNode node) {
    Map<String, Object> settings = new HashMap<>();
    List<String> names = PARAMETERS.getOrDefault(activation, List.of());
    Optional<ByteBuffer> numbers = node.realBytes("activation_params");
    for (int i = 0; i < names.size() && numbers.isPresent(); i++) {
      if (numbers.get().remaining() >= (i + 1) * Float.BYTES) {
        settings.put(names.get(i), numbers.get().getFloat(i * Float.BYTES));
      }
    }
    return settings;
  }

  private String fresh(OnnxNode node) {
    String name = node.output() + "'";
    while (!taken.add(name)) {
      name += "'";
    }
    return name;
  }
}
