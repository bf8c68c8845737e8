package dev.fude.converter.tensorflow;

import dev.fude.converter.neutral.KernelLayout;
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
     * A whole number.
     *
     * @param name its name
     * @param otherwise what the op's definition says where the node leaves it out
     * @return the number
     */
    long integer(String name, long otherwise);

    /**
     * A text.
     *
     * @param name its name
     * @param otherwise what the op's definition says where the node leaves it out
     * @return the text
     */
    String text(String name, String otherwise);

    /**
     * A list of whole numbers.
     *
     * @param name its name
     * @return the numbers, or empty if the node leaves them out
     */
    Optional<long[]> integers(String name);

    /**
     * The extents of a value.
     *
     * @param name its name
     * @return as far as they are told, a negative number for others; empty if nothing is
     */
    List<Long> shape(String name);

    /**
     * Whether a kind of number is one of integers.
     *
     * @param name its name
     * @return false if the node leaves it out
     */
    boolean isWhole(String name);

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

    /**
     * How the kernels that the node reads are laid out.
     *
     * @return TensorFlow's own order, unless the format has another
     */
    default KernelLayout kernels() {
      return KernelLayout.HWIO;
    }
  }

  /** Makes the list unmodifiable. */
  public GraphNode {
    inputs = List.copyOf(inputs);
  }

  /**
   * The values that it reads.
   *
   * @return their names, of first outputs that of their node alone
   */
  public List<String> operands() {
    return inputs.stream()
        .filter(input -> !input.startsWith(CONTROL))
        .map(
            input ->
                input.endsWith(FIRST_OUTPUT)
                    ? input.substring(0, input.length() - FIRST_OUTPUT.length())
                    : input)
        .toList();
  }

  /**
   * What must come before it.
   *
   * @return the names of nodes
   */
  public List<String> dependencies() {
    return inputs.stream().map(GraphNode::nodeOf).toList();
  }

  private static String nodeOf(String input) {
    String value = input.startsWith(CONTROL) ? input.substring(CONTROL.length()) : input;
    int colon = value.indexOf(':');
    return colon < 0 ? value : value.substring(0, colon);
  }

  /**
   * Whether it is stored and not computed.
   *
   * @return true if its numbers are those of {@link Attributes#value}
   */
  public boolean isConstant() {
    return op.equals("Const");
  }
}
