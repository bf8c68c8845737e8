package dev.fude.testkit;

import dev.fude.core.backend.Availability;
import dev.fude.core.backend.Backend;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.graph.Graph;
import dev.fude.core.op.Op;
import dev.fude.core.weights.Weights;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A backend that is always asked for the same, whatever a test asks for.
 *
 * @param inner the backend
 * @param options changes the options
 */
public record FixedOptionsBackend(Backend inner, UnaryOperator<ExecutionOptions> options)
    implements Backend {
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
  public Optional<String> refusal(RunOptions asked) {
    return inner.refusal(asked);
  }

  @Override
  public PreparedGraph prepare(Graph graph, Weights weights, ExecutionOptions asked) {
    return inner.prepare(graph, weights, options.apply(asked));
  }
}
