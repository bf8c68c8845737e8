package dev.fude.model;

import dev.fude.core.graph.Graph;
import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import dev.fude.core.weights.InvalidWeightsException;
import java.util.Optional;

/**
 * Which sides of a picture a network takes: those of at least {@code least} that are multiples of
 * {@code multiple}. The result's sides are {@code scale} times as long.
 *
 * <p>Nobody has to write this down: {@link #of} asks the graph's own shape rules. A network that
 * halves twice and doubles twice gives back the size of an input only if 4 divides it, and one that
 * mirrors by one pixel at a quarter of the size needs 8. What shapes do not tell is a multiple that
 * a network pads its input to ({@link #inMultiplesOf}).
 *
 * @param least the shortest side
 * @param multiple what divides every side
 * @param scale sides of the result for each side of the picture
 */
public record PictureSides(int least, int multiple, int scale) {
  /** The way on with a network that paints no pictures. */
  static final String AS_IT_IS = "Convert another, or run it as it is (Backend.prepare).";

  /** The longest multiple that a network may want. */
  static final int LARGEST_MULTIPLE = 64;

  private static final int LARGEST_LEAST = 1024;

  /** How many sizes in a row must come out in proportion before a rule is believed. */
  private static final int TRIES = 6;

  /** The scale at a size that the network does not take, or gives back out of proportion. */
  private static final int NONE = 0;

  /**
   * Finds the rule of a network.
   *
   * @param graph the network
   * @return the smallest multiple with which sizes come out in proportion, and the shortest side
   * @throws InvalidWeightsException if there is none: the network takes no square, or gives no
   *     picture of its input's proportions
   * @throws IllegalStateException if it gives several values
   */
  public static PictureSides of(Graph graph) {
    int shortest = 1;
    while (outputOf(graph, shortest).isEmpty()) {
      shortest++;
      if (shortest > LARGEST_LEAST) {
        throw new InvalidWeightsException(
            String.format(
                "The network takes no picture of up to %d x %d pixels; only networks that take"
                    + " small ones too can be painted with. %s",
                LARGEST_LEAST, LARGEST_LEAST, AS_IT_IS));
      }
    }
    for (int multiple = 1; multiple <= LARGEST_MULTIPLE; multiple++) {
      int least = (shortest + multiple - 1) / multiple * multiple;
      int scale = scaleOf(graph, least);
      if (scale != NONE && holds(graph, least, multiple, scale)) {
        return new PictureSides(least, multiple, scale);
      }
    }
    throw new InvalidWeightsException(
        "The network gives no picture of its input's proportions; only networks from picture to"
            + " picture can be painted with. "
            + AS_IT_IS);
  }

  private static boolean holds(Graph graph, int least, int multiple, int scale) {
    for (int i = 1; i <= TRIES; i++) {
      if (scaleOf(graph, least + i * multiple) != scale) {
        return false;
      }
    }
    return true;
  }

  private static int scaleOf(Graph graph, int side) {
    Optional<Shape> output = outputOf(graph, side);
    boolean inProportion =
        output.isPresent()
            && output.get().height() == output.get().width()
            && output.get().height() % side == 0;
    return inProportion ? output.get().height() / side : NONE;
  }

  private static Optional<Shape> outputOf(Graph graph, int side) {
    try {
      Shape input = Shape.nhwc(1, side, side, graph.inputChannels());
      return Optional.of(graph.inferShapes(input).get(graph.output()));
    } catch (InvalidShapeException e) {
      return Optional.empty();
    }
  }

  /**
   * The sides that are multiples of a number besides, as a network wants that pads its input to
   * them: its graph takes others too, and paints another picture there.
   *
   * @param number from 1 to {@value #LARGEST_MULTIPLE}
   * @return this if its sides are such multiples already
   * @throws IllegalArgumentException if the number is out of range
   */
  public PictureSides inMultiplesOf(int number) {
    if (number < 1 || number > LARGEST_MULTIPLE) {
      throw new IllegalArgumentException(
          String.format(
              "Sides of pictures are multiples of a number from 1 to %d, not of %d.",
              LARGEST_MULTIPLE, number));
    }
    int both = multiple;
    while (both % number != 0) {
      both += multiple;
    }
    return new PictureSides((least + both - 1) / both * both, both, scale);
  }

  /**
   * The shortest side that is long enough for a picture's.
   *
   * @param side a side of a picture, at least 1
   * @return the least side that the network takes and that is not shorter
   */
  public int fitting(int side) {
    return (Math.max(side, least) + multiple - 1) / multiple * multiple;
  }
}
