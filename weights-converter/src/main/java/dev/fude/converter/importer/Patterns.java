package dev.fude.converter.importer;

import dev.fude.converter.neutral.ForeignNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All patterns: which operators are known, and who knows them. */
final class Patterns {
  /** A new pattern is one more line. */
  private static final List<Pattern> ALL =
      List.of(
          new Convolutions(),
          new TransposedConvolutions(),
          new MaxPools(),
          new DepthToSpaces(),
          new SpaceToDepths(),
          new Pads(),
          new Norms(),
          new Activations(),
          new Resizes(),
          new Arithmetic(),
          new Means(),
          new Attention(),
          new Roots(),
          new Reshapes(),
          new Transposes(),
          new Selections(),
          new Tiles(),
          new AveragePools(),
          new ShapeArithmetic(),
          new Squeezes(),
          new PassesOn());

  private static final Map<String, Pattern> BY_OPERATOR =
      ALL.stream()
          .flatMap(pattern -> pattern.operators().stream().map(name -> Map.entry(name, pattern)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private Patterns() {}

  /** What a node gives, by whoever knows its operator; one must. */
  static Optional<Value> apply(Call call) {
    return BY_OPERATOR.get(call.operator()).apply(call);
  }

  /** Of each operator that nobody knows, the first node that has it, in the nodes' order. */
  static List<ForeignNode> unknown(List<? extends ForeignNode> nodes) {
    Map<String, ForeignNode> unknown = new LinkedHashMap<>();
    for (ForeignNode node : nodes) {
      if (!BY_OPERATOR.containsKey(node.operator())) {
        unknown.putIfAbsent(node.operator(), node);
      }
    }
    return List.copyOf(unknown.values());
  }
}
