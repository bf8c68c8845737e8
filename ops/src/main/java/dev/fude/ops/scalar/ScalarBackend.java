package dev.fude.ops.scalar;

import dev.fude.core.backend.Availability;
import dev.fude.core.backend.Backend;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.graph.Graph;
import dev.fude.core.op.Op;
import dev.fude.core.plan.Capabilities;
import dev.fude.core.weights.Weights;
import dev.fude.ops.runtime.CpuPreparedGraph;
import java.util.Optional;

/** The backend that runs everywhere and defines what is right. Runs the graph unfused. */
public final class ScalarBackend implements Backend {
  private static final String NAME = "scalar";

  /** For {@link java.util.ServiceLoader}. */
  public ScalarBackend() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int preference() {
    return 0;
  }

  @Override
  public Availability availability() {
    return Availability.available("plain loops, the specification");
  }

  @Override
  public Optional<String> refusal(Op op) {
    return ScalarKernels.table(NAME).refusal(op);
  }

  @Override
  public Optional<String> refusal(RunOptions options) {
    return CpuPreparedGraph.refusal(NAME, options);
  }

  @Override
  public PreparedGraph prepare(Graph graph, Weights weights, ExecutionOptions options) {
    return new CpuPreparedGraph(
        graph,
        weights,
        ScalarKernels.table(NAME),
        Capabilities.NONE,
        CpuPreparedGraph.Access.ARRAYS,
        options);
  }
}
