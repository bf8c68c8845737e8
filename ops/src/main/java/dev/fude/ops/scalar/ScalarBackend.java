package dev.fude.ops.scalar;

import dev.fude.core.backend.Availability;
import dev.fude.core.backend.Backend;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.graph.Graph;
import dev.fude.core.op.Op;
import dev.fude.core.weights.Weights;
import dev.fude.ops.runtime.CpuPreparedGraph;
import dev.fude.ops.runtime.KernelSet;
import java.util.Optional;

/** The backend that runs everywhere and defines what is right. Runs the graph unfused. */
public final class ScalarBackend implements Backend {
  private static final String NAME = "scalar";

  private final KernelSet kernels = new ScalarKernels();

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
    return kernels.refusal(op, NAME);
  }

  @Override
  public PreparedGraph prepare(Graph graph, Weights weights, ExecutionOptions options) {
    return new CpuPreparedGraph(graph, weights, kernels, options, NAME);
  }
}
