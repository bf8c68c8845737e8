package dev.fude.converter.graphdef;

import dev.fude.converter.neutral.NeutralTensor;
import java.util.List;
import java.util.Optional;

/**
 * A node of a TensorFlow graph: one op, with the values that it reads.
 *
 * <p>An input is named after the node that computes it, with {@code :1} and so on behind the name
 * for outputs other than the first, which may be written {@code :0}. A name after {@code ^} is a
 * node that must only have run before, and gives no value. Names themselves have no colon.
 *
 * @param name its name, unique in the graph
 * @param op what it computes, such as {@code Conv2D}
 * @param inputs as the file names them
 * @param attributes what else the op needs to know
 */
public record GraphNode(String name, String op, List<String> inputs, Attributes attributes) {
  private static final String CONTROL = "^";
  private static final String FIRST_OUTPUT = ":0";

  /** What a node says besides, in whichever way the file encodes it. */
  public interface Attributes {
    /**
     * A flag.
     *
     * @param name its name
     * @param otherwise what the op's definition says where the node leaves it out
     * @return the flag
     */
    boolean flag(String name, boolean otherwise);

    /**
     * A number.
     *
     * @param name its name
     * @return the number, or empty if the node leaves it out
     */
    Optional<Float> real(String name);

    /**
     * A list of texts.
     *
     * @param name its name
     * @return the texts; none if the node leaves it out
     */
    List<String> texts(String name);

    /**
     * The numbers of a constant.
     *
     * @return the numbers as stored, or empty if there are none
     */
    Optional<NeutralTensor> value();
  }

  /** Makes the list unmodifiable. */
  public GraphNode {
    inputs = List.copyOf(inputs);
  }

  /** The values that it reads, first outputs by the name of their node alone. */
  List<String> operands() {
    return inputs.stream()
        .filter(input -> !input.startsWith(CONTROL))
        .map(
            input ->
                input.endsWith(FIRST_OUTPUT)
                    ? input.substring(0, input.length() - FIRST_OUTPUT.length())
                    : input)
        .toList();
  }

  /** The names of the nodes that must come before it. */
  List<String> dependencies() {
    return inputs.stream().map(GraphNode::nodeOf).toList();
  }

  private static String nodeOf(String input) {
    String value = input.startsWith(CONTROL) ? input.substring(CONTROL.length()) : input;
    int colon = value.indexOf(':');
    return colon < 0 ? value : value.substring(0, colon);
  }

  boolean isConstant() {
    return op.equals("Const");
  }
}
