package dev.fude.backend.jcuda;

import static dev.fude.testkit.TensorAssert.assertThatTensor;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.Precision;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.tensor.Tensor;
import dev.fude.testkit.GraphCase;
import dev.fude.testkit.GraphCases;
import dev.fude.testkit.OpCase;
import dev.fude.testkit.OpCases;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The threads of a block run in any order on a GPU, between two barriers. A kernel that lacks a
 * barrier gives other bits when the last thread goes first.
 */
@Tag("one-jdk")
class RunOrderTest {
  @BeforeAll
  static void load() {
    StandIn.require();
  }

  @AfterEach
  void usual() {
    StandIn.backwards(false);
  }

  @TestFactory
  Stream<DynamicTest> lastThreadMayGoFirst() {
    return Stream.of(Precision.values())
        .flatMap(
            precision ->
                Stream.concat(
                        OpCases.network(16, 24).stream().map(OpCase::toGraph),
                        Stream.of(GraphCases.network(2, 24, 20)))
                    .map(
                        graphCase ->
                            DynamicTest.dynamicTest(
                                precision.id() + " " + graphCase.name(),
                                () -> checkBothOrders(graphCase, precision))));
  }

  private static void checkBothOrders(GraphCase graphCase, Precision precision) {
    ExecutionOptions options = ExecutionOptions.ofThreads(1).withPrecision(precision);
    try (PreparedGraph prepared =
        new CudaBackend().prepare(graphCase.graph(), graphCase.weights(), options)) {
      StandIn.backwards(false);
      Tensor forwards = prepared.run(graphCase.inputTensor());
      StandIn.backwards(true);
      assertThatTensor(prepared.run(graphCase.inputTensor()))
          .as("%s", graphCase)
          .hasSameBitsAs(forwards);
    }
  }
}
