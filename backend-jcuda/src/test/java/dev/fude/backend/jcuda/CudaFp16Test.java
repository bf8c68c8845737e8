package dev.fude.backend.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.op.CompositeOp;
import dev.fude.testkit.OpCase;
import dev.fude.testkit.OpCases;
import dev.fude.testkit.ValueRange;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every op of the catalogue in float16, on numbers that float16 has, against the specification. */
class CudaFp16Test {
  private static final Set<ValueRange> BEYOND_FLOAT16 =
      EnumSet.of(ValueRange.LARGE, ValueRange.WITH_INFINITY);

  @BeforeAll
  static void load() {
    StandIn.require();
  }

  @TestFactory
  Stream<DynamicTest> opGivesWhatTheSpecificationGives() {
    return OpCases.all().stream()
        .filter(op -> !(op.op() instanceof CompositeOp))
        .filter(op -> !BEYOND_FLOAT16.contains(op.range()))
        .map(op -> DynamicTest.dynamicTest(op.name(), () -> check(op)));
  }

  private static void check(OpCase op) {
    new Fp16Case(op.toGraph())
        .check(
            plan ->
                assertThat(plan.steps().get(plan.steps().size() - 1).name())
                    .isEqualTo(OpCase.NODE));
  }
}
