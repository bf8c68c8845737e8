package dev.fude.core.plan;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A graph at one input size, ready to run: steps in order, and the memory they share.
 *
 * @param input shape of the input, (batch, height, width, channels)
 * @param outputs shapes of the outputs by name, at least one, in the order of their places
 * @param steps kernel calls in order; each output is written by one of them
 * @param slots elements of each memory slot; values whose lives do not overlap share one
 * @param statistics shapes of the values whose sums are collected, by index
 * @param rounds how often the steps take turns: once, or, in a {@link RowSchedule}, once for each
 *     swath of rows
 */
public record Plan(
    Shape input,
    Map<String, Shape> outputs,
    List<Step> steps,
    List<Long> slots,
    List<Shape> statistics,
    int rounds) {
  /**
   * The only output's shape.
   *
   * @return (batch, height, width, channels)
   * @throws IllegalStateException if there are several outputs
   */
  public Shape output() {
    if (outputs.size() > 1) {
      throw new IllegalStateException(
          "The plan has several outputs, "
              + outputs.keySet()
              + "; run it for all of them (RunInput.forAll).");
    }
    return outputs.values().iterator().next();
  }

  /**
   * Memory that all outputs need.
   *
   * @return bytes, of float32
   */
  public long outputBytes() {
    return outputs.values().stream().mapToLong(shape -> shape.elements() * Float.BYTES).sum();
  }

  /**
   * Memory that the slots need.
   *
   * @return bytes
   */
  public long slotBytes() {
    return slots.stream().mapToLong(elements -> elements * Float.BYTES).sum();
  }

  /**
   * Refuses a plan whose values do not all fit into arrays, for backends that keep each in one.
   *
   * @return this
   * @throws dev.fude.core.tensor.InvalidShapeException if a value or a slot is longer
   */
  public Plan requireArrays() {
    steps.forEach(step -> step.shape().arrayLength());
    slots.forEach(Plan::requireArray);
    return this;
  }

  private static void requireArray(long elements) {
    if (elements > Shape.MAX_ARRAY_LENGTH) {
      throw new InvalidShapeException(
          "A slot of " + elements + " elements fits into no array; use a smaller picture.");
    }
  }

  /**
   * The work of all steps.
   *
   * @return multiply-adds, at least 1 so that a share of it can be told
   */
  public long multiplyAdds() {
    return Math.max(1, steps.stream().mapToLong(Step::multiplyAdds).sum());
  }

  /**
   * The plan as text: a line for each step, then the memory.
   *
   * @return lines that end in a line feed
   */
  public String describe() {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%-24s %-18s %-17s %-44s %-13s %-22s %8s\n", columns()));
    for (Step step : steps) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-24s %-18s %-17s %-44s %-13s %-22s %8.1f\n",
              step.name(),
              step.op().kind(),
              step.algorithm().map(Algorithm::toString).orElse("-"),
              step.operands().stream().map(Operand::toString).collect(Collectors.joining(" + ")),
              step.place(),
              step.shape(),
              step.multiplyAdds() / 1e6));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%d steps%s, %d slots, %.1f MiB, %.1f million multiply-adds\n",
            steps.size(),
            rounds == 1 ? "" : " in turn for each of " + rounds + " swaths of rows",
            slots.size(),
            slotBytes() / 1048576.0,
            multiplyAdds() / 1e6));
    return text.toString();
  }

  private static Object[] columns() {
    return new Object[] {"step", "op", "algorithm", "reads", "writes", "shape", "MMAC"};
  }
}
