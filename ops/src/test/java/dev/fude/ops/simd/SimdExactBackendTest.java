package dev.fude.ops.simd;

import dev.fude.core.backend.Availability;
import dev.fude.core.backend.Backend;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.graph.Graph;
import dev.fude.core.op.Op;
import dev.fude.core.weights.Weights;
import dev.fude.testkit.CpuBackendContract;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

/** The Vector API backend as {@link SimdBackendTest}, but held to exact algorithms. */
@Tag("simd")
class SimdExactBackendTest extends CpuBackendContract {
  @Override
  protected Backend backend() {
    return new ExactBackend(new SimdBackend());
  }

  @Override
  protected boolean reduced() {
    return SimdWidths.emulated();
  }

  /** A backend that is always asked to be exact. */
  private record ExactBackend(Backend inner) implements Backend {
    @Override
    public String name() {
      return inner.name();
    }

    @Override
    public int preference() {
      return inner.preference();
    }

    @Override
    public Availability availability() {
      return inner.availability();
    }

    @Override
    public Optional<String> refusal(Op op) {
      return inner.refusal(op);
    }

    @Override
    public PreparedGraph prepare(Graph graph, Weights weights, ExecutionOptions options) {
      return inner.prepare(graph, weights, options.withExact(true));
    }
  }
}
