package dev.fude.ops.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.op.CompositeOp;
import dev.fude.core.op.Op;
import dev.fude.core.op.RowReach;
import dev.fude.core.op.Rows;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.testkit.GraphCase;
import dev.fude.testkit.OpCase;
import dev.fude.testkit.OpCases;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How far ops say that they look up and down, against how far a NaN in a row of the input is seen:
 * it makes a NaN of everything that is computed from it, even times zero.
 */
class RowReachTest {
  private static final int MOST_ROWS = 24;

  private static Stream<OpCase> cases() {
    return OpCases.small().stream()
        .filter(one -> !(one.op() instanceof CompositeOp) && one.op().inputCount() == 1)
        .filter(one -> one.input().batch() == 1 && one.input().elements() > 0)
        .filter(one -> one.input().height() > 1 && one.input().height() <= MOST_ROWS);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reachIsWhatIsSeen(OpCase opCase) {
    GraphCase graphCase = opCase.toGraph();
    int height = opCase.input().height();
    Shape output = graphCase.graph().inferShapes(opCase.input()).get(OpCase.NODE);
    boolean[][] seen = new boolean[height][];
    try (PreparedGraph network =
        new ScalarBackend()
            .prepare(graphCase.graph(), graphCase.weights(), ExecutionOptions.ofThreads(1))) {
      for (int row = 0; row < height; row++) {
        seen[row] = rowsWithNaN(network.run(withNaN(opCase.input(), row)));
      }
    }
    for (int row = 0; row < output.height(); row++) {
      checkRow(opCase.op(), row, output.height(), seen);
    }
  }

  private static void checkRow(Op op, int row, int outputHeight, boolean[][] seen) {
    int height = seen.length;
    Rows wanted = new Rows(row, row + 1);
    Rows told =
        op.rowReach()
            .map(reach -> reach.read(wanted, height, outputHeight))
            .orElseGet(() -> Rows.all(height));
    for (int from = 0; from < height; from++) {
      if (seen[from][row]) {
        assertThat(told.has(from)).as("row %d of the output sees row %d", row, from).isTrue();
      }
    }
    boolean isEdge = told.from() == 0 || told.to() == height;
    if (!isEdge && !op.kind().equals("conv_transpose2d")) {
      assertThat(seen[told.from()][row] && seen[told.to() - 1][row])
          .as("row %d of the output sees both ends of %s", row, told)
          .isTrue();
    }
    op.rowReach().ifPresent(reach -> checkMore(reach, row, height, outputHeight, told));
  }

  /** What is read for all rows above as well holds what is read for one. */
  private static void checkMore(RowReach reach, int row, int height, int outputHeight, Rows told) {
    Rows more = reach.read(Rows.all(row + 1), height, outputHeight);
    assertThat(more.from() <= told.from() && more.to() >= told.to()).isTrue();
  }

  private static Tensor withNaN(Shape shape, int row) {
    Tensor input = Tensor.zeros(shape);
    Arrays.fill(input.data(), 0.5f);
    int length = shape.width() * shape.channels();
    Arrays.fill(input.data(), row * length, (row + 1) * length, Float.NaN);
    return input;
  }

  private static boolean[] rowsWithNaN(Tensor output) {
    boolean[] found = new boolean[output.shape().height()];
    int length = output.shape().width() * output.shape().channels();
    for (int i = 0; i < output.data().length; i++) {
      found[i / length] |= Float.isNaN(output.data()[i]);
    }
    return found;
  }
}
