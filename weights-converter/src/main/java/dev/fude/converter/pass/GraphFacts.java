package dev.fude.converter.pass;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.NeutralOp;
import dev.fude.converter.neutral.NeutralOp.Kind;
import dev.fude.core.op.Eps;
import dev.fude.core.op.ResizeRule;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a graph says about the picture besides the tensors. */
public final class GraphFacts {
  private static final String SAY_EPS =
      "say which one the weights shall be used with (such as --eps 1e-5, in a program eps(...))";

  private GraphFacts() {}

  /**
   * Where the graph's enlargements look.
   *
   * @param model what was read
   * @return the rule, or empty if there is no enlargement
   * @throws MalformedSourceException if there are several rules, or one that is not known
   */
  public static Optional<ResizeRule> resizeRule(NeutralModel model) {
    Set<Optional<ResizeRule>> rules = new LinkedHashSet<>();
    for (NeutralOp op : model.ops()) {
      if (op.kind() == Kind.RESIZE) {
        rules.add(op.resizeRule());
      }
    }
    if (rules.size() > 1 || rules.contains(Optional.empty())) {
      throw new MalformedSourceException(
          "its graph enlarges pictures in a way that is not used here, or in several; say which"
              + " rule the weights shall be used with (such as --resize align_corners, in a program"
              + " resize(...))");
    }
    return rules.stream().findFirst().flatMap(rule -> rule);
  }

  /**
   * What the graph's norms add to the variance: what a norm says, or the constant in a sum that a
   * root is taken of.
   *
   * @param model what was read
   * @return the constant, or empty if the graph spells out no norm
   * @throws MalformedSourceException if the norms differ, or it is no number between 0 and 1
   */
  public static Optional<Double> eps(NeutralModel model) {
    Map<String, String> addedTo = new HashMap<>();
    Set<String> constants = new LinkedHashSet<>();
    for (NeutralOp op : model.ops()) {
      if (op.kind() == Kind.ADD) {
        scalarOf(model, op)
            .ifPresent(scalar -> op.results().forEach(sum -> addedTo.put(sum, scalar)));
      } else if (op.kind() == Kind.ROOT && addedTo.containsKey(op.operand(0))) {
        constants.add(addedTo.get(op.operand(0)));
      }
    }
    Set<Double> values = new LinkedHashSet<>();
    model.ops().forEach(op -> op.eps().ifPresent(values::add));
    constants.forEach(name -> values.add(eps(name, model)));
    if (values.size() > 1) {
      throw new MalformedSourceException(
          "its norms use different eps (" + values + "); " + SAY_EPS);
    }
    values.forEach(GraphFacts::requireEps);
    return values.stream().findFirst();
  }

  private static Optional<String> scalarOf(NeutralModel model, NeutralOp op) {
    return op.operands().stream()
        .filter(name -> model.tensors().containsKey(name))
        .filter(name -> model.tensors().get(name).shape().elements() == 1)
        .findFirst();
  }

  private static double eps(String name, NeutralModel model) {
    float[] scalar = Dequantize.numbers(name, model.tensors().get(name));
    return Eps.of(scalar[0]);
  }

  private static void requireEps(double eps) {
    if (!(eps > 0 && eps < 1)) {
      throw new MalformedSourceException(
          "its norms use an eps of " + eps + ", not between 0 and 1; " + SAY_EPS);
    }
  }
}
