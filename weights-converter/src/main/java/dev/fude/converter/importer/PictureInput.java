package dev.fude.converter.importer;

import dev.fude.converter.neutral.ForeignGraph;
import dev.fude.converter.neutral.ForeignNode;
import dev.fude.converter.neutral.MalformedSourceException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The picture that a graph takes, and in which order it has its axes.
 *
 * @param name the name of the value
 * @param extents as the graph tells them, none if it does not
 * @param order the order of the axes
 * @param ofBytes whether its numbers are levels from 0 to 255
 */
record PictureInput(String name, List<Long> extents, Order order, boolean ofBytes) {
  /** Of pictures. */
  static final int CHANNELS = 3;

  private static final int AXES = 4;

  /**
   * Finds it.
   *
   * @param graph the graph
   * @param nodes those of its nodes that count
   * @throws MalformedSourceException if the graph takes something else
   */
  static PictureInput of(ForeignGraph graph, List<? extends ForeignNode> nodes) {
    ForeignGraph.Input input = only(graph, nodes);
    PictureInput picture =
        new PictureInput(input.name(), input.extents(), order(input, nodes), input.ofBytes());
    picture.requireChannels();
    return picture;
  }

  private static ForeignGraph.Input only(ForeignGraph graph, List<? extends ForeignNode> nodes) {
    Set<String> read = new HashSet<>(graph.outputs());
    nodes.forEach(node -> read.addAll(node.inputs()));
    List<ForeignGraph.Input> inputs =
        graph.inputs().stream()
            .filter(input -> !graph.constants().containsKey(input.name()))
            .filter(input -> read.contains(input.name()))
            .toList();
    if (inputs.size() != 1) {
      throw new MalformedSourceException(
          String.format(
              "its graph reads %d values from outside, and only networks that take one picture are"
                  + " imported; export it with one input",
              inputs.size()));
    }
    return inputs.get(0);
  }

  /** Channels last, if that is where three are said to be, or if they are moved forwards first. */
  private static Order order(ForeignGraph.Input input, List<? extends ForeignNode> nodes) {
    List<Long> extents = input.extents();
    boolean isTold = extents.size() == AXES && (extents.get(1) > 0 || extents.get(3) > 0);
    boolean isLast =
        isTold
            ? extents.get(3) == CHANNELS && extents.get(1) != CHANNELS
            : nodes.stream().anyMatch(node -> movesChannels(node, input.name()));
    return isLast ? Order.NHWC : Order.NCHW;
  }

  private static boolean movesChannels(ForeignNode node, String picture) {
    return node.operator().equals("Transpose")
        && node.inputs().contains(picture)
        && Arrays.equals(node.integers("perm").orElse(new long[0]), new long[] {0, 3, 1, 2});
  }

  /** How long an axis is, or {@link ForeignGraph#FREE}. */
  long extent(Axis axis) {
    return extents.size() == AXES ? extents.get(order.axes().indexOf(axis)) : ForeignGraph.FREE;
  }

  private void requireChannels() {
    long channels = extent(Axis.CHANNELS);
    boolean isPicture = extents.isEmpty() || extents.size() == AXES;
    if (!isPicture || (channels > 0 && channels != CHANNELS)) {
      throw new MalformedSourceException(
          String.format(
              "its graph takes values of shape %s, and only networks that take pictures of 3"
                  + " channels are imported; convert one of those",
              extents));
    }
  }
}
