package dev.fude.converter.files;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A TensorFlow graph before it is written down, node by node. */
public final class TensorFlowGraph {
  private final List<Node> nodes = new ArrayList<>();

  /**
   * A constant's numbers.
   *
   * @param shape its extents
   * @param numbers the last axis fastest
   * @param isInteger whether they are int32 rather than float32
   */
  public record Constant(int[] shape, float[] numbers, boolean isInteger) {}

  /**
   * A node.
   *
   * @param name its name
   * @param op its op
   * @param inputs as written down
   * @param attributes by name, as {@link #attribute} has them; mutable
   * @param value a constant's numbers, else null
   */
  public record Node(
      String name,
      String op,
      List<String> inputs,
      Map<String, Object> attributes,
      Constant value) {}

  /**
   * Adds a constant of float32 numbers.
   *
   * @param name its name
   * @param shape its extents
   * @param numbers the last axis fastest
   * @return its name
   */
  public String constant(String name, int[] shape, float... numbers) {
    Constant value = new Constant(shape, numbers, false);
    nodes.add(new Node(name, "Const", List.of(), new LinkedHashMap<>(), value));
    return name;
  }

  /**
   * Adds a vector of int32 numbers.
   *
   * @param name its name
   * @param numbers whole ones
   * @return its name
   */
  public String integers(String name, float... numbers) {
    Constant value = new Constant(new int[] {numbers.length}, numbers, true);
    nodes.add(new Node(name, "Const", List.of(), new LinkedHashMap<>(), value));
    return name;
  }

  /**
   * Adds pairs of int32 numbers.
   *
   * @param name its name
   * @param numbers whole ones
   * @return its name
   */
  public String pairs(String name, float... numbers) {
    Constant value = new Constant(new int[] {numbers.length / 2, 2}, numbers, true);
    nodes.add(new Node(name, "Const", List.of(), new LinkedHashMap<>(), value));
    return name;
  }

  /**
   * Adds a node.
   *
   * @param op its op
   * @param name its name
   * @param inputs as written down
   * @return its name
   */
  public String node(String op, String name, String... inputs) {
    nodes.add(new Node(name, op, List.of(inputs), new LinkedHashMap<>(), null));
    return name;
  }

  /**
   * Gives the last node an attribute.
   *
   * @param name its name
   * @param value a Boolean, Float, Long, String, List of Strings, array of long for a list of
   *     numbers, or array of int for a shape
   */
  public void attribute(String name, Object value) {
    nodes.get(nodes.size() - 1).attributes().put(name, value);
  }

  /**
   * Puts the nodes in another order.
   *
   * @param seed for the order
   * @return this
   */
  public TensorFlowGraph shuffled(long seed) {
    Collections.shuffle(nodes, new Random(seed));
    return this;
  }

  /**
   * The nodes.
   *
   * @return in the order in which they are written
   */
  public List<Node> nodes() {
    return nodes;
  }
}
