package dev.fude.backend.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.backend.Backend;
import dev.fude.core.backend.Precision;
import dev.fude.core.op.CompositeOp;
import dev.fude.testkit.FixedOptionsBackend;
import dev.fude.testkit.OpCase;
import dev.fude.testkit.OpCases;
import dev.fude.testkit.PromisesContract;
import dev.fude.testkit.ValueRange;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The CUDA backend in float16: every op of the catalogue, on numbers that float16 has, against the
 * specification, and the promises of all backends.
 */
class CudaFp16Test extends PromisesContract {
  private static final Set<ValueRange> BEYOND_FLOAT16 =
      EnumSet.of(ValueRange.LARGE, ValueRange.WITH_INFINITY);

  @BeforeAll
  static void load() {
    StandIn.require();
  }

  @Override
  protected Backend backend() {
    return new FixedOptionsBackend(
        new CudaBackend(), options -> options.withPrecision(Precision.FLOAT16));
  }

  @Tag("one-jdk")
  @TestFactory
  Stream<DynamicTest> opGivesWhatTheSpecificationGives() {
    return OpCases.chosen().stream()
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
