package dev.fude.backend.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.backend.Availability;
import dev.fude.core.backend.Backend;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.Precision;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.graph.Graph;
import dev.fude.core.op.CompositeOp;
import dev.fude.core.op.Op;
import dev.fude.core.weights.Weights;
import dev.fude.testkit.OpCase;
import dev.fude.testkit.OpCases;
import dev.fude.testkit.PromisesContract;
import dev.fude.testkit.ValueRange;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
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
    return new InFloat16(new CudaBackend());
  }

  /** A backend that computes in float16 whatever the options say. */
  private record InFloat16(Backend backend) implements Backend {
    @Override
    public String name() {
      return backend.name();
    }

    @Override
    public int preference() {
      return backend.preference();
    }

    @Override
    public Availability availability() {
      return backend.availability();
    }

    @Override
    public Optional<String> refusal(Op op) {
      return backend.refusal(op);
    }

    @Override
    public PreparedGraph prepare(Graph graph, Weights weights, ExecutionOptions options) {
      return backend.prepare(graph, weights, options.withPrecision(Precision.FLOAT16));
    }
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
