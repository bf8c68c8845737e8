package dev.fude.core.op;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * One operator with its attributes: what it needs and what shape it gives, not how it is computed.
 *
 * <p>Implementations are immutable records. All activations are NHWC. A new op is a new record
 * here, a kernel in each backend that wants it, and cases in the test kit's catalogue.
 */
public interface Op {
  /**
   * The op's one name, as used in messages, plans and reference files.
   *
   * @return lower case with underscores, such as {@code layer_norm}
   */
  String kind();

  /**
   * How many values the op takes.
   *
   * @return at least 1
   */
  default int inputCount() {
    return 1;
  }

  /**
   * How many of the values are read; those after them lend only their shape.
   *
   * @return between 1 and {@link #inputCount()}
   */
  default int dataInputCount() {
    return inputCount();
  }

  /**
   * The trained tensors the op needs.
   *
   * @param inputChannels channels of the first input
   * @return roles and shapes, in a fixed order; empty for most ops
   * @throws InvalidShapeException if the op cannot take that many channels
   */
  default List<Parameter> parameters(int inputChannels) {
    return List.of();
  }

  /**
   * Channels of the output.
   *
   * @param inputChannels channels of each input, as many as {@link #inputCount()}
   * @return those of the first unless the op changes them
   * @throws InvalidShapeException if the op cannot take that many channels
   */
  default int outputChannels(List<Integer> inputChannels) {
    return inputChannels.get(0);
  }

  /**
   * Whether output element i depends on no element of any input but element i, so that the output
   * may be written over an input.
   *
   * @return false unless the op says otherwise
   */
  default boolean elementwise() {
    return false;
  }

  /**
   * How far the op looks up and down in its inputs.
   *
   * @return empty if a row of the output depends on the whole picture, as a norm's does
   */
  default Optional<RowReach> rowReach() {
    return elementwise() ? Optional.of(RowReach.SAME_ROWS) : Optional.empty();
  }

  /**
   * The output's shape.
   *
   * @param inputs as many shapes as {@link #inputCount()}
   * @return the output's shape, (batch, height, width, channels)
   * @throws InvalidShapeException if the inputs do not fit the op or one another; the message names
   *     the shapes
   */
  Shape outputShape(List<Shape> inputs);

  /**
   * The op's work, for plans, progress and benchmarks.
   *
   * @param inputs as many shapes as {@link #inputCount()}
   * @return multiply-adds; 0 where they are not what the op spends its time on
   */
  default long multiplyAdds(List<Shape> inputs) {
    return 0;
  }
}
