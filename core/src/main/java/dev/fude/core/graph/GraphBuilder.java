package dev.fude.core.graph;

import dev.fude.core.op.Op;
import dev.fude.core.op.Parameter;
import dev.fude.core.tensor.InvalidShapeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Builds a {@link Graph} node by node, in the order in which they run. Values are named by strings:
 * each {@code add} returns the name that later nodes use.
 */
public final class GraphBuilder {
  private final String input;
  private final int inputChannels;
  private final Map<String, Integer> channels = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();

  GraphBuilder(String input, int inputChannels) {
    if (inputChannels < 1) {
      throw new IllegalArgumentException("A graph needs at least 1 input channel.");
    }
    this.input = input;
    this.inputChannels = inputChannels;
    channels.put(input, inputChannels);
  }

  /**
   * The input's name.
   *
   * @return the name of the value that a run is given
   */
  public String input() {
    return input;
  }

  /**
   * Adds a node with one input whose trained tensors are named {@code name.role}.
   *
   * @param name the node's name, unique
   * @param op what is computed
   * @param value the value it takes
   * @return the value it gives: {@code name}
   * @throws IllegalArgumentException as {@link #add(String, Op, List, Map)}
   */
  public String add(String name, Op op, String value) {
    return add(name, op, List.of(value), Map.of());
  }

  /**
   * Adds a node.
   *
   * @param name the node's name, unique
   * @param op what is computed
   * @param inputs the values it takes, as many as {@link Op#inputCount()}
   * @param parameters names of trained tensors by role; a role that is missing gets {@code
   *     name.role}
   * @return the value it gives: {@code name}
   * @throws IllegalArgumentException if the name is taken, a value is unknown, the number of inputs
   *     is wrong, or a role is unknown
   * @throws InvalidShapeException if the op cannot take the channels; the message names the node
   */
  public String add(String name, Op op, List<String> inputs, Map<String, String> parameters) {
    requireFreshName(name);
    requireKnownInputs(name, op, inputs);
    List<Integer> taken = inputs.stream().map(channels::get).toList();
    Map<String, String> tensors = new LinkedHashMap<>();
    for (Parameter parameter : refusingByName(name, op, taken, () -> op.parameters(taken.get(0)))) {
      String role = parameter.role();
      tensors.put(role, parameters.getOrDefault(role, name + "." + role));
    }
    requireKnownRoles(name, tensors, parameters);
    int given = refusingByName(name, op, taken, () -> op.outputChannels(taken));
    nodes.add(new Node(name, op, List.copyOf(inputs), tensors));
    channels.put(name, given);
    return name;
  }

  /**
   * Ends the graph.
   *
   * @param output name of the node whose value a run returns
   * @return the graph, without the nodes that the output does not need
   * @throws IllegalArgumentException if no node has that name
   */
  public Graph build(String output) {
    return build(List.of(output));
  }

  /**
   * Ends a graph of several outputs.
   *
   * @param outputs names of the nodes whose values a run returns, at least one, each once
   * @return the graph, without the nodes that the outputs do not need
   * @throws IllegalArgumentException if no node has one of the names, or a name stands there twice
   */
  public Graph build(List<String> outputs) {
    return new Graph(input, inputChannels, nodes, outputs).upTo(outputs);
  }

  private static <T> T refusingByName(
      String name, Op op, List<Integer> channels, Supplier<T> answer) {
    try {
      return answer.get();
    } catch (InvalidShapeException | ArithmeticException e) {
      throw new InvalidShapeException(
          String.format(
              "Node \"%s\" (%s) cannot take %s channels: %s",
              name, op.kind(), channels.size() == 1 ? channels.get(0) : channels, e.getMessage()),
          e);
    }
  }

  private void requireFreshName(String name) {
    if (channels.containsKey(name)) {
      throw new IllegalArgumentException("The graph already has a value \"" + name + "\".");
    }
  }

  private void requireKnownInputs(String name, Op op, List<String> inputs) {
    if (inputs.size() != op.inputCount()) {
      throw new IllegalArgumentException(
          String.format(
              "Node \"%s\" (%s) takes %d inputs, but %d were given.",
              name, op.kind(), op.inputCount(), inputs.size()));
    }
    for (String value : inputs) {
      if (!channels.containsKey(value)) {
        throw new IllegalArgumentException(
            String.format("Node \"%s\" takes value \"%s\", which nothing gives.", name, value));
      }
    }
  }

  private static void requireKnownRoles(
      String name, Map<String, String> tensors, Map<String, String> given) {
    for (String role : given.keySet()) {
      if (!tensors.containsKey(role)) {
        throw new IllegalArgumentException(
            String.format(
                "Node \"%s\" has no parameter \"%s\", only %s.", name, role, tensors.keySet()));
      }
    }
  }
}
