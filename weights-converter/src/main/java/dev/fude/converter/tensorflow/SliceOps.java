package dev.fude.converter.tensorflow;

import dev.fude.converter.neutral.MalformedSourceException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;

/** Parts of lists of sizes; ends are told by lengths, or masks say that there are none. */
final class SliceOps implements OpTranslation {
  /** Beyond any axis, and near enough to count with. */
  private static final long END = Integer.MAX_VALUE;

  private static final long TO_THE_END = -1; // as a length

  @Override
  public Set<String> ops() {
    return Set.of("Slice", "StridedSlice", "GatherV2");
  }

  @Override
  public String translate(GraphNode node, Translation to) {
    return switch (node.op()) {
      case "Slice" -> sliced(node, to);
      case "StridedSlice" -> strided(node, to);
      default -> gathered(node, to);
    };
  }

  private static String sliced(GraphNode node, Translation to) {
    long[] starts = stored(node, to, 1);
    long[] lengths = stored(node, to, 2);
    if (starts.length != lengths.length) {
      throw unknown(node);
    }
    long[] ends = new long[starts.length];
    for (int axis = 0; axis < ends.length; axis++) {
      ends[axis] = lengths[axis] == TO_THE_END ? END : starts[axis] + lengths[axis];
    }
    return to.write(node, "Slice", to.operands(node, 1), Map.of("starts", starts, "ends", ends));
  }

  /** One number of a list, or every so many of some. */
  private static String strided(GraphNode node, Translation to) {
    long[] begins = stored(node, to, 1);
    long[] ends = stored(node, to, 2);
    long[] strides = stored(node, to, 3);
    boolean isOfList = begins.length == 1 && ends.length == 1 && strides.length == 1;
    if (!isOfList || isSet(node, "ellipsis_mask") || isSet(node, "new_axis_mask")) {
      throw unknown(node);
    }
    String list = to.operand(node, 0);
    if (isSet(node, "shrink_axis_mask")) {
      String index = to.integer(node, begins[0]);
      return to.write(node, "Gather", List.of(list, index), Map.of("axis", 0L));
    }
    boolean forwards = strides[0] > 0;
    long first = isSet(node, "begin_mask") ? (forwards ? 0 : END) : begins[0];
    long last = isSet(node, "end_mask") ? (forwards ? END : -END) : ends[0];
    return to.write(
        node,
        "Slice",
        List.of(
            list,
            to.list(node, first),
            to.list(node, last),
            to.list(node, 0),
            to.list(node, strides[0])),
        Map.of());
  }

  private static String gathered(GraphNode node, Translation to) {
    long[] axis = stored(node, to, 2);
    if (axis.length != 1) {
      throw unknown(node);
    }
    return to.write(node, "Gather", to.operands(node, 2), Map.of("axis", axis[0]));
  }

  private static boolean isSet(GraphNode node, String mask) {
    return node.attributes().integer(mask, 0) != 0;
  }

  private static long[] stored(GraphNode node, Translation to, int index) {
    LongPredicate isNear = number -> Math.abs(number) <= END;
    return to.integers(to.operand(node, index))
        .filter(numbers -> Arrays.stream(numbers).allMatch(isNear))
        .orElseThrow(() -> unknown(node));
  }

  private static MalformedSourceException unknown(GraphNode node) {
    return Translation.refusal(
        node,
        "takes part of something otherwise than sizes are taken apart, which Fude has no op for;"
            + " export the network without it");
  }
}
