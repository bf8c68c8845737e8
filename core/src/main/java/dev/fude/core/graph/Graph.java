package dev.fude.core.graph;

import dev.fude.core.op.CompositeOp;
import dev.fude.core.op.Parameter;
import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A network with one input: nodes in an order in which they can run, and which of their values are
 * wanted. That is one value, unless somebody asks for several. Immutable, and free of sizes, so
 * that one graph serves every picture. Made by {@link GraphBuilder}.
 */
public final class Graph {
  private final String input;
  private final int inputChannels;
  private final List<Node> nodes;
  private final List<String> outputs;

  Graph(String input, int inputChannels, List<Node> nodes, List<String> outputs) {
    this.input = input;
    this.inputChannels = inputChannels;
    this.nodes = List.copyOf(nodes);
    this.outputs = List.copyOf(outputs);
  }

  /**
   * Begins a graph.
   *
   * @param input name of the input value
   * @param inputChannels channels of the input, at least 1
   * @return an empty builder
   */
  public static GraphBuilder builder(String input, int inputChannels) {
    return new GraphBuilder(input, inputChannels);
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
   * The input's channels.
   *
   * @return at least 1
   */
  public int inputChannels() {
    return inputChannels;
  }

  /**
   * The nodes.
   *
   * @return every node after those whose values it takes
   */
  public List<Node> nodes() {
    return nodes;
  }

  /**
   * The outputs' names.
   *
   * @return the names of the nodes whose values a run returns, at least one, each once
   */
  public List<String> outputs() {
    return outputs;
  }

  /**
   * The only output's name.
   *
   * @return the name of the node whose value a run returns
   * @throws IllegalStateException if the graph has several outputs
   */
  public String output() {
    if (outputs.size() > 1) {
      throw new IllegalStateException("The graph has several outputs, " + outputs + ".");
    }
    return outputs.get(0);
  }

  /**
   * The part of this graph that leads to one of its values, for looking at a network stage by
   * stage.
   *
   * @param value name of a node
   * @return a graph with that output and no node that it does not need
   * @throws IllegalArgumentException if no node has that name
   */
  public Graph upTo(String value) {
    return upTo(List.of(value));
  }

  /**
   * The part of this graph that leads to some of its values.
   *
   * @param values names of nodes, at least one, each once
   * @return a graph with those outputs and no node that they do not need
   * @throws IllegalArgumentException if no node has one of the names, or a name stands there twice
   */
  public Graph upTo(List<String> values) {
    requireNodes(values);
    Set<String> needed = new HashSet<>(values);
    List<Node> kept = new ArrayList<>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (needed.contains(nodes.get(i).name())) {
        kept.add(nodes.get(i));
        needed.addAll(nodes.get(i).inputs());
      }
    }
    Collections.reverse(kept);
    return new Graph(input, inputChannels, kept, values);
  }

  private void requireNodes(List<String> values) {
    if (values.isEmpty() || new HashSet<>(values).size() < values.size()) {
      throw new IllegalArgumentException(
          "A graph needs at least one output, and each of them once, not " + values + ".");
    }
    Set<String> names = new HashSet<>();
    nodes.forEach(node -> names.add(node.name()));
    for (String value : values) {
      if (!names.contains(value)) {
        throw new IllegalArgumentException("The graph has no node \"" + value + "\".");
      }
    }
  }

  /**
   * How much is computed for one input.
   *
   * @param inputShape (batch, height, width, {@link #inputChannels()})
   * @return the nodes' multiply-adds, as their ops define them
   * @throws InvalidShapeException if the input does not fit
   */
  public long multiplyAdds(Shape inputShape) {
    Map<String, Shape> shapes = inferShapes(inputShape);
    return nodes.stream()
        .mapToLong(node -> node.op().multiplyAdds(node.inputs().stream().map(shapes::get).toList()))
        .sum();
  }

  /**
   * The shape of every value for one input.
   *
   * @param inputShape (batch, height, width, {@link #inputChannels()})
   * @return shapes by value name, the input's first
   * @throws InvalidShapeException if the input does not fit; the message names the node and the
   *     shapes
   */
  public Map<String, Shape> inferShapes(Shape inputShape) {
    if (inputShape.channels() != inputChannels) {
      throw new InvalidShapeException(
          String.format(
              "Input \"%s\" must have %d channels, but its shape is %s.",
              input, inputChannels, inputShape));
    }
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put(input, inputShape);
    for (Node node : nodes) {
      shapes.put(node.name(), outputShape(node, shapes));
    }
    return shapes;
  }

  private static Shape outputShape(Node node, Map<String, Shape> shapes) {
    List<Shape> inputs = node.inputs().stream().map(shapes::get).toList();
    try {
      return node.op().outputShape(inputs);
    } catch (InvalidShapeException | ArithmeticException e) {
      throw new InvalidShapeException(
          String.format(
              "Node \"%s\" (%s) does not fit its input of shape %s: %s",
              node.name(),
              node.op().kind(),
              inputs.size() == 1 ? inputs.get(0) : inputs,
              e.getMessage()),
          e);
    }
  }

  /**
   * The trained tensors that the graph needs.
   *
   * @return shapes by tensor name, in the order of the nodes
   * @throws InvalidShapeException if two nodes need one tensor in different shapes, or a node
   *     cannot take the channels that reach it
   */
  public Map<String, Shape> parameterShapes() {
    Map<String, Integer> channels = channels();
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (Node node : nodes) {
      for (Parameter parameter : node.op().parameters(channels.get(node.inputs().get(0)))) {
        String tensor = node.parameters().get(parameter.role());
        Shape before = shapes.put(tensor, parameter.shape());
        if (before != null && !before.equals(parameter.shape())) {
          throw new InvalidShapeException(
              String.format(
                  "Node \"%s\" needs tensor \"%s\" in shape %s, another node in shape %s.",
                  node.name(), tensor, parameter.shape(), before));
        }
      }
    }
    return shapes;
  }

  /**
   * The same network without composite ops: each is replaced by the ops that define it.
   *
   * @return this graph if it has none
   */
  public Graph expanded() {
    if (nodes.stream().noneMatch(node -> node.op() instanceof CompositeOp)) {
      return this;
    }
    return CompositeExpansion.expand(this);
  }

  /**
   * The channels of a value, which do not depend on a picture's size.
   *
   * @param value name of a node, or of the input
   * @return at least 1
   * @throws IllegalArgumentException if there is no such value
   */
  public int channelsOf(String value) {
    return Optional.ofNullable(channels().get(value))
        .orElseThrow(
            () -> new IllegalArgumentException("The graph has no value \"" + value + "\"."));
  }

  Map<String, Integer> channels() {
    Map<String, Integer> channels = new LinkedHashMap<>();
    channels.put(input, inputChannels);
    for (Node node : nodes) {
      List<Integer> taken = node.inputs().stream().map(channels::get).toList();
      channels.put(node.name(), node.op().outputChannels(taken));
    }
    return channels;
  }
}
