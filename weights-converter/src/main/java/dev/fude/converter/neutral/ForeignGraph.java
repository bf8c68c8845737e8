package dev.fude.converter.neutral;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph as another program wrote it, in the words of ONNX: a reader of another format translates.
 *
 * @param opset the version of ONNX's operators that its nodes mean
 * @param inputs what is given from outside
 * @param outputs the names of the values that a run gives
 * @param constants the stored tensors by name, decoded by nobody yet
 * @param nodes the nodes; each stands after those whose values it reads
 * @param notes what the user should know of the file, one sentence each
 */
public record ForeignGraph(
    long opset,
    List<Input> inputs,
    List<String> outputs,
    Map<String, NeutralTensor> constants,
    List<? extends ForeignNode> nodes,
    List<String> notes) {
  /** Makes the collections unmodifiable. */
  public ForeignGraph {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    nodes = List.copyOf(nodes);
    notes = List.copyOf(notes);
  }

  /**
   * A graph of which nothing else need be known.
   *
   * @param opset the version of ONNX's operators that its nodes mean
   * @param inputs what is given from outside
   * @param outputs the names of the values that a run gives
   * @param constants the stored tensors by name
   * @param nodes the nodes; each stands after those whose values it reads
   */
  public ForeignGraph(
      long opset,
      List<Input> inputs,
      List<String> outputs,
      Map<String, NeutralTensor> constants,
      List<? extends ForeignNode> nodes) {
    this(opset, inputs, outputs, constants, nodes, List.of());
  }

  /**
   * The same graph with something to know of its file.
   *
   * @param told sentences
   * @return the graph
   */
  public ForeignGraph withNotes(List<String> told) {
    return new ForeignGraph(opset, inputs, outputs, constants, nodes, told);
  }

  /** An extent that the graph leaves open. */
  public static final long FREE = -1;

  /**
   * A value that is given from outside.
   *
   * @param name its name
   * @param extents its extents as far as they are told, {@link #FREE} for others; empty if nothing
   *     is told of them
   * @param ofBytes whether its numbers are said to be unsigned bytes, as a picture's levels are
   */
  public record Input(String name, List<Long> extents, boolean ofBytes) {
    /** Makes the list unmodifiable. */
    public Input {
      extents = List.copyOf(extents);
    }

    /**
     * A value of floats.
     *
     * @param name its name
     * @param extents its extents
     */
    public Input(String name, List<Long> extents) {
      this(name, extents, false);
    }
  }
}
