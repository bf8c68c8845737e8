package dev.fude.testkit;

import dev.fude.core.op.Op;
import java.util.List;
import java.util.Optional;

/**
 * Everything the test kit knows of one op: its cases, their names, how far float32 may stray, and
 * how the reference material writes the op down. One class for each op, named after it, and one
 * line for each in {@link OpCases}.
 *
 * @param <O> the op
 */
interface CasesOf<O extends Op> {
  /** The op's record. */
  Class<O> op();

  /** The cases; {@link CaseShapes} has the shapes that every op should see. */
  List<OpCase> list();

  /**
   * The op's attributes in the names of its cases.
   *
   * @return a text that begins with a space, or nothing if the op has none
   */
  default String attributes(O op) {
    return "";
  }

  /**
   * What makes the second input of an op that takes two.
   *
   * @return an op on the case's input
   */
  default Op secondInput(O op) {
    throw new UnsupportedOperationException(
        "The cases of " + op.kind() + " must say what its second input is.");
  }

  /**
   * The error of a float32 result, which {@link ErrorModel} explains. A composite op has none of
   * its own: its parts are asked.
   *
   * @param node the op in a run
   * @return one standard deviation; unless overridden that of the input, which is right for ops
   *     that do not compute
   */
  default double error(O op, ComputedNode node) {
    return node.errorIn();
  }

  /**
   * Reads the op from a file of the reference material.
   *
   * @return the op, or nothing if the file holds another
   */
  default Optional<O> read(GoldenOpFile file) {
    return Optional.empty();
  }
}
