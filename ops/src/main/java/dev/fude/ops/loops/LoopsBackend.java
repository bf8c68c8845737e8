package dev.fude.ops.loops;

import dev.fude.core.backend.Availability;
import dev.fude.core.backend.Backend;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.graph.Graph;
import dev.fude.core.op.Op;
import dev.fude.core.weights.Weights;
import dev.fude.ops.rows.RowKernels;
import dev.fude.ops.runtime.CpuPreparedGraph;
import dev.fude.ops.runtime.JvmOptions;
import dev.fude.ops.runtime.OptimizingCompiler;
import java.util.Optional;

/**
 * The fast backend for every JVM: plain Java, in loops that C2 turns into vectors. Where C2 is off
 * it is still the fastest, since its algorithms are those of the backend on the Vector API.
 */
public final class LoopsBackend implements Backend {
  private static final String NAME = "loops";

  /** A backend for {@link java.util.ServiceLoader}. */
  public LoopsBackend() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int preference() {
    return 5;
  }

  @Override
  public Availability availability() {
    return Availability.available(
        OptimizingCompiler.obstacle(JvmOptions.ofThisJvm())
            .map(what -> "plain loops, of which this JVM makes no vectors: " + what)
            .orElse("plain loops, of which the JVM makes vectors"));
  }

  @Override
  public Optional<String> refusal(Op op) {
    return kernels(ExecutionOptions.ofThreads(1)).table().refusal(op);
  }

  @Override
  public Optional<String> refusal(RunOptions options) {
    return Optional.empty();
  }

  @Override
  public PreparedGraph prepare(Graph graph, Weights weights, ExecutionOptions options) {
    RowKernels kernels = kernels(options);
    return new CpuPreparedGraph(
        graph, weights, kernels.table(), kernels, CpuPreparedGraph.Access.ROWS, options);
  }

  private static RowKernels kernels(ExecutionOptions options) {
    return new RowKernels(NAME, new LoopsMicrokernels(), options);
  }
}
